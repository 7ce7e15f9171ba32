"""Experiments whose operators change them while they run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from edge_support import AB_TESTING, NOW, Recorder, edge_event, edge_request, settings_for

from edge.ab_testing.handler import AbTesting
from edge.handler import Invocation
from edge.headers import first

if TYPE_CHECKING:
    from collections.abc import Callable

    from edge.events import Request


class Live:
    """Live settings that a test writes."""

    def __init__(self, **experiments: object) -> None:
        self.document: dict[str, Any] = {"ab_testing": experiments}

    def current(self, _now: float, _report: object) -> dict[str, Any]:
        return self.document


def visiting(live: Live, telemetry: Recorder) -> Callable[[str, Request], Any]:
    """A feature whose chain has these live settings: event and request -> what it returns."""
    feature = AbTesting(settings_for(ab_testing=AB_TESTING).feature("ab_testing"))

    def act(event_type: str, request: Request) -> Any:
        config = edge_event(event_type, request)["Records"][0]["cf"]["config"]
        call = Invocation(config, NOW, telemetry, cast("Any", live))
        call.feature = feature.name
        if event_type == "viewer-request":
            return feature.viewer_request(request, call)
        return feature.viewer_response(request, {"status": "200", "headers": {}}, call)

    return act


def test_live_settings_act_at_once_and_can_be_taken_back() -> None:
    live, telemetry = Live(hero={"force": "b"}), Recorder()
    act = visiting(live, telemetry)
    lines = [("Cookie", "__Host-visitor=visitor-1; ab-hero=a; ab--seen=hero.a")]
    forced = act("viewer-request", edge_request("/", lines=lines))
    assert first(forced["headers"], "x-ab-hero") == "b"
    assert act("viewer-response", forced) is None  # it is not remembered
    live.document = {"ab_testing": {"hero": {"status": "stopped"}}}
    assert "x-ab-hero" not in act("viewer-request", edge_request("/", lines=lines))["headers"]
    live.document = {}
    assert first(act("viewer-request", edge_request("/", lines=lines))["headers"], "x-ab-hero") == "a"
    assert telemetry.warnings == []


def test_wrong_live_settings_are_said_once_and_left_out() -> None:
    live, telemetry = Live(hero={"weights": "junk", "status": "stopped"}), Recorder()
    act = visiting(live, telemetry)
    for _ in range(3):
        assert "x-ab-hero" not in act("viewer-request", edge_request("/"))["headers"]
    problems = ["hero.weights: expected one for each variant"]
    assert telemetry.warnings == [("ab_testing", "live settings were left out", {"problems": problems})]
