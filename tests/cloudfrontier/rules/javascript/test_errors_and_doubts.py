"""An error is what certainly fails on a path that runs; whatever is asked for, caught or uncalled is less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.rules.javascript import check_function

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType

RETURN = "return event.request;"
WRAPPED = """
    var old = function (e) { e.request.uri = '/'; };
    var handler = function (e) { old(e); return e.request; };
"""
REPLACED = """
    function handler(e) { e.request.uri = '/'; }
    handler = (function (f) { return function (e) { f(e); return e.request; }; })(handler);
"""
UNIVERSAL = """
    (function (root, factory) {
        if (typeof define === 'function' && define.amd) { define([], factory); }
        else if (typeof exports === 'object') { module.exports = factory(); }
        else { root.lib = factory(); }
    })(typeof self !== 'undefined' ? self : this, function () { return {}; });
    function handler(event) { return event.request; }
"""
INTEROP = """
    var __importDefault = function (mod) { return (mod && mod.__esModule) ? mod : { default: mod }; };
    var crypto_1 = __importDefault(require('crypto'));
    function handler(event) { crypto_1.default.createHash('md5'); return event.request; }
"""
THROUGH_A_FUNCTION = """
    function go() { return { statusCode: 302, headers: { location: '/' } }; }
    function handler(event) { var response = go(); return response; }
"""
METHOD = "var make = { all: function () { Object.fromEntries([]); } };"
PUT_OFF = "var wrap = make(function () { new Map(); }); function make(f) { return f; }"


def found(code: str, *, event: EventType | None = None) -> dict[str, str]:
    findings = check_function(code, name="f.js", runtime="cloudfront-js-2.0", event=event)
    return {finding.id: finding.severity for finding in findings}


def in_handler(statement: str) -> str:
    return f"function handler(event) {{ {statement} {RETURN} }}"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("CFF106", in_handler("if (event.request.uri) { var seen = new Set(); }")),
        ("CFF106", "function f(x) { return new Map(x); } " + in_handler("f([]);")),
        ("CFF106", in_handler("[1].forEach(function () { new URL('a'); });")),
        ("CFF106", "(() => { var m = new Map(); global.handler = (event) => event.request; })();"),
        ("CFF109", METHOD + in_handler("make.all();")),
        ("CFF110", in_handler("var parts = event.request.uri.split('/'); parts.at(-1);")),
        ("CFF110", "function last(l) { l.at(-1); } " + in_handler("last(event.request.uri.split('/'));")),
        ("CFF125", "function log(m) { console.error(m); } " + in_handler("log('x');")),
        ("CFF134", "function pass(e) { return e; } function handler(event) { return pass(event); }"),
        (
            "CFF141",
            "function to(u) { return { statusCode: '302' }; } function handler(e) { return to('/'); }",
        ),
        ("CFF130", "function handler(e) { return { statusCode: 302, headers: { A: { value: '' } } }; }"),
        ("CFF131", THROUGH_A_FUNCTION),
        ("CFF132", in_handler("event.request.headers.cookie.value.split(';');")),
        ("CFF137", in_handler("var r = event.Records[0].cf.request;")),
        ("CFF137", in_handler("event.request.headers.host[0].value;")),
        ("CFF115", "var jwt = require('jsonwebtoken'); " + in_handler("")),
        ("CFF118", "var c = require('crypto'); " + in_handler("c.createHash('sha512');")),
    ],
)
def test_what_certainly_fails_is_an_error(rule: str, code: str) -> None:
    assert found(code)[rule] == "error"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("CFF109", "function unused() { return Object.fromEntries([]); } " + in_handler("")),
        ("CFF109", in_handler("try { Object.fromEntries([]); } catch (e) {}")),
        ("CFF109", "function f() { Object.fromEntries([]); } " + in_handler("try { f(); } catch (e) {}")),
        ("CFF125", in_handler("try { decodeURI('%'); } catch (e) { console.error(e); }")),
        ("CFF115", "var fs; try { fs = require('fs'); } catch (e) { fs = null; } " + in_handler("")),
        ("CFF106", PUT_OFF + in_handler("")),
        ("CFF132", in_handler("var c = event.request.headers.cookie; if (c) { c.value.split(';'); }")),
        ("CFF141", in_handler("var row = { statusCode: '200' }; console.log(JSON.stringify(row));")),
        ("CFF107", "var domain = __DOMAIN__; " + in_handler("")),
    ],
)
def test_what_may_not_matter_is_a_warning(rule: str, code: str) -> None:
    assert found(code)[rule] == "warning"


@pytest.mark.parametrize(
    "code",
    [
        in_handler("if (typeof URL !== 'undefined') { new URL('a'); }"),
        "var hasUrl = typeof URL === 'function'; " + in_handler("if (hasUrl) { new URL('a'); }"),
        in_handler("if (typeof URL === 'undefined') { return event.request; } new URL('a');"),
        "var DEBUG = false; " + in_handler("if (DEBUG) { console.error('a'); }"),
        in_handler("var flat = [1].flat ? [1].flat() : [1];"),
        in_handler("if ('flat' in []) { [1].flat(); }"),
        "import cf from 'cloudfront'; " + in_handler("cf.logCustomData(event.viewer.ip);"),
        in_handler("var ok = /(?:(a)|b)+/.test(event.request.uri); if (ok) { console.log('yes'); }"),
        "var LETTERS = /(?:(a)|b)+/g; " + in_handler("event.request.uri.replace(LETTERS, 'c');"),
        in_handler("if (event.request.uri.match(/(?:(a)|b)+/)) { console.log('yes'); }"),
        "if (!Array.prototype.flat) { Array.prototype.flat = function () {}; } " + in_handler("[1].flat();"),
        "Object.defineProperties(String.prototype, { at: { value: 1 } }); " + in_handler("'a'.at(0);"),
        "function Foo() {} Object.assign(Foo, { create: function () {} }); " + in_handler("Foo.create();"),
        in_handler("var list = 'a,b'.split(','); list[0] = { go: function () {} }; list[0].go();"),
        in_handler("var q = event.request.querystring; if (typeof q === 'string') { q.split('&'); }"),
        WRAPPED,
        REPLACED,
        UNIVERSAL,
        INTEROP,
        in_handler("switch (event.request.method) { case 'GET': return event.request; default: throw 1; }"),
        in_handler("for (;;) { if (event.request.uri) { return event.request; } }"),
        in_handler("event.request.headers.host.value = 'a'; delete event.request.headers.via;"),
        in_handler("var h = {}; h['Content-Type'.toLowerCase()] = { value: 'a' };"),
        in_handler("outer: for (var i = 0; i < 3; i++) { for (;;) { continue outer; } }"),
    ],
)
def test_what_is_asked_for_or_brought_along_is_no_finding(code: str) -> None:
    assert {rule: severity for rule, severity in found(code).items() if rule != "CFF136"} == {}


@pytest.mark.parametrize(
    ("event", "rule", "code"),
    [
        ("viewer-response", "CFF134", "function handler(event) { return event.request; }"),
        ("viewer-request", "CFF139", "function handler(event) { return event.response.headers.a; }"),
    ],
)
def test_the_event_that_a_function_is_for_makes_a_difference(event: EventType, rule: str, code: str) -> None:
    assert found(code, event=event)[rule] == "error"
    assert rule not in found(code)


def test_one_mistake_is_one_finding_however_often_it_is_made() -> None:
    code = in_handler("new Map(); new Map(); new Map();")
    (finding,) = check_function(code, name="f.js", runtime="cloudfront-js-2.0")
    assert finding.message.endswith("(used 3 times)")
    assert (finding.line, finding.column) == (1, code.index("Map") + 1)


def test_what_stands_after_a_return_is_reported_as_such_only() -> None:
    assert found("function handler(event) { return event.request; new Map(); }") == {"CFF136": "warning"}


def test_a_constant_that_is_taken_out_of_an_object_is_assigned_once() -> None:
    assert "CFF140" not in found(in_handler("const { uri } = event.request; console.log(uri);"))


@pytest.mark.parametrize(
    "use",
    [
        "var m = uri.match(re); if (m) { console.log(m[1]); }",
        "uri.replace(re, '$1');",
        "uri.replace(re, function (all, first) { return first; });",
        "uri.split(re);",
        "var held = re; console.log(held);",
    ],
)
def test_a_group_whose_text_depends_on_the_engine_is_reported_where_it_may_be_read(use: str) -> None:
    code = in_handler("var uri = event.request.uri, re = /(?:(a)|b)+/; " + use)
    assert found(code).get("CFF128") == "note"


def test_a_question_about_the_method_is_respected_on_the_old_runtime() -> None:
    asks = in_handler(
        "var r = event.request; if (typeof r.rawQueryString === 'function') { r.rawQueryString(); }"
    )
    certain = in_handler("event.request.rawQueryString();")
    codes = [
        [finding.id for finding in check_function(code, name="f.js", runtime="cloudfront-js-1.0")]
        for code in (asks, certain)
    ]
    assert codes == [[], ["CFF116"]]
