"""What is told of a CloudFront Function from its code: the headers and query strings that it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.attachment.function_scan import scan_function

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.rules.attachment import FunctionFacts


def scan(code: str, event: EventType | None = None) -> FunctionFacts:
    return scan_function(parse(code, runtime="cloudfront-js-2.0", name="f.js", event=event))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        pytest.param("r.headers['X-Frame-Options'] = { value: 'DENY' };", {"x-frame-options"}, id="quoted"),
        pytest.param("event.response.headers.vary = { value: 'x' };", {"vary"}, id="dotted"),
        pytest.param(
            "var h = r.headers; h['vary'] = { value: 'x' };", set(), id="through a variable: not seen"
        ),
        pytest.param("r.headers['vary'].value = 'x';", {"vary"}, id="a value"),
        pytest.param("r.headers[name] = { value: 'x' };", set(), id="computed: not known"),
        pytest.param("r.headers = {};", set(), id="all of them: not known"),
        pytest.param("var x = r.headers['vary'];", set(), id="read"),
        pytest.param("function (", set(), id="no JavaScript"),
    ],
)
def test_headers_that_are_set(code: str, names: set[str]) -> None:
    assert scan(code, "viewer-response").sets_headers == names
    assert scan(code, "viewer-request").sets_headers == set()


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("event.request.querystring.size = { value: '1' };", True),
        ("request.querystring['size'].value = '1';", True),
        ("request.querystring = {};", True),
        ("var size = request.querystring.size;", False),
        ("querystring = 1;", False),
        ("uri = request.uri + request.querystring.size.value;", False),
    ],
)
def test_query_strings_that_are_written(code: str, *, written: bool) -> None:
    assert scan(code).writes_query_strings is written
