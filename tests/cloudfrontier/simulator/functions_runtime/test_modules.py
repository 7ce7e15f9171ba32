"""The modules crypto and querystring, against Python's own hashes and parsers."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import quote

import pytest
from functions_events import NOW, viewer_request
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.simulator.functions_runtime import FunctionOutcome, FunctionsRuntime

RUNTIME = FunctionsRuntime()
UTF8 = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def run(body: str, argument: Any = None, runtime: FunctionRuntime = "cloudfront-js-2.0") -> FunctionOutcome:
    code = (
        "var crypto = require('crypto'), querystring = require('querystring');\n"
        f"function handler(event) {{ var given = event.given; {body} }}"
    )
    return RUNTIME.run(code, {**viewer_request(), "given": argument}, runtime=runtime, now=NOW)


def value(body: str, argument: Any = None, runtime: FunctionRuntime = "cloudfront-js-2.0") -> Any:
    outcome = run(body, argument, runtime)
    assert outcome.error is None, outcome.error
    return outcome.value


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
@settings(max_examples=20, deadline=None)
@given(text=UTF8, repeat=st.integers(1, 3))
def test_hashes_are_pythons(algorithm: str, text: str, repeat: int) -> None:
    body = (
        "var h = crypto.createHash(given[0]); for (var i = 0; i < given[2]; i += 1) { h.update(given[1]); }"
    )
    expected = hashlib.new(algorithm, text.encode() * repeat).hexdigest()
    assert value(f"{body} return h.digest('hex');", [algorithm, text, repeat]) == expected


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000])
def test_hashes_are_right_around_the_ends_of_blocks(algorithm: str, length: int) -> None:
    expected = hashlib.new(algorithm, b"a" * length).hexdigest()
    body = "return crypto.createHash(given[0]).update('a'.repeat(given[1])).digest('hex');"
    assert value(body, [algorithm, length]) == expected


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
@settings(max_examples=20, deadline=None)
@given(key=UTF8, text=UTF8)
def test_signatures_are_pythons(algorithm: str, key: str, text: str) -> None:
    signature = hmac.new(key.encode(), text.encode(), algorithm).digest()
    body = (
        "function sign(to) { return crypto.createHmac(given[0], given[1]).update(given[2]).digest(to); }"
        "return ['hex', 'base64', 'base64url'].map(sign);"
    )
    assert value(body, [algorithm, key, text]) == [
        signature.hex(),
        base64.b64encode(signature).decode(),
        base64.urlsafe_b64encode(signature).decode().rstrip("="),
    ]


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_data_may_be_bytes_or_encoded_text(runtime: FunctionRuntime) -> None:
    body = (
        "function md5(data, from) { return crypto.createHash('md5').update(data, from).digest('hex'); }"
        "var bytes = new Uint8Array([0, 255, 16]);"
        "return [md5(bytes), md5(new Uint8Array(bytes.buffer)), md5('00ff10', 'hex'), md5('AP8Q', 'base64')];"
    )
    assert value(body, runtime=runtime) == [hashlib.md5(b"\x00\xff\x10").hexdigest()] * 4


def test_runtime_1_0_gives_a_string_of_bytes_when_no_encoding_is_named() -> None:
    body = "var d = crypto.createHash('md5').update('').digest(); return [d.length, d.charCodeAt(0)];"
    assert value(body, runtime="cloudfront-js-1.0") == [16, 0xD4]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("crypto.createHash('sha512');", 'TypeError: not supported algorithm: "sha512"'),
        ("crypto.createHash('SHA256');", 'TypeError: not supported algorithm: "SHA256"'),
        ("crypto.createHash('__proto__');", 'TypeError: not supported algorithm: "__proto__"'),
        ("crypto.createHash(1);", "TypeError: algorithm must be a string"),
        (
            "var h = crypto.createHash('md5'); h.digest('hex'); h.digest('hex');",
            "Error: Digest already called",
        ),
        ("var h = crypto.createHash('md5'); h.digest('hex'); h.update('a');", "Error: Digest already called"),
        ("crypto.createHash('md5').digest('latin1');", 'TypeError: Unknown digest encoding: "latin1"'),
        ("crypto.createHash('md5').update(1);", "TypeError: data is not a string or Buffer-like object"),
        ("crypto.createHmac('md5');", "TypeError: key is not a string or Buffer-like object"),
        ("crypto.randomBytes(1);", "TypeError: not a function"),
    ],
)
def test_what_crypto_lacks_is_refused_in_the_words_of_the_engine(body: str, message: str) -> None:
    error = run(body).error
    assert error is not None
    assert error.message == message


@settings(max_examples=40, deadline=None)
@given(UTF8)
def test_escaping_is_that_of_uris_and_comes_back(text: str) -> None:
    escaped = quote(text, safe="!'()*-._~")
    assert value("return querystring.escape(given);", text) == escaped
    assert value("return querystring.unescape(given);", escaped) == text


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("a=1&b=2", {"a": "1", "b": "2"}),
        ("a=1&a=2&a=3", {"a": ["1", "2", "3"]}),
        ("a&b=&=c&&d=e=f", {"a": "", "b": "", "": "c", "d": "e=f"}),
        ("a=b+c%20d", {"a": "b c d"}),
        ("%E2%82%AC=%f0%9f%98%80", {"\u20ac": "\U0001f600"}),
        ("a=%ff&b=%E2%82&c=%zz&d=%", {"a": "\ufffd", "b": "\ufffd", "c": "%zz", "d": "%"}),
        ("__proto__=x&constructor=y", {"__proto__": "x", "constructor": "y"}),
        ("", {}),
    ],
)
def test_queries_are_parsed(text: str, parsed: dict[str, Any]) -> None:
    assert value("return querystring.parse(given);", text) == parsed
    assert value("return querystring.decode(given);", text) == parsed


def test_parsing_stops_at_a_thousand_keys_unless_told_otherwise() -> None:
    text = "&".join(f"k{number}" for number in range(1500))
    count = "function (max) { return Object.keys(querystring.parse(given[0], '&', '=', max)).length; }"
    body = f"return given[1].map({count});"
    assert value(body, [text, [None, {"maxKeys": 10}, {"maxKeys": 0}]]) == [1000, 10, 1500]


def test_separators_and_decoders_can_be_chosen() -> None:
    assert value("return querystring.parse('a:1;b:2', ';', ':');") == {"a": "1", "b": "2"}
    options = "{ decodeURIComponent: function (text) { return text + '!'; } }"
    assert value(f"return querystring.parse('a=b', null, null, {options});") == {"a!": "b!"}


@pytest.mark.parametrize(
    ("given_value", "text"),
    [
        ({"a": "1", "b": ["x", "y"]}, "a=1&b=x&b=y"),
        ({"a b": "c&d", "e": None, "f": True, "g": 1.5, "h": {}}, "a%20b=c%26d&e=&f=true&g=1.5&h="),
        ({}, ""),
        ("text", ""),
        (None, ""),
    ],
)
def test_queries_are_written(given_value: Any, text: str) -> None:
    assert value("return querystring.stringify(given);", given_value) == text
    assert value("return querystring.encode(given);", given_value) == text


def test_modules_come_by_import_and_by_require() -> None:
    code = (
        "import qs from 'querystring';\nimport crypto from 'crypto';\n"
        "function handler() { return [qs === require('querystring'), typeof crypto.createHmac]; }"
    )
    outcome = RUNTIME.run(code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW)
    assert json.dumps(outcome.value) == '[true, "function"]'
