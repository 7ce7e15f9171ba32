"""Responses that features answer with: strings, never stored, safe to put anything into that is encoded."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge import responses
from edge.headers import HeaderError, values


def test_a_redirect_is_what_cloudfront_documents() -> None:
    assert responses.redirect("/sign-in/?return_to=%2F") == {
        "status": "302",
        "statusDescription": "Found",
        "headers": {
            "cache-control": [{"key": "Cache-Control", "value": "no-store"}],
            "location": [{"key": "Location", "value": "/sign-in/?return_to=%2F"}],
        },
    }


def test_several_headers_of_one_name_are_all_sent() -> None:
    answer = responses.generate(401, "no", headers=(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")))
    assert values(answer["headers"], "set-cookie") == ["a=1", "b=2"]
    assert answer["body"] == "no"
    assert values(answer["headers"], "content-type") == ["text/plain; charset=utf-8"]


def test_unavailable_says_nothing_of_the_reason() -> None:
    answer = responses.unavailable()
    assert answer["status"] == "503"
    assert values(answer["headers"], "cache-control") == ["no-store"]


@pytest.mark.parametrize("location", ["/a\r\nSet-Cookie: x=y", "/a\nb", "/a\x00", "/a b", "/\xe4"])
def test_a_location_that_is_two_lines_or_not_encoded_is_refused(location: str) -> None:
    with pytest.raises(HeaderError):
        responses.redirect(location)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_percent_encoding_agrees_with_the_standard_library(text: str) -> None:
    assert responses.percent_encode(text) == quote(text, safe="")


def test_what_is_no_unicode_text_is_encoded_as_a_question_mark() -> None:
    assert responses.percent_encode("a\ud800b") == "a%3Fb"
