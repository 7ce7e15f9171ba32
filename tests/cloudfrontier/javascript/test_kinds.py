"""What expressions are: told where it is sure, and not told where it is not."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.parse import parse


def kind(expression: str, *, before: str = "", after: str = "") -> str | None:
    """The kind of an expression in a handler; it is what `mark` is called with."""
    text = f"function handler(event) {{ {before} mark({expression}); {after} }}"
    source = parse(text, runtime="cloudfront-js-2.0", name="f.js")
    assert source.fault is None
    known = analyse(source)
    (call,) = [node for node in known.index.of("CallExpression") if node.callee.name == "mark"]
    return known.kinds.of(call.arguments[0])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("event", "event"),
        ("event.request", "request"),
        ("event['request'].headers", "request.headers"),
        ("event.response.headers.server", "header"),
        ("event.request.headers[event.request.uri]", "header"),
        ("event.request.headers.host.value", "string"),
        ("event.request.cookies.a", "cookie"),
        ("event.request.querystring.a.multiValue[0].value", "string"),
        ("event.viewer.ip", "string"),
        ("event.request.uri.split('/')", "strings"),
        ("event.request.uri.split('/')[1]", "string"),
        ("event.request.uri.split('/').map(String)", "array"),
        ("event.request.uri.split('/').filter(Boolean)[0]", "string"),
        ("event.request.uri.indexOf('a')", "number"),
        ("event.request.uri + 1", "string"),
        ("1 + 2", "number"),
        ("1 + x", None),
        ("'a' === x", "boolean"),
        ("`a${x}`", "string"),
        ("['a', 'b']", "strings"),
        ("['a', x]", "array"),
        ("x ? 'a' : 'b'", "string"),
        ("x ? 'a' : null", None),
        ("x || 'a'", None),
        ("event.request.cookies || {}", "request.cookies"),
        ("x && event.request", "request"),
        ("decodeURIComponent(x)", "string"),
        ("Object.keys(x)[0]", "string"),
        ("JSON.parse(x)", None),
        ("new Date()", "date"),
        ("new Date().getTime()", "number"),
        ("/a/", "regexp"),
        ("require('crypto')", "module crypto"),
        ("require('crypto').createHash('md5').update('a')", "hash"),
        ("function () {}", "function"),
        ("x.y", None),
        ("event.request.querystring.a.values", None),
    ],
)
def test_an_expression_has_its_kind(expression: str, expected: str | None) -> None:
    assert kind(expression) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("var a = event.request;", "request"),
        ("var a = event.request, b = a; a = b;", None),
        ("var a; a = event.request.uri;", "string"),
        ("var a = event.request.uri; a = a.split('/');", None),
        ("var a = event.request.uri; a += 'b';", None),
        ("for (var a in event.request.querystring) {}", "string"),
        ("var a; for (a in {}) {} for (a in {}) {}", "string"),
        ("var a = 'a,b'.split(',');", "strings"),
        ("var a = 'a,b'.split(','); a[0] = 1;", "array"),
        ("var a = 'a,b'.split(','); a.push({});", "array"),
        ("var a = a + 1;", None),
    ],
)
def test_a_variable_has_the_kind_of_everything_that_it_is_given(before: str, expected: str | None) -> None:
    assert kind("a", before=before) == expected


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ("function f(a) { mark(a); } f(event.request.uri);", "string"),
        ("function f(a) { mark(a); } f('a'); f(1);", None),
        ("function f(a) { mark(a); } f('a'); g(f);", None),
        ("function f(a) { a = 1; mark(a); } f('a');", None),
        ("var f = function (a) { mark(a); }; f(event.request);", "request"),
        ("'a/b'.split('/').forEach(function (a) { mark(a); });", "string"),
        ("x.forEach(function (a) { mark(a); });", None),
    ],
)
def test_a_parameter_has_the_kind_of_what_all_callers_give(functions: str, expected: str | None) -> None:
    source = parse(f"function handler(event) {{ {functions} }}", runtime="cloudfront-js-2.0", name="f.js")
    known = analyse(source)
    (call,) = [node for node in known.index.of("CallExpression") if node.callee.name == "mark"]
    assert known.kinds.of(call.arguments[0]) == expected


def test_a_part_of_the_event_that_the_code_replaces_has_no_kind() -> None:
    assert kind("event.request.querystring", after="event.request.querystring = 'a=1';") is None
    assert kind("event.request.headers", after="event.request.headers = {};") == "request.headers"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("const v = await s.get('a');", "string"),
        ("const v = await s.get('a', { format: 'json' });", None),
        ("const v = await s.exists('a');", "boolean"),
        ("const v = s.get('a');", "promise"),
        ("const v = f();", "promise"),
    ],
)
def test_what_a_key_value_store_gives(text: str, expected: str | None) -> None:
    code = f"import cf from 'cloudfront';\nconst s = cf.kvs();\nasync function f() {{ {text} mark(v); }}"
    known = analyse(parse(code, runtime="cloudfront-js-2.0", name="f.js"))
    (call,) = [node for node in known.index.of("CallExpression") if node.callee.name == "mark"]
    assert known.kinds.of(call.arguments[0]) == expected


def test_an_expression_of_any_depth_is_asked_for_without_recursion_errors() -> None:
    assert kind(" + ".join(["x"] * 3000)) is None
    assert kind(" + ".join(["x"] * 3000 + ["'a'"])) == "string"
