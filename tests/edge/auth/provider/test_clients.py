"""Clients with a secret or a private key, each accepted by a certified provider, from the zip that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from oidc_project import write_project
from oidc_server import SECRET
from oidc_visitor import Visitor
from tokens import jwk, private_key

from cloudfrontier.testing import EdgeClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oidc_server import OidcServer

CLIENT_KEY = 7
PROVIDER = """
client_authentication = "{way}"
secret = {{ name = "shop/client", region = "eu-west-1", simulate.file = "client-secret" }}
key_id = "{key_id}"
"""
WAYS = {
    "basic": {"token_endpoint_auth_method": "client_secret_basic", "client_secret": SECRET},
    "post": {"token_endpoint_auth_method": "client_secret_post", "client_secret": SECRET},
    "private_key_jwt": {
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "RS256",
    },
}


def secret_of(way: str) -> str:
    """What is kept in Secrets Manager."""
    if way != "private_key_jwt":
        return SECRET
    form, cipher = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key = private_key("RS256", CLIENT_KEY)
    return str(key.private_bytes(serialization.Encoding.PEM, form, cipher).decode())


@pytest.fixture
def confidential(provider: OidcServer) -> Iterator[OidcServer]:
    """The provider, whose client is changed back after the test."""
    before = provider.client
    yield provider
    provider.become(client=before)


def client_of(provider: OidcServer, way: str) -> dict[str, object]:
    keys = {"jwks": {"keys": [jwk("RS256", CLIENT_KEY)]}} if way == "private_key_jwt" else {}
    return {**provider.client, **WAYS[way], **keys}


def opened(root: Path, provider: OidcServer, way: str, *, secret: str) -> Iterator[Visitor]:
    key_id = jwk("RS256", CLIENT_KEY)["kid"] if way == "private_key_jwt" else ""
    write_project(root, provider.issuer, provider=PROVIDER.format(way=way, key_id=key_id))
    stand_in = root / "client-secret"
    stand_in.write_text(f"{secret}\n", encoding="utf-8")
    stand_in.chmod(0o600)
    with EdgeClient(root, keep_cookies=True) as edge:
        visitor = Visitor(edge)
        yield visitor
        visitor.close()


@pytest.mark.parametrize("way", WAYS)
def test_a_client_that_proves_itself_signs_visitors_in(
    tmp_path: Path, confidential: OidcServer, way: str
) -> None:
    confidential.become(client=client_of(confidential, way))
    for visitor in opened(tmp_path, confidential, way, secret=secret_of(way)):
        assert visitor.open("/staff/a.html").text == "for the staff"


def test_a_client_with_the_wrong_secret_signs_nobody_in(tmp_path: Path, confidential: OidcServer) -> None:
    confidential.become(client=client_of(confidential, "basic"))
    for visitor in opened(tmp_path, confidential, "basic", secret="of another client"):
        answer = visitor.open("/staff/a.html")
        assert (answer.status, answer.headers.get("retry-after")) == (503, "30")
        assert "__Host-session" not in visitor.edge.cookies
        logs = "\n".join(answer.events["viewer-request"].logs)
        assert '"reason":"client"' in logs
        assert "another client" not in logs


def test_where_there_is_no_boto3_nobody_is_signed_in_and_a_page_says_so(
    tmp_path: Path, confidential: OidcServer
) -> None:
    """As in a simulator without it: Lambda's own Python has one."""
    confidential.become(client=client_of(confidential, "basic"))
    write_project(tmp_path, confidential.issuer, provider=PROVIDER.format(way="basic", key_id=""))
    with EdgeClient(tmp_path, keep_cookies=True) as edge:
        visitor = Visitor(edge)
        answer = visitor.open("/staff/a.html")
        assert (answer.status, answer.headers.get("retry-after")) == (503, "30")
        assert '"reason":"boto3"' in "\n".join(answer.events["viewer-request"].logs)
        visitor.close()
