"""Byte strings of runtime 1.0, with which public functions decode tokens; the values are njs 0.7.9's."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from functions_events import NOW, viewer_request
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.simulator.functions_runtime import FunctionOutcome, FunctionsRuntime

RUNTIME = FunctionsRuntime()


def run(body: str, argument: Any = None) -> FunctionOutcome:
    code = f"var crypto = require('crypto');\nfunction handler(event) {{ var given = event.given; {body} }}"
    event = {**viewer_request(), "given": argument}
    return RUNTIME.run(code, event, runtime="cloudfront-js-1.0", now=NOW)


def value(expression: str, argument: Any = None) -> Any:
    outcome = run(f"return {expression};", argument)
    assert outcome.error is None, outcome.error
    return outcome.value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("String.bytesFrom([65, 66]) === 'AB'", True),
        ("String.bytesFrom('QUI=', 'base64') === 'AB'", True),
        ("String.bytesFrom('YWJ-_w', 'base64url').toString('hex')", "61627eff"),
        ("String.bytesFrom('YWJ-_', 'base64').toString('hex')", "6162"),
        ("String.bytesFrom('w6k=', 'base64')", "\u00e9"),
        ("String.bytesFrom('w6k=', 'base64').length", 2),
        ("String.bytesFrom('w6k=', 'base64').charCodeAt(0)", 195),
        ("String.bytesFrom('c3a9', 'hex').codePointAt(1)", 169),
        ("String.bytesFrom('w6k=', 'base64').fromUTF8()", "\u00e9"),
        ("String.bytesFrom('w6k=', 'base64').fromUTF8().length", 1),
        ("String.bytesFrom('w6k=', 'base64').fromBytes()", "\u00c3\u00a9"),
        ("String.bytesFrom('/w==', 'base64').fromUTF8()", None),
        ("String.bytesFrom('zz', 'hex')", ""),
        ("String.bytesFrom('c3a9', 'hex') + 'x'", "\u00e9x"),
        ("(String.bytesFrom('c3a9', 'hex') + 'x').length", 3),
        ("String.bytesFrom('757365723a70617373', 'hex').split(':')", ["user", "pass"]),
        ("String.bytesFrom('c3a93ac3a9', 'hex').indexOf(':')", 2),
        ("'\u20ac'.toBytes()", None),
        ("'\u00e9'.toBytes().length", 1),
        ("'\u00e9'.toBytes().toString('base64')", "6Q=="),
        ("'\u00e9'.toBytes() === '\u00e9'", False),
        ("'\u00e9'.toBytes().fromBytes()", "\u00e9"),
        ("'\u00e9'.toUTF8().length", 2),
        ("'\u00e9'.toUTF8().fromUTF8()", "\u00e9"),
        ("'\u03b1\u03b2\u03b3'.toUTF8().fromUTF8(2, 4)", "\u03b2"),
        ("'abc'.fromUTF8()", "abc"),
        ("'\u00e9'.toString('hex')", "c3a9"),
        ("'\u00e9'.toString('base64url')", "w6k"),
        ("'abc'.toString()", "abc"),
        ("String.bytesFrom(new Uint8Array([1, 200])).toString('hex')", "01c8"),
        ("String.bytesFrom([1, '2', -1, 256, 1.5]).toString('hex')", "0102ff0001"),
        ("String.bytesFrom({ length: 2, 0: 65, 1: 66 })", "AB"),
        ("encodeURIComponent(String.bytesFrom('c3a9', 'hex'))", "%C3%A9"),
        ("encodeURI('\u00e9/' + String.bytesFrom('ff', 'hex'))", "%C3%A9/%FF"),
        ("JSON.parse(String.bytesFrom('7b2261223a22c3a9227d', 'hex'))", {"a": "\u00e9"}),
        ("JSON.stringify(String.bytesFrom('c3a9', 'hex'))", '"\u00e9"'),
        ("/a/.test(String.bytesFrom('61c3a9', 'hex'))", True),
        ("({ abc: 1 })[String.bytesFrom('616263', 'hex')]", 1),
        ("String.bytesFrom.length + ''.toBytes.length", 0),
        (
            "crypto.createHash('md5').update('\u00e9').digest().toString('hex')",
            "66ddcd97cfdeabb2f6fb8a999b4bc76f",
        ),
        (
            "crypto.createHash('md5').update(String.bytesFrom('c3a9', 'hex')).digest('hex')",
            "66ddcd97cfdeabb2f6fb8a999b4bc76f",
        ),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_byte_string_is_what_it_is_at_cloudfront(expression: str, expected: Any) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("String.bytesFrom(1)", "TypeError: value must be a string or array-like object"),
        ("String.bytesFrom('a')", 'TypeError: "encoding" must be a string'),
        ("String.bytesFrom('a', 'utf8')", 'TypeError: Unknown encoding: "utf8"'),
        ("'a'.toString('latin1')", 'TypeError: Unknown encoding: "latin1"'),
        ("'a'.toString(undefined)", "TypeError: encoding must be a string"),
    ],
)
def test_what_makes_no_bytes_is_told_in_the_words_of_the_engine(expression: str, message: str) -> None:
    error = run(f"return {expression};").error
    assert error is not None
    assert error.message == message


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_come_through_every_encoding(data: bytes) -> None:
    encoded = base64.b64encode(data).decode()
    shown = "['hex', 'base64'].map(function (name) { return bytes.toString(name); })"
    outcome = run(f"var bytes = String.bytesFrom(given, 'base64'); return {shown};", encoded)
    assert outcome.value == [data.hex(), encoded]
    assert value("String.bytesFrom(given, 'base64')", encoded) == data.decode("utf-8", "replace")


def test_bytes_are_readable_in_logs_and_in_names() -> None:
    outcome = run("var b = String.bytesFrom('c3a9', 'hex'); console.log(b); var o = {}; o[b] = 1; return o;")
    assert outcome.logs == ("\u00e9",)
    assert outcome.value == {"\u00e9": 1}


def test_runtime_2_0_has_none_of_it() -> None:
    code = "function handler() { return [typeof String.bytesFrom, typeof ''.toUTF8, 'a'.toString('hex')]; }"
    outcome = RUNTIME.run(code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW)
    assert outcome.value == ["undefined", "undefined", "a"]
