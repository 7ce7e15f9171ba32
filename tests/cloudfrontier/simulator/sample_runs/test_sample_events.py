"""The sample events are events as CloudFront makes them, each there for a reason, within its limits."""

from __future__ import annotations

import json

import pytest

from cloudfrontier.cloudfront.limits import FUNCTION_TEST_EVENT, URI_AND_QUERY
from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.returns import ReturnCheck, check_return
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS, RESPONSE_EVENTS, SampleEvent
from cloudfrontier.simulator.sample_runs.own_events import MOST_PATHS, own_events

EVENTS = (*REQUEST_EVENTS, *RESPONSE_EVENTS)


@pytest.mark.parametrize("sample", EVENTS, ids=lambda sample: sample.name)
def test_a_sample_is_an_event_that_testfunction_would_take(sample: SampleEvent) -> None:
    text = json.dumps(sample.event)

    assert len(text) <= FUNCTION_TEST_EVENT.value
    assert len(sample.request.target) <= URI_AND_QUERY.value
    assert sample.event["request"]["headers"]["host"]["value"]
    assert sample.reason
    assert ("response" in sample.event) == (sample in RESPONSE_EVENTS)


@pytest.mark.parametrize("sample", REQUEST_EVENTS, ids=lambda sample: sample.name)
def test_a_request_that_comes_back_as_it_was_passes_every_rule(sample: SampleEvent) -> None:
    given, changed = sample.event, {**sample.event["request"], "uri": "/changed"}

    assert check_return(ReturnCheck("function", "viewer-request", given, changed, "f.js")) == ()


@pytest.mark.parametrize("sample", RESPONSE_EVENTS, ids=lambda sample: sample.name)
def test_a_response_that_gets_a_header_passes_every_rule(sample: SampleEvent) -> None:
    given = sample.event
    headers = {**given["response"]["headers"], "x-added": {"value": "1"}}

    changed = {**given["response"], "headers": headers}

    assert check_return(ReturnCheck("function", "viewer-response", given, changed, "f.js")) == ()


def test_every_sample_has_a_name_of_its_own() -> None:
    for events in (REQUEST_EVENTS, RESPONSE_EVENTS):
        names = [sample.name for sample in events]
        assert len(set(names)) == len(names)
        assert any(sample.ordinary for sample in events)
        assert any(not sample.ordinary for sample in events)


def test_no_response_has_a_status_at_which_no_function_runs() -> None:
    assert all(sample.response is not None and sample.response.status < 400 for sample in RESPONSE_EVENTS)


def test_the_samples_show_what_functions_forget() -> None:
    requests = [sample.event["request"] for sample in REQUEST_EVENTS]

    assert any("multiValue" in entry for request in requests for entry in request["querystring"].values())
    assert any("multiValue" in entry for request in requests for entry in request["cookies"].values())
    assert any(request["querystring"].get("flag") == {"value": ""} for request in requests)
    assert any("__proto__" in request["querystring"] for request in requests)
    assert {request["method"] for request in requests} == {"GET", "POST", "OPTIONS"}
    assert any(len(request["headers"]) == 1 for request in requests)
    assert any("%zz" in request["uri"] for request in requests)


def own(code: str, event: str = "viewer-request") -> tuple[SampleEvent, ...]:
    """The events that the code asks for."""
    source = parse(code, runtime="cloudfront-js-2.0", name="f.js")
    return own_events(source, event)  # type: ignore[arg-type]  # one of the two


def test_paths_that_the_code_names_are_requested_from_the_first_to_the_last() -> None:
    table = ", ".join(f"'/old/{number}': '/new'" for number in range(10))

    uris = [
        sample.request.uri
        for sample in own(f"var t = {{{table}}}; function handler(e) {{ return e.request; }}")
    ]

    assert len(uris) == MOST_PATHS
    assert uris[0] == "/old/0"
    assert uris[-1] == "/old/9"


def test_what_is_no_path_is_not_requested() -> None:
    assert (
        own("var a = ['/', '//', 'a/b', '/a b', '/é', '/a?b', 'https://example.com/']; var r = /^\\/x/;")
        == ()
    )


def test_what_the_code_reads_is_sent() -> None:
    (sample,) = own(
        "function handler(e) { var r = e.request, h = r.headers, headers = r.headers; r.cookies.session; "
        "r.querystring['page-size'].value; r.headers['x-variant'] && headers.authorization; h.lost; "
        "r.headers.host.value; r.headers[name]; r.cookies.length; return r; }"
    )

    request = sample.event["request"]
    assert request["cookies"] == {"session": {"value": "1"}}
    assert request["querystring"] == {"page-size": {"value": "1"}}
    assert request["headers"]["x-variant"] == {"value": "1"}
    assert request["headers"]["authorization"]["value"].startswith("Bearer ")
    assert "lost" not in request["headers"]
    assert sample.ordinary


def test_a_name_in_a_variable_is_read_as_well() -> None:
    (sample,) = own("const NAME = 'x-tenant'; function handler(e) { return e.request.headers[NAME].value; }")

    assert sample.event["request"]["headers"]["x-tenant"] == {"value": "1"}


def test_a_response_is_there_where_one_is_needed() -> None:
    (sample,) = own(
        "function handler(e) { e.response.headers['x-a']; return e.response; }", "viewer-response"
    )

    assert sample.event["response"]["statusCode"] == 200
