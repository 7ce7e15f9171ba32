"""Functions are tried on the sample events: what fails, what is returned wrong, and what it costs."""

from __future__ import annotations

import pytest

from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.javascript.cost import Budget
from cloudfrontier.javascript.parse import JsSource, parse
from cloudfrontier.simulator.functions_runtime import KeyValues, Surroundings
from cloudfrontier.simulator.sample_runs import (
    REQUEST_EVENTS,
    RESPONSE_EVENTS,
    SampleEvent,
    SampleReport,
    sample_findings,
)

INDEX = """\
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) {
    request.uri += 'index.html';
  }
  return request;
}
"""


def report(code: str | JsSource, **options: object) -> SampleReport:
    """The report on code of runtime 2.0."""
    return sample_findings(code, name="f.js", **options)  # type: ignore[arg-type]  # options of that function


def found(code: str | JsSource, **options: object) -> list[tuple[str, str, str]]:
    """Id, severity and place of every finding."""
    return [(item.id, item.severity, item.where) for item in report(code, **options).findings]


def test_a_function_that_does_its_work_has_no_findings() -> None:
    result = report(INDEX)

    assert result.findings == ()
    assert result.event == "viewer-request"
    assert [run.event for run in result.runs] == [sample.name for sample in REQUEST_EVENTS]
    assert {run.end for run in result.runs} == {"returned"}
    assert all(run.work is not None and run.work.utilization < 25 for run in result.runs)


def test_the_run_with_most_work_is_the_worst() -> None:
    result = report(
        "function handler(e) { e.request.x = e.request.uri.split('').join('-'); return e.request; }"
    )

    assert result.worst is not None
    assert result.worst.event == "a long path and query string"


def test_what_is_returned_wrong_is_found_where_it_is_written() -> None:
    code = """\
function handler(event) {
  var request = event.request;
  if (request.method === 'POST') {
    return {statusCode: 200, headers: {'X-Upper': {value: 'a'}}};
  }
  if (request.uri === '/about') {
    request.uri = 'about.html';
    return request;
  }
  return request;
}
"""
    assert found(code) == [("RET312", "error", "f.js:4:40"), ("RET323", "error", "f.js:7:5")]


def test_the_place_of_an_arrow_is_its_value_and_of_a_helper_the_handler() -> None:
    arrow = "var handler = (event) =>\n  [];"
    helper = "function answer() { return []; }\nvar handler = answer;"

    assert {where for _, _, where in found(arrow)} == {"f.js:2:3"}
    assert {where for _, _, where in found(helper)} == {"f.js:2:1"}


def test_a_request_read_without_looking_is_a_warning_with_its_place() -> None:
    code = (
        "function handler(event) {\n  var a = event.request.headers.origin.value;\n  return event.request;\n}"
    )

    assert found(code) == [("CFF191", "warning", "f.js:2:11")]


def test_a_function_that_fails_on_everything_is_an_error() -> None:
    assert found("function handler(event) {\n  return evnt.request;\n}") == [("CFF191", "error", "f.js:2:10")]


def test_what_the_code_always_gets_is_given_to_it_before_it_is_called_broken() -> None:
    code = "function handler(e) { e.request.uri = '/' + e.request.cookies.tenant.value; return e.request; }"

    assert {severity for rule, severity, _ in found(code) if rule == "CFF191"} == {"warning"}


def test_what_fails_on_odd_requests_only_is_a_warning() -> None:
    result = report(
        "function handler(e) { e.request.uri = decodeURIComponent(e.request.uri); return e.request; }"
    )

    assert [(item.id, item.severity) for item in result.findings if "URIError" in item.message] == [
        ("CFF191", "warning")
    ]


def test_a_header_that_may_not_be_changed_is_found_though_aws_finds_it_only_live() -> None:
    code = "function handler(e) { e.request.headers.host = {value: 'a'}; return e.request; }"

    assert [rule for rule, severity, _ in found(code) if severity == "error"] == ["RET317"]


def test_two_mistakes_of_one_kind_at_one_place_are_two_findings() -> None:
    code = (
        "function handler(e) { var h = e.request.headers; h.host = h.via = {value: 'a'}; return e.request; }"
    )

    messages = [item.message for item in report(code).findings if item.id == "RET317"]
    assert [message.split("'")[1] for message in messages] == ["host", "via"]


@pytest.mark.parametrize("body", ["while (true) {}", "for (;;) { try { e.x.y; } catch (x) {} }"])
def test_a_function_that_does_not_end_is_an_error_and_takes_no_time(body: str) -> None:
    result = report(f"function handler(e) {{ {body} }}")

    assert [(item.id, item.severity) for item in result.findings] == [("CFF193", "error")]
    assert {run.end for run in result.runs} == {"stopped"}


def test_a_pattern_that_backtracks_without_end_is_tried_once() -> None:
    code = "function handler(e) { /^(a+)+$/.test('a'.repeat(40) + '!'); return e.request; }"

    result = report(code)

    assert [(item.id, item.severity) for item in result.findings] == [("CFF193", "error")]
    assert [run.end for run in result.runs] == ["hung"]


def test_a_loop_at_the_top_level_is_stopped_as_well() -> None:
    result = report("for (;;) {}\nfunction handler(e) { return e.request; }")

    assert {run.end for run in result.runs} == {"stopped"}


def test_a_function_over_its_budget_is_told_the_estimate() -> None:
    (finding,) = report(INDEX, budget=Budget(warning=15, error=15)).findings

    assert (finding.id, finding.severity) == ("CFF193", "error")
    assert "an estimated compute utilization of 16.1; the budget is 15" in finding.message


def test_a_function_that_wants_more_memory_than_there_is() -> None:
    code = "function handler(e) { e.request.headers.a = {value: 'x'.repeat(3e6)}; return e.request; }"

    assert found(code) == [("CFF192", "error", "f.js:1:1")]


def test_a_function_that_throws_much_away_is_warned_where_its_budget_allows_the_work() -> None:
    code = "function handler(e) { for (var i = 0; i < 40; i++) { 'x'.repeat(60000); } return e.request; }"

    assert found(code, budget=Budget(warning=900, error=900)) == [("CFF192", "warning", "f.js:1:1")]


def test_a_promise_that_nobody_keeps_is_a_failure() -> None:
    (finding,) = report("async function handler(e) { await new Promise(function () {}); }").findings

    assert (finding.id, finding.severity) == ("CFF191", "error")


IMPORTING = "import cf from 'cloudfront';\nasync function handler(e) { %s return e.request; }"


def test_a_function_that_lives_without_its_store_is_tried_on_every_event() -> None:
    reads = "try { await cf.kvs().get(e.request.uri); } catch (error) { console.log(error.message); }"
    result = report(
        f"import cf from 'cloudfront';\nasync function handler(e) {{ {reads} return e.request; }}"
    )
    assert result.findings == ()
    assert {run.end for run in result.runs} == {"returned"}


def test_a_connection_function_is_not_tried_on_requests() -> None:
    code = "function connectionHandler(connection) { connection.allow(); }"

    assert [(item.id, item.severity) for item in report(code).findings] == [("CFF194", "note")]
    assert [item.id for item in report(code, event="viewer-request").findings] == ["CFF191"]


def test_what_goes_to_the_access_log_is_no_failure() -> None:
    assert report(IMPORTING % "cf.logCustomData(e.viewer.ip);").findings == ()


def test_what_only_a_distribution_for_tenants_has_is_a_note() -> None:
    findings = report(IMPORTING % "e.request.uri = cf.distributionTenant.parameters.get('a');").findings

    assert [(item.id, item.severity) for item in findings] == [("CFF194", "note")]


def test_what_is_not_simulated_is_a_note_and_ends_the_trying() -> None:
    reads = "await cf.kvs().get(e.request.uri);"
    result = report(
        f"import cf from 'cloudfront';\nasync function handler(e) {{ {reads} return e.request; }}"
    )
    assert [(item.id, item.severity) for item in result.findings] == [("CFF194", "note")]
    assert len(result.runs) == 1


def test_code_that_does_not_compile_is_left_to_the_static_rules() -> None:
    result = report("function handler(event) { return event.request")

    assert (result.runs, result.findings, result.worst) == ((), (), None)


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("function handler(event) { return event.response; }", "viewer-response"),
        (
            "var handler = (e) => { e.response.headers.a = {value: 'b'}; return e.response; };",
            "viewer-response",
        ),
        ("function handler(event) { var x = JSON.response; return event.request; }", "viewer-request"),
        ("function handler(event) { return {statusCode: 200}; }", "viewer-request"),
    ],
)
def test_the_event_is_read_from_the_code_where_nobody_says_it(code: str, event: str) -> None:
    assert report(code).event == event


def test_what_is_said_goes_before_what_is_read() -> None:
    source = parse(INDEX, runtime="cloudfront-js-1.0", name="f.js", event="viewer-response")

    assert report(INDEX, event="viewer-response").event == "viewer-response"
    assert [run.event for run in report(source).runs] == [sample.name for sample in RESPONSE_EVENTS]


def test_events_of_ones_own_are_tried_after_the_others() -> None:
    extra = SampleEvent(
        "a HEAD request", "ours", Request("HEAD", "/", headers=Headers((("Host", "a.example"),)))
    )

    assert report(INDEX, extra_events=[extra]).runs[-1].event == "a HEAD request"


def test_two_reports_on_one_function_are_equal_but_for_what_the_engine_holds() -> None:
    first, second = report(INDEX), report(INDEX)

    assert [run.work for run in first.runs] == [run.work for run in second.runs]
    assert first.findings == second.findings


def test_a_function_that_can_tell_a_shared_context_is_counted_in_its_own() -> None:
    runs = report("var n = this ? 1 : 0; function handler(e) { e.request.n = n; return e.request; }").runs

    assert all(run.work is not None for run in runs)


def test_a_function_whose_work_cannot_be_counted_gets_a_note() -> None:
    # the meter's own calls take stack, so a function that counts how deep it comes can tell
    code = (
        "var n = 0; function f() { n += 1; f(); }\n"
        "function handler(e) { try { f(); } catch (x) {} e.request.uri = '/' + n; return e.request; }"
    )

    assert found(code) == [("CFF194", "note", "f.js:2:1")]


def test_a_store_that_is_given_is_read() -> None:
    code = """\
import cf from 'cloudfront';
async function handler(event) {
  var status = await cf.kvs().get('status');
  return { statusCode: Number(status) };
}
"""
    known = Surroundings(KeyValues({"status": "600"}))

    assert [run.end for run in report(code).runs] == ["missing"]
    assert {finding.id for finding in report(code, surroundings=known).findings} == {"RET306"}
