"""The short way of a run gives what the full one gives: for each code both are tried, and must agree.

Code that names `console` is always run the full way, also where it only does so in a comment.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.simulator.functions_runtime import FunctionOutcome, FunctionsRuntime, RunLimits
from cloudfrontier.simulator.functions_runtime.prepare import prepare

RUNTIME = FunctionsRuntime(RunLimits(cpu_ms=1000), weighs=True)
FULL = "\n// console"
BODIES = {
    "the request": "return event.request;",
    "a new response": "return { statusCode: 301, headers: { location: { value: '/b' } } };",
    "left out values": "return { a: undefined, b: function () {}, c: NaN, d: [undefined], e: null };",
    "texts of every kind": r"return { a: 'é\u2028\0\ud800x\udc00', b: '😀', c: '\ud83d\ude00' };",
    "words of the engine": "return { a: \"TypeError: cannot read property 'x' of undefined\" };",
    "an own toJSON": "return { toJSON: function () { return { a: 1 }; } };",
    "a toJSON that gives a text": "return { toJSON: function () { return 'a'; } };",
    "a getter": "return { get a() { return 1; } };",
    "an empty object": "return {};",
    "an array": "return [1];",
    "an array with a toJSON": "var list = [1]; list.toJSON = function () { return { a: 1 }; }; return list;",
    "a text": "return 'a\\0b';",
    "nothing": "return;",
    "null": "return null;",
    "a function": "return handler;",
    "a boolean": "return true;",
    "an error": "throw new Error('own words');",
    "an error of the engine": "return event.nothing.at.all;",
    "no error at all": "throw null;",
    "something thrown that is no text": "throw { toString: function () { throw 1; } };",
    "a text that looks like a limit": "throw 'InternalError: interrupted';",
    "a text with a NUL": "throw 'a\\0b';",
    "a cycle": "var a = {}; a.a = a; return a;",
    "without an end": "return handler(event);",
    "builtins replaced": "JSON.stringify = JSON.parse = String; return { a: 1 };",
    "what every object has replaced": "Object.prototype.toJSON = function () { return 1; }; return { a: 1 };",
    "too much memory": "var list = []; for (;;) { list.push('x'.repeat(1000)); }",
    "a deep object": "var a = {}; for (var i = 0; i < 5000; i += 1) { a = { a: a }; } return a;",
    "the stack": "return { a: typeof Error('a').stack };",
}
CODES = {
    **{name: f"function handler(event) {{ {body} }}" for name, body in BODIES.items()},
    "a handler that is a constant": "const handler = (event) => event.request;",
    "a handler that is none": "var handler = 1;",
    "no handler": "var other = 1;",
    "an error before the handler": "throw new Error('early');\nfunction handler() {}",
}


def told(outcome: FunctionOutcome) -> FunctionOutcome:
    """The outcome without what differs from run to run, or with the harness."""
    return replace(outcome, cpu_ms=0.0, memory_bytes=0)


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_the_short_way_gives_what_the_full_one_gives(code: str, runtime: FunctionRuntime) -> None:
    def run(text: str) -> FunctionOutcome:
        return told(RUNTIME.run(text, viewer_request("/a"), runtime=runtime, now=NOW))

    assert not prepare(code + FULL, runtime).needs.direct
    assert run(code) == run(code + FULL)


@pytest.mark.parametrize("name", ["the request", "a new response", "an own toJSON", "an error"])
def test_code_that_needs_nothing_of_the_host_takes_the_short_way(name: str) -> None:
    assert prepare(CODES[name], "cloudfront-js-2.0").needs.direct


@pytest.mark.parametrize(
    "body",
    ["for (;;) {}", "return { toJSON: function () { for (;;) {} } };", "throw { toString: handler };"],
    ids=["in the handler", "in its answer", "in what it throws"],
)
def test_a_run_without_an_end_is_ended_on_the_short_way_too(body: str) -> None:
    code = f"function handler(event) {{ if (!event) {{ for (;;) {{}} }} {body} }}"
    runtime = FunctionsRuntime(RunLimits(cpu_ms=20))
    error = runtime.run(code, viewer_request("/a"), runtime="cloudfront-js-2.0", now=NOW).error
    assert prepare(code, "cloudfront-js-2.0").needs.direct
    assert error is not None
    assert error.kind == "time"


def test_what_is_held_is_told_of_both_ways() -> None:
    code = "var kept = 'x'.repeat(500000);\nfunction handler() { return { size: kept.charAt(0) }; }"
    held = [
        RUNTIME.run(text, viewer_request("/a"), runtime="cloudfront-js-2.0", now=NOW).memory_bytes
        for text in (code, code + FULL)
    ]
    assert held == [pytest.approx(500_000, abs=10_000)] * 2


@pytest.mark.parametrize(
    ("code", "is_bounded"),
    [
        ("e.response.headers['x-a'] = { value: '1' };", False),
        ('e.response.headers["x-a"] = { value: "1" };', False),
        ("list['4294967290'] = 1;", True),
        ("list[at] = 1;", True),
        ("list['len' + 'gth'] = 4e9;", True),
        ("list['length'] = 4e9;", True),
        ("list[a['x']] = 1;", True),
    ],
)
def test_a_member_by_a_name_that_is_written_there_is_no_element(code: str, *, is_bounded: bool) -> None:
    text = f"function handler(e) {{ {code} return e; }}"
    assert prepare(text, "cloudfront-js-2.0").needs.bounds is is_bounded
