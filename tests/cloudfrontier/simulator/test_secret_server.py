"""Secrets by boto3 itself: known names are answered, everything and everybody else is refused."""

from __future__ import annotations

import http.client
import json
import socket
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from lambda_zips import EVENT, handler_zip

from cloudfrontier.simulator.lambda_runtime import LambdaRuntime
from cloudfrontier.simulator.secret_server import SecretServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGION = "eu-west-1"
TEXTS = {
    ("secretsmanager", REGION, "shop/id"): "canary-of-a-secret",
    ("ssm", REGION, "/shop/id"): "canary-of-a-parameter",
}


@pytest.fixture
def server() -> Iterator[SecretServer]:
    with SecretServer(TEXTS) as server:
        yield server


def client(server: SecretServer, service: str, *, region: str = REGION, key: str = "") -> Any:
    """boto3 as a handler has it, which finds the server and its key in the environment."""
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=server.stand_in.url,
        aws_access_key_id=key or server.stand_in.access_key,
        aws_secret_access_key="any",
        config=Config(retries={"total_max_attempts": 1}),
    )


def test_boto3_reads_a_secret_and_a_parameter(server: SecretServer) -> None:
    answer = client(server, "secretsmanager").get_secret_value(SecretId="shop/id")
    assert answer["SecretString"] == "canary-of-a-secret"
    answer = client(server, "ssm").get_parameter(Name="/shop/id", WithDecryption=True)
    assert answer["Parameter"]["Value"] == "canary-of-a-parameter"


def code_of(ask: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        ask(**parameters)
    assert "canary" not in str(caught.value)
    return str(caught.value.response["Error"]["Code"])


def test_a_name_or_a_region_that_is_not_known_is_refused_as_by_aws(server: SecretServer) -> None:
    secrets, parameters = client(server, "secretsmanager"), client(server, "ssm")
    assert code_of(secrets.get_secret_value, SecretId="shop/other") == "ResourceNotFoundException"
    elsewhere = client(server, "secretsmanager", region="us-east-1")
    assert code_of(elsewhere.get_secret_value, SecretId="shop/id") == "ResourceNotFoundException"
    assert code_of(parameters.get_parameter, Name="shop/id") == "ParameterNotFound"


def test_every_other_call_is_refused(server: SecretServer) -> None:
    table = client(server, "dynamodb")
    assert code_of(table.get_item, TableName="live", Key={"id": {"S": "x"}}) == "AccessDeniedException"
    assert code_of(client(server, "secretsmanager").list_secrets) == "AccessDeniedException"


def test_who_was_not_given_the_key_is_refused(server: SecretServer) -> None:
    other = client(server, "secretsmanager", key="simulated")
    assert code_of(other.get_secret_value, SecretId="shop/id") == "UnrecognizedClientException"
    assert server.stand_in.access_key not in repr(server.stand_in)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"{}"),
        ({"Authorization": "Basic x"}, b"{}"),
        ({"Content-Length": "99999999"}, b""),
        ({"Content-Length": "-1"}, b""),
        ({"Authorization": "{good}"}, b"["),
        ({"Authorization": "{good}"}, b'{"SecretId": ["shop/id"]}'),
        ({"Authorization": "{good}"}, b'{"Name": "shop/id"}'),
    ],
    ids=["unsigned", "basic", "too long", "a length below zero", "no JSON", "a list", "another member"],
)
def test_what_no_package_of_awss_sends_is_refused(
    server: SecretServer, headers: dict[str, str], body: bytes
) -> None:
    good = (
        f"AWS4-HMAC-SHA256 Credential={server.stand_in.access_key}/20261123/{REGION}/secretsmanager/"
        "aws4_request, SignedHeaders=host, Signature=0"
    )
    sent = {name: value.replace("{good}", good) for name, value in headers.items()}
    connection = http.client.HTTPConnection(urlsplit(server.stand_in.url).netloc, timeout=10)
    target = {"X-Amz-Target": "secretsmanager.GetSecretValue"}
    connection.request("POST", "/", body=body, headers={**target, **sent})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status == 400
    assert "__type" in json.loads(text)
    assert b"canary" not in text


RUDE = {
    "a length of 5,000 digits": b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "no end": b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{",
    "no HTTP": b"\x16\x03\x01\x00\xff\r\n\r\n",
    "a page of a browser": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\n\r\n",
}


@pytest.mark.parametrize("sent", RUDE.values(), ids=RUDE)
def test_whoever_else_is_on_this_machine_prints_nothing_in_our_terminal(
    server: SecretServer, sent: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", urlsplit(server.stand_in.url).port or 0)) as connection:
            # a reset, and not an end: what is written then fails
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(sent)
    with socket.create_connection(("127.0.0.1", urlsplit(server.stand_in.url).port or 0)) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        assert b"canary" not in b"".join(iter(lambda: connection.recv(65536), b""))
    server.close()
    assert capfd.readouterr() == ("", "")


def test_a_handler_of_ones_own_reads_it_with_a_bare_boto3(server: SecretServer, tmp_path: Path) -> None:
    """Nothing in its code knows where it runs, as at the edge."""
    body = """
        import boto3
        secrets = boto3.client("secretsmanager", region_name="eu-west-1")
        return len(secrets.get_secret_value(SecretId="shop/id")["SecretString"])
    """
    with LambdaRuntime(boto3=True, aws=server.stand_in) as runtime:
        artifact = handler_zip(tmp_path, body, memory_mb=128)
        outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a", timeout_s=30)
    assert (outcome.error, outcome.value) == (None, len("canary-of-a-secret"))
    assert "canary" not in "\n".join(outcome.logs)
