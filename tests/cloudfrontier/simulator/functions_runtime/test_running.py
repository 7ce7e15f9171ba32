"""Running a function: what comes back, in which words an error is told, and where it stands in the code."""

from __future__ import annotations

from typing import Any

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.simulator.functions_runtime import FunctionOutcome, FunctionsRuntime


def run(
    code: str, runtime: FunctionRuntime = "cloudfront-js-2.0", raw_query: str | None = None
) -> FunctionOutcome:
    event = viewer_request("/a", accept="text/html")
    return FunctionsRuntime().run(code, event, runtime=runtime, now=NOW, raw_query=raw_query)


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_the_handler_is_given_the_event_and_its_result_comes_back(runtime: FunctionRuntime) -> None:
    code = "function handler(event) { event.request.uri += 'b'; return event.request; }"
    outcome = run(code, runtime=runtime)
    assert outcome.ok
    assert outcome.returned == "object"
    assert outcome.value == viewer_request("/ab", accept="text/html")["request"]


@pytest.mark.parametrize(
    "code",
    [
        "var handler = function (event) { return event.request.uri; };",
        "var handler = (event) => event.request.uri;",
        "const handler = (event) => event.request.uri;",
        "let handler = function (event) { return event.request.uri; };",
        "global.handler = function (event) { return event.request.uri; };",
        "async function handler(event) { await null; return event.request.uri; }",
        "function handler(event) { return Promise.resolve(event.request.uri); }",
        "#!/usr/bin/env njs\nfunction handler(event) { return event.request.uri; }",
        "function handler(event) { return event.request.uri; } // no line break",
    ],
)
def test_a_handler_is_found_however_it_is_declared(code: str) -> None:
    assert run(code).value == "/a"


@pytest.mark.parametrize(
    ("expression", "value", "returned"),
    [
        ("undefined", None, "undefined"),
        ("null", None, "null"),
        ("NaN", None, "number"),
        ("function () {}", None, "function"),
        ("'text'", "text", "string"),
        ("[1, undefined, NaN]", [1, None, None], "array"),
        ("{ a: undefined, b: function () {}, c: 1 }", {"c": 1}, "object"),
        ("'nul \\0 and half \\ud800'", "nul \0 and half \ufffd", "string"),
        ("'\\ud800\\udc00 \\udc00\\udbff \\\\ud800'", "\U00010000 \ufffd\ufffd \\ud800", "string"),
        ('JSON.parse(\'{"__proto__": {"a": 1}}\')', {"__proto__": {"a": 1}}, "object"),
        ("{ toJSON: function () { return { b: 2 }; } }", {"b": 2}, "object"),
        ("{ get a() { return 1; } }", {"a": 1}, "object"),
        ("Symbol('x')", None, "symbol"),
    ],
    ids=ascii,
)
def test_whatever_is_returned_comes_out_as_json(expression: str, value: Any, returned: str) -> None:
    outcome = run(f"function handler() {{ return {expression}; }}")
    assert outcome.error is None
    assert outcome.value == value
    assert outcome.returned == returned


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return event.nothing.at.all;", 'TypeError: cannot get property "at" of undefined'),
        ("return null.x;", 'TypeError: cannot get property "x" of null'),
        ("return missing;", 'ReferenceError: "missing" is not defined'),
        ("undeclared = 1;", 'ReferenceError: "undeclared" is not defined'),
        ("const c = 1; c = 2;", "TypeError: assignment to constant variable"),
        ("throw new Error('own words');", "Error: own words"),
        ("throw new RangeError('far');", "RangeError: far"),
        ("throw 'a text';", "a text"),
        ("throw null;", "null"),
        ("throw undefined;", "undefined"),
        (
            "throw { toString: function () { throw 1; } };",
            "a value that cannot be turned into a string was thrown",
        ),
        ("return eval('1');", "InternalError: Not implemented"),
        ("return new Function('return 1')();", "InternalError: Not implemented"),
        ("return (function () {}).constructor('return 1')();", "InternalError: Not implemented"),
        ("return (async function () {}).constructor('return 1')();", "InternalError: Not implemented"),
        ("return { get a() { throw new Error('in a getter'); } };", "Error: in a getter"),
        ("var a = {}; a.a = a; return a;", "TypeError: Nested too deep or a cyclic structure"),
        ("return require('fs');", 'Error: Cannot find module "fs"'),
        ("console.error('x');", "TypeError: not a function"),
    ],
)
def test_an_error_is_told_in_the_words_of_cloudfront(body: str, message: str) -> None:
    error = run(f"function handler(event) {{ {body} }}").error
    assert error is not None
    assert error.kind == "execution"
    assert error.message == message
    assert error.sentence.endswith(f"is invalid or could not run. {message}")


def test_a_message_that_the_function_caught_is_in_cloudfronts_words_too() -> None:
    body = "try { e.a.b; } catch (error) { console.log(error); return { body: error.message }; }"
    outcome = run(f"function handler(e) {{ {body} }}")
    assert outcome.logs == ('TypeError: cannot get property "b" of undefined',)
    assert outcome.value == {"body": 'cannot get property "b" of undefined'}


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("function handler(event) {\n  return event.a.b;\n}", (2, 10)),
        ("var a = '\u00e9';\nfunction handler(e) { var s = '\u00e9\u00e9'; return e.a.b; }", (2, 44)),
        ("\nnull.x;", (2, 1)),
        ("import q from 'querystring';\nfunction handler() {\n  throw new Error('x');\n}", (3, 13)),
        ("var q = require('querystring');\nfunction handler() {\n  q.escape({ toString: null });\n}", (3, 5)),
        ("function f() { throw new Error('x'); }\nfunction handler() { [1].forEach(f); }", (1, 26)),
        ("async function handler() {\n  await 1;\n  throw new Error('x');\n}", (3, 13)),
    ],
)
def test_an_error_has_its_place_in_the_functions_own_code(code: str, place: tuple[int, int]) -> None:
    error = run(code).error
    assert error is not None
    assert (error.line, error.column) == place


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("function handler(event) { return event?.request; }", "SyntaxError: Unexpected token in 1"),
        (
            "function handler(event) {\n for (var x of []) {} }",
            'SyntaxError: Token "of" not supported in this version in 2',
        ),
        ("async function handler() { f(await 1); }", "SyntaxError: await in arguments not supported in 1"),
        ("export default function handler() {}", "SyntaxError: Illegal export statement in 1"),
        ("function handler() { return 1", "SyntaxError: Unexpected end of input in 1"),
    ],
)
def test_syntax_that_cloudfront_lacks_fails_here_as_it_does_there(code: str, message: str) -> None:
    error = run(code).error
    assert error is not None
    assert error.message == message


def test_code_without_a_handler_is_an_error() -> None:
    error = run("function main(event) { return event.request; }").error
    assert error is not None
    assert "no function named `handler`" in error.message


def test_runtime_1_0_does_not_wait_for_promises() -> None:
    code = "function handler(event) { return Promise.resolve(event.request); }"
    error = run(code, runtime="cloudfront-js-1.0").error
    assert error is not None
    assert error.kind == "unsettled"


def test_the_raw_query_is_a_method_that_json_does_not_show() -> None:
    code = "function handler(e) { return [e.request.rawQueryString(), Object.keys(e.request).length]; }"
    assert run(code, raw_query="a=1&b").value == ["a=1&b", 5]
    assert run(code, raw_query="").value == ["", 5]
    assert run(code).value == [None, 5]
    assert run(code, runtime="cloudfront-js-1.0").error is not None


def test_code_is_strict() -> None:
    code = "function handler() { return (function () { return this === undefined; })(); }"
    assert run(code).value is True


@pytest.mark.parametrize(
    "declared", ["function handler() {", "var handler = function () {", "let handler = () => {"]
)
def test_a_nul_in_the_code_is_a_nul_in_its_texts(declared: str) -> None:
    code = f"// \0\nvar kept = 'a\0b';\n{declared} return [kept, '\\033', /\0/.test(kept)]; }}"
    outcome = FunctionsRuntime().run(code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW)
    assert outcome.value == ["a\0b", "\x0033", True]


def test_an_error_below_a_nul_is_where_it_was_thrown() -> None:
    code = "var a = '\0';\nfunction handler() {\n  throw new Error(a);\n}"
    error = FunctionsRuntime().run(code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW).error
    assert error is not None
    assert (error.line, error.message) == (3, "Error: \0")
