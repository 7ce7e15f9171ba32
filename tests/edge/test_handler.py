"""The chain: order, answers, copies, and what becomes of a feature that raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

import pytest
from edge_support import NOW, REQUEST_ID, Recorder, edge_event, edge_request, settings_for

from edge.handler import EventError, FeatureFailedError, chain
from edge.headers import append, values
from edge.responses import generate
from edge.settings import SettingsError

if TYPE_CHECKING:
    from edge.events import Event, LambdaHandler, Request, Response
    from edge.handler import Invocation
    from edge.settings import Table

REQUEST_EVENTS = ["viewer-request", "origin-request"]
RESPONSE_EVENTS = ["origin-response", "viewer-response"]


class Named:
    """A feature with a name, settings, and a policy."""

    name: ClassVar[str]
    fails: ClassVar[Literal["open", "closed"]] = "open"

    def __init__(self, table: Table) -> None:
        self.said = table.text("say")


class Marks(Named):
    """Marks every request and response with its own name, in the order in which features run."""

    name = "marks"

    def viewer_request(self, request: Request, call: Invocation) -> Request:
        append(request["headers"], "X-Seen", f"{self.said} {call.event_type} {call.request_id} {call.now}")
        call.outcome("marked")
        return request

    def viewer_response(self, request: Request, response: Response, call: Invocation) -> Response:
        append(response["headers"], "X-Seen", f"{self.said} {request['uri']} {call.event_type}")
        return response

    origin_request = viewer_request
    origin_response = viewer_response


class Second(Marks):
    name = "second"


class Answers(Named):
    """Answers every request."""

    name = "answers"

    def viewer_request(self, *_: object) -> Response:
        return generate(401, self.said)

    origin_request = viewer_request


class Looks(Named):
    """Changes the copies it is given, and returns nothing."""

    name = "looks"

    def viewer_request(self, request: Request, *_: object) -> None:
        request["headers"].clear()
        request["uri"] = "/changed"

    def viewer_response(self, request: Request, response: Response, *_: object) -> None:
        request["uri"] = "/changed"
        response["headers"]["x-a"].clear()
        response["status"] = "500"

    origin_request = viewer_request
    origin_response = viewer_response


class Breaks(Named):
    """Raises in every event, after changing what it was given."""

    name = "breaks"

    def viewer_request(self, request: Request, *_: object) -> Request:
        request["headers"].clear()
        raise ValueError("canary")

    def viewer_response(self, _: Request, response: Response, *__: object) -> Response:
        response["headers"].clear()
        raise ValueError("canary")

    origin_request = viewer_request
    origin_response = viewer_response


class BreaksClosed(Breaks):
    name = "breaks_closed"
    fails = "closed"


class ViewerRequestOnly:
    """Knows one event."""

    name: ClassVar[str] = "viewer_only"
    fails: ClassVar[Literal["open", "closed"]] = "open"

    def __init__(self, table: Table) -> None:
        table.end()

    def viewer_request(self, request: Request, *_: object) -> Request:
        append(request["headers"], "X-Seen", "viewer only")
        return request


def handler(*features: type[Any], telemetry: Recorder | None = None) -> LambdaHandler:
    tables = {feature.name: {"say": feature.name} for feature in features}
    tables.update({"viewer_only": {}})
    return chain(settings_for(**tables), features, clock=lambda: NOW, telemetry=telemetry or Recorder())


def event(event_type: str) -> Event:
    response: Response = {"status": "200", "statusDescription": "OK", "headers": {"x-a": [{"value": "1"}]}}
    lines = [("Cookie", "a=1"), ("Cookie", "b=2")]
    return edge_event(
        event_type, edge_request("/x", lines=lines), response if event_type in RESPONSE_EVENTS else None
    )


def passed_through(event_type: str) -> Any:
    return event(event_type)["Records"][0]["cf"]["response" if event_type in RESPONSE_EVENTS else "request"]


@pytest.mark.parametrize("event_type", REQUEST_EVENTS)
def test_features_run_in_order_on_requests_and_know_the_invocation(event_type: str) -> None:
    telemetry = Recorder()
    result = handler(Second, Marks, telemetry=telemetry)(event(event_type), object())
    about = f"{event_type} {REQUEST_ID} {NOW}"
    assert values(result["headers"], "x-seen") == [f"second {about}", f"marks {about}"]
    assert telemetry.words == ["second_marked", "marks_marked"]
    assert telemetry.begun == [(REQUEST_ID, event_type)]
    assert telemetry.ended == 1


@pytest.mark.parametrize("event_type", RESPONSE_EVENTS)
def test_features_run_in_order_on_responses_and_all_of_them(event_type: str) -> None:
    result = handler(Marks, Answers, Second)(event(event_type), None)
    assert values(result["headers"], "x-seen") == [f"{name} /x {event_type}" for name in ("marks", "second")]


@pytest.mark.parametrize("event_type", REQUEST_EVENTS)
def test_an_answer_ends_the_chain(event_type: str) -> None:
    telemetry = Recorder()
    result = cast("Response", handler(Marks, Answers, Second, telemetry=telemetry)(event(event_type), None))
    assert (result["status"], result["body"]) == ("401", "answers")
    assert telemetry.words == ["marks_marked"]


@pytest.mark.parametrize("event_type", [*REQUEST_EVENTS, *RESPONSE_EVENTS])
def test_what_a_feature_does_not_return_does_not_happen(event_type: str) -> None:
    given = event(event_type)
    assert handler(Looks)(given, None) == passed_through(event_type)
    assert given == event(event_type)


@pytest.mark.parametrize("event_type", ["origin-request", *RESPONSE_EVENTS])
def test_an_event_that_no_feature_knows_passes_through_as_it_is(event_type: str) -> None:
    given = event(event_type)
    cf = given["Records"][0]["cf"]
    result = handler(ViewerRequestOnly)(given, None)
    assert result is (cf["response"] if event_type in RESPONSE_EVENTS else cf["request"])


@pytest.mark.parametrize("event_type", [*REQUEST_EVENTS, *RESPONSE_EVENTS])
def test_a_feature_that_fails_open_is_as_if_it_were_not_there(event_type: str) -> None:
    telemetry = Recorder()
    result = handler(Marks, Breaks, Second, telemetry=telemetry)(event(event_type), None)
    assert result == handler(Marks, Second)(event(event_type), None)
    assert [(name, str(error)) for name, error in telemetry.failures] == [("breaks", "canary")]
    assert telemetry.ended == 1


def test_a_feature_that_fails_closed_answers_503_on_viewer_request() -> None:
    telemetry = Recorder()
    result = cast(
        "Response", handler(BreaksClosed, Marks, telemetry=telemetry)(event("viewer-request"), None)
    )
    assert result["status"] == "503"
    assert values(result["headers"], "cache-control") == ["no-store"]
    assert "canary" not in repr(result)
    assert telemetry.words == []
    assert len(telemetry.failures) == telemetry.ended == 1


@pytest.mark.parametrize("event_type", ["origin-request", *RESPONSE_EVENTS])
def test_where_an_answer_could_be_cached_failing_closed_raises_a_fixed_sentence(event_type: str) -> None:
    telemetry = Recorder()
    with pytest.raises(FeatureFailedError) as raised:
        handler(BreaksClosed, telemetry=telemetry)(event(event_type), None)
    assert str(raised.value) == "the feature breaks_closed could not decide; see the log"
    assert raised.value.__suppress_context__
    assert telemetry.ended == 1


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"Records": []},
        {"Records": [{"cf": {}}]},
        {"Records": [{"cf": {"config": {"eventType": "viewer-request"}}}]},
        {"Records": [{"cf": {"config": {"eventType": "origin-call", "requestId": "x"}}}]},
        [],
        None,
    ],
)
def test_what_is_no_event_of_cloudfront_is_an_error_that_says_so(given: Any) -> None:
    with pytest.raises(EventError, match="Lambda@Edge"):
        handler(Marks)(given, None)


def test_a_feature_without_settings_stops_the_cold_start() -> None:
    with pytest.raises(SettingsError, match=r"features\.marks: missing"):
        chain(settings_for(), (Marks,), telemetry=Recorder())


def test_a_chain_without_features_passes_everything_through() -> None:
    assert handler()(event("viewer-request"), None) == passed_through("viewer-request")
