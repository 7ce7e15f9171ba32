"""A finding on what was returned stands where the code writes that, or, if unsure, at the `return`."""

from __future__ import annotations

import pytest

from cloudfrontier.simulator.sample_runs import sample_findings

WRITTEN = {
    "a header that is set": (
        "function handler(e) {\n  e.request.headers.host = { value: 'a' };\n  return e.request;\n}",
        {("RET317", 2, 3)},
    ),
    "a header that is deleted": (
        "function handler(event) {\n  delete event.request.headers['host'];\n  return event.request;\n}",
        {("RET317", 2, 3)},
    ),
    "a header of a response": (
        "function handler(e) {\n  return { statusCode: 302, headers: {\n    location: { value: 1 } } };\n}",
        {("RET310", 3, 5)},
    ),
    "a cookie": (
        "function handler(event) {\n  return { statusCode: 200, cookies: {\n    a: 'b' } };\n}",
        {("RET321", 3, 5)},
    ),
    "a field": (
        "function handler(event) {\n  event.request.method = 'PUT';\n  return event.request;\n}",
        {("RET322", 2, 3)},
    ),
    "one of two places": (
        "function handler(e) {\n  var r = e.request;\n  r.method = 'A';\n  r.method = 'B';\n  return r;\n}",
        {("RET322", 5, 3)},
    ),
    "no place of that name": (
        "function handler(event) {\n  event.request.headers = {};\n  return event.request;\n}",
        {("RET317", 3, 3)},
    ),
}


@pytest.mark.parametrize(("code", "places"), WRITTEN.values(), ids=WRITTEN)
def test_a_finding_stands_where_its_subject_is_written(code: str, places: set[tuple[str, int, int]]) -> None:
    report = sample_findings(code, name="f.js", event="viewer-request")
    assert {(item.id, item.line, item.column) for item in report.findings} == places


def test_a_loop_that_does_not_end_is_where_its_run_was_stopped() -> None:
    code = "function handler(e) {\n  var n = 0;\n  while (true) {\n    n += 1; }\n  return e.request;\n}"
    (finding,) = sample_findings(code, name="f.js").findings
    assert (finding.id, finding.line) == ("CFF193", 3)
