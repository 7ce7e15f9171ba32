"""`call.live` as features see it: a mapping, whatever is configured, which never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pytest
from edge_support import NOW, Recorder, edge_event, edge_request

from edge.handler import SettingsError, chain
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from edge.events import Request
    from edge.handler import Invocation

SEEN: list[Any] = []
LIVE = {"source": "dynamodb", "region": "us-east-1", "table": "live", "key": "shop", "bound_ms": 5000}


class Looks:
    """A feature that looks at what is live, twice."""

    name: ClassVar[str] = "looks"
    fails: ClassVar[Literal["open", "closed"]] = "closed"

    def __init__(self, table: Table) -> None:
        table.end()

    def viewer_request(self, _request: Request, call: Invocation) -> None:
        SEEN.extend((call.live, call.live))


def seen(telemetry: Recorder, **live: Any) -> list[Any]:
    SEEN.clear()
    tables = {"project": "p", "handler": "h", "features": {"looks": {}}, **live}
    handler = chain(Settings(Table(tables, "")), (Looks,), clock=lambda: NOW, telemetry=telemetry)
    handler(edge_event("viewer-request", edge_request("/")), None)
    return list(SEEN)


def test_without_live_settings_it_is_empty() -> None:
    telemetry = Recorder()
    assert seen(telemetry) == [{}, {}]
    assert telemetry.outcomes == []


def test_where_nobody_answers_it_is_empty_and_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    telemetry = Recorder()
    assert seen(telemetry, live=LIVE) == [{}, {}]
    assert telemetry.words == ["remote_config_failed"]
    assert telemetry.outcomes[0][2]["failures"] == 1
    assert telemetry.failures == []


def test_settings_that_are_wrong_stop_the_cold_start_and_not_a_request() -> None:
    with pytest.raises(SettingsError, match=r"live\.region"):
        seen(Recorder(), live={**LIVE, "region": ""})
