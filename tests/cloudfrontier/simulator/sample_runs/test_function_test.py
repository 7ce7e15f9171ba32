"""Results in the shape of AWS's TestFunction, as its page and the samples' READMEs show them."""

from __future__ import annotations

import json

from functions_events import NOW, viewer_request

from cloudfrontier.simulator.functions_runtime import KeyValues, Surroundings
from cloudfrontier.simulator.sample_runs import FunctionTester, FunctionTestResult


def result_of(code: str, surroundings: Surroundings | None = None) -> FunctionTestResult:
    around = surroundings or Surroundings()
    tester = FunctionTester(code, runtime="cloudfront-js-2.0", surroundings=around)
    return tester.run(viewer_request("/a"), now=NOW)


def test_a_request_comes_back_under_its_name_with_what_was_left_out() -> None:
    result = result_of("function handler(e) { return { method: 'GET', uri: '/b', headers: {} }; }").to_aws()
    assert json.loads(result["FunctionOutput"]) == {
        "request": {"method": "GET", "uri": "/b", "headers": {}, "querystring": {}, "cookies": {}}
    }
    assert result["FunctionErrorMessage"] == ""
    assert result["FunctionExecutionLogs"] == []
    assert 0 < int(result["ComputeUtilization"]) <= 100


def test_a_response_is_told_by_its_status() -> None:
    result = result_of("function handler() { console.log('on'); return { statusCode: 302 }; }")
    assert json.loads(result.output) == {"response": {"statusCode": 302, "cookies": {}}}
    assert result.logs == ("on",)


def test_an_error_has_clouds_sentence_and_no_output() -> None:
    for code, message in (
        ("function handler(e) { return e.a.b; }", 'TypeError: cannot get property "b" of undefined'),
        ("function handler(e) { return e?.a; }", "SyntaxError: Unexpected token in 1"),
    ):
        result = result_of(code)
        assert result.output == ""
        assert result.error.endswith(f"is invalid or could not run. {message}")


def test_the_utilization_is_the_same_every_time_and_at_most_a_hundred() -> None:
    loop = "function handler(e) { var s = 0; for (var i = 0; i < 200; i += 1) { s += i; } return e.request; }"
    tester = FunctionTester(loop, runtime="cloudfront-js-2.0")
    first, second = (tester.run(viewer_request("/a"), now=NOW).utilization for _ in range(2))
    assert first == second > result_of("function handler(e) { return e.request; }").utilization - 1
    assert result_of(loop.replace("200", "5000000")).utilization <= 100


def test_the_store_of_a_test_is_the_functions() -> None:
    code = (
        "import cf from 'cloudfront';\n"
        "async function handler(e) { e.request.uri = await cf.kvs().get(e.request.uri); return e.request; }"
    )
    result = result_of(code, Surroundings(KeyValues({"/a": "/new"})))
    assert json.loads(result.output)["request"]["uri"] == "/new"
