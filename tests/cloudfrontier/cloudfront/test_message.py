"""Headers keep every line and its case; requests and responses are values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.cloudfront.statuses import reason_phrase

COOKIES = Headers((("Set-Cookie", "a=1"), ("Content-Type", "text/html"), ("set-cookie", "b=2")))
LINES = st.lists(
    st.tuples(st.sampled_from(["A", "a", "B", "b", "x-Y", "X-y", "c"]), st.sampled_from("123")), max_size=8
)


def test_no_line_is_lost_and_each_keeps_its_case() -> None:
    assert COOKIES.get_all("SET-COOKIE") == ("a=1", "b=2")
    assert COOKIES.items()[2] == ("set-cookie", "b=2")
    assert len(COOKIES) == 3


def test_the_first_line_answers_for_a_name() -> None:
    assert COOKIES.get("set-Cookie") == "a=1"
    assert COOKIES.get("Vary") == ""
    assert COOKIES.get("Vary", "Origin") == "Origin"
    assert "content-TYPE" in COOKIES
    assert "vary" not in COOKIES


def test_setting_replaces_all_lines_where_the_first_stood() -> None:
    changed = COOKIES.set("Set-Cookie", "c=3", "d=4")
    assert changed.items() == (("Set-Cookie", "c=3"), ("Set-Cookie", "d=4"), ("Content-Type", "text/html"))
    assert COOKIES.set("Vary", "Origin").items()[-1] == ("Vary", "Origin")
    assert COOKIES.set("set-cookie").items() == (("Content-Type", "text/html"),)


def test_adding_and_removing_make_new_headers() -> None:
    assert COOKIES.add("Set-Cookie", "c=3").get_all("set-cookie") == ("a=1", "b=2", "c=3")
    assert COOKIES.remove("SET-COOKIE", "content-type") == Headers()
    assert len(COOKIES) == 3


def test_grouping_keeps_the_order_of_names_and_the_wire_case_of_lines() -> None:
    assert COOKIES.names() == ("set-cookie", "content-type")
    assert COOKIES.grouped()["set-cookie"] == (("Set-Cookie", "a=1"), ("set-cookie", "b=2"))


@given(LINES, st.sampled_from(["a", "B", "X-Y", "z"]))
def test_grouping_loses_nothing(lines: list[tuple[str, str]], name: str) -> None:
    headers = Headers.of(lines)
    assert sorted(line for group in headers.grouped().values() for line in group) == sorted(lines)
    assert headers.get_all(name) == tuple(value for key, value in lines if key.lower() == name.lower())
    assert len(headers.remove(name)) == len(headers) - len(headers.get_all(name))
    assert headers.set(name, "9").get_all(name) == ("9",)


def test_a_request_knows_its_host_and_its_target() -> None:
    request = Request("GET", "/a", querystring="b=1", headers=Headers((("HOST", "example.com"),)))
    assert request.host == "example.com"
    assert request.target == "/a?b=1"
    assert Request("GET", "/").target == "/"


@pytest.mark.parametrize(
    ("response", "line"),
    [
        (Response(404), "404 Not Found"),
        (Response(200, reason="Fine"), "200 Fine"),
        (Response(299), "299"),
    ],
)
def test_a_response_has_the_usual_phrase_unless_it_has_its_own(response: Response, line: str) -> None:
    assert response.status_line == line


@pytest.mark.parametrize(
    ("status", "phrase"),
    [(414, "URI Too Long"), (416, "Range Not Satisfiable"), (494, "Request Header Too Large"), (799, "")],
)
def test_phrases_do_not_depend_on_the_version_of_python(status: int, phrase: str) -> None:
    assert reason_phrase(status) == phrase
