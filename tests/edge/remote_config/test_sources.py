"""DynamoDB and SSM: answered by moto, by errors of theirs, and by a server that does not answer."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from edge_support import AB_TESTING, NOW, Recorder, edge_event, edge_request
from moto import mock_aws

from edge.ab_testing.handler import AbTesting
from edge.handler import chain
from edge.remote_config.live_settings import LiveSettings, Times
from edge.remote_config.sources import JunkError, Place, Source, reason_of
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "eu-central-1"
TABLE = Place("dynamodb", REGION, table="live", key="shop")
PARAMETER = Place("ssm", REGION, parameter="/shop/live")
DOCUMENT = {"ab_testing": {"hero": {"status": "stopped"}}}


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    # at the edge this is the Region nearest the viewer, and not where the table is
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-northeast-1")


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        tables = boto3.client("dynamodb", region_name=REGION)
        tables.create_table(
            TableName="live",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield


def put(place: Place, text: str) -> None:
    if place.kind == "ssm":
        parameters = boto3.client("ssm", region_name=REGION)
        parameters.put_parameter(Name=place.parameter, Value=text, Type="SecureString", Overwrite=True)
    else:
        item = {"id": {"S": place.key}, "version": {"N": "1"}, "settings": {"S": text}}
        boto3.client("dynamodb", region_name=REGION).put_item(TableName=place.table, Item=item)


@pytest.mark.parametrize("place", [TABLE, PARAMETER], ids=["dynamodb", "ssm"])
def test_a_document_is_read_where_it_is_in_its_own_region(aws: None, place: Place) -> None:
    source = Source(place, bound=0.3)
    assert source() == {}
    put(place, json.dumps(DOCUMENT))
    assert source() == DOCUMENT


@pytest.mark.parametrize("place", [TABLE, PARAMETER], ids=["dynamodb", "ssm"])
@pytest.mark.parametrize("text", ["{", "[1]", '"x"', "null", "[" * 100_000], ids=lambda text: text[:8])
def test_junk_is_named_and_not_repeated(aws: None, place: Place, text: str) -> None:
    put(place, text)
    with pytest.raises(JunkError) as refused:
        Source(place, bound=0.3)()
    assert str(refused.value) == "expected a JSON object"
    assert reason_of(refused.value) == "junk"


def test_an_item_without_the_attribute_is_junk(aws: None) -> None:
    boto3.client("dynamodb", region_name=REGION).put_item(TableName="live", Item={"id": {"S": "shop"}})
    with pytest.raises(JunkError):
        Source(TABLE, bound=0.3)()


def test_a_table_that_is_not_there_is_named_by_its_code(aws: None) -> None:
    with pytest.raises(Exception, match="ResourceNotFoundException") as refused:
        Source(TABLE._replace(table="gone"), bound=0.3)()
    assert reason_of(refused.value) == "ResourceNotFoundException"


class Answers(BaseHTTPRequestHandler):
    """A DynamoDB on loopback that is slow, throttled, denies, or talks nonsense, as its server says."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        status, body, seconds = self.server.answer  # type: ignore[attr-defined]  # a server of ours
        self.server.asked.release()  # type: ignore[attr-defined]  # a server of ours
        self.server.stopped.wait(seconds)  # type: ignore[attr-defined]  # a server of ours
        try:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            return  # whoever asked has gone

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def error(code: str) -> tuple[int, bytes, float]:
    return 400, json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "m"}).encode(), 0


def item(document: object) -> tuple[int, bytes, float]:
    return 200, json.dumps({"Item": {"settings": {"S": json.dumps(document)}}}).encode(), 0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    made: Any = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.stopped = threading.Event()
    made.asked = threading.Semaphore(0)
    made.answer = item(DOCUMENT)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{made.server_port}")
    yield made
    made.stopped.set()
    made.shutdown()
    made.server_close()


SLOW = (200, b"{}", 5.0)
TROUBLE = {
    "slow": (SLOW, "slow"),
    "throttled": (error("ProvisionedThroughputExceededException"), "throttled"),
    "denied": (error("AccessDeniedException"), "denied"),
    "internal": ((500, b"", 0), "500"),
    "junk": (item([1]), "junk"),
    "nonsense": ((200, b"<html>", 0), "junk"),
}


@pytest.mark.parametrize(("answer", "reason"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_leaves_the_last_good_document_and_one_line(
    server: Any, answer: tuple[int, bytes, float], reason: str
) -> None:
    lines: list[tuple[str, int]] = []
    live = LiveSettings(Source(TABLE, bound=2.0), Times(), reason=reason_of, dice=lambda: 0.5)

    def current(now: float) -> object:
        pending = live._pending
        if pending is not None:
            assert pending.done.wait(10)
        return live.current(now, lambda *said: lines.append(said))

    # the first read imports botocore's model of the service, which may take longer than the bound
    current(NOW)
    assert current(NOW + 1) == DOCUMENT
    lines.clear()
    server.answer = answer
    before = time.monotonic()
    assert live.current(NOW + 61, lambda *said: lines.append(said)) == DOCUMENT
    assert current(NOW + 62) == DOCUMENT
    assert time.monotonic() - before < SLOW[2]
    for second in range(63, 120):
        assert current(NOW + second) == DOCUMENT
    assert lines == [(reason, 1)]


def live_settings() -> Settings:
    # long enough for the client to be made, so that it is the server that is slow
    live = {"source": "dynamodb", "region": REGION, "table": "live", "key": "shop", "bound_ms": 2000}
    return Settings(
        Table(
            {
                "project": "shop",
                "handler": "gate",
                "features": {"ab_testing": AB_TESTING},
                "live": live,
            },
            "",
        )
    )


@pytest.mark.parametrize("answer", [SLOW, error("ThrottlingException")], ids=["slow", "throttled"])
def test_a_request_is_answered_by_what_was_baked(server: Any, answer: tuple[int, bytes, float]) -> None:
    server.answer = answer
    telemetry = Recorder()
    handler = chain(live_settings(), (AbTesting,), clock=lambda: NOW, telemetry=telemetry)
    before = time.monotonic()
    passed: Any = handler(edge_event("viewer-request", edge_request("/")), None)
    assert time.monotonic() - before < SLOW[2]
    assert "x-ab-hero" in passed["headers"]
    said = [facts for feature, _, facts in telemetry.outcomes if feature == "remote_config"]
    assert len(said) == 1
    assert said[0]["failures"] == 1
    assert telemetry.failures == []


def test_nobody_listening_is_a_reason_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{port}")
    with pytest.raises(Exception, match="Could not connect") as refused:
        Source(TABLE, bound=0.3)()
    assert reason_of(refused.value) == "EndpointConnectionError"
