"""CloudFront Functions' event by AWS's structure, and what functions return read back into messages."""

from __future__ import annotations

from typing import Any, cast

import pytest

from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.wire.function_event import (
    function_event,
    generated_response,
    raw_query,
    read_request,
    read_response,
)

REQUEST = Request(
    "GET",
    "/media/index.mpd",
    "ID=42&NoValue&querymv=val1&querymv=val2,val3&x=%20",
    Headers(
        (
            ("Host", "video.example.com"),
            ("Accept", "a"),
            ("ACCEPT", "b"),
            ("Cookie", "Cookie1=value1; cookiemv=v3"),
            ("Cookie", "cookiemv=v4"),
            ("X-Forwarded-Proto", "https"),
        )
    ),
    client_ip="198.51.100.11",
)


def made(request: Request, response: Response | None = None) -> dict[str, Any]:
    event = function_event(
        "viewer-request" if response is None else "viewer-response",
        distribution_id="EDFDVBD6EXAMPLE",
        domain_name="d111111abcdef8.cloudfront.net",
        request_id="EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==",
        request=request,
        response=response,
    )
    return cast("dict[str, Any]", event)


def with_request(request: Request, **changed: Any) -> Request:
    given = made(request)["request"]
    return read_request(request, given | changed, given=given)


def test_a_request_is_given_in_the_structure_that_aws_documents() -> None:
    assert made(REQUEST) == {
        "version": "1.0",
        "context": {
            "distributionDomainName": "d111111abcdef8.cloudfront.net",
            "distributionId": "EDFDVBD6EXAMPLE",
            "eventType": "viewer-request",
            "requestId": "EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==",
        },
        "viewer": {"ip": "198.51.100.11"},
        "request": {
            "method": "GET",
            "uri": "/media/index.mpd",
            "querystring": {
                "ID": {"value": "42"},
                "NoValue": {"value": ""},
                "querymv": {"value": "val1", "multiValue": [{"value": "val1"}, {"value": "val2,val3"}]},
                "x": {"value": "%20"},
            },
            "headers": {
                "host": {"value": "video.example.com"},
                "accept": {"value": "a", "multiValue": [{"value": "a"}, {"value": "b"}]},
            },
            "cookies": {
                "Cookie1": {"value": "value1"},
                "cookiemv": {"value": "v3", "multiValue": [{"value": "v3"}, {"value": "v4"}]},
            },
        },
    }


@pytest.mark.parametrize("sent", ["Video.Example.com", "video.example.com:443", "video.example.com."])
def test_the_host_is_shown_without_capitals_port_and_last_dot(sent: str) -> None:
    assert made(Request("GET", "/", headers=Headers((("Host", sent),))))["request"]["headers"] == {
        "host": {"value": "video.example.com"}
    }


def test_cookies_of_a_response_have_their_attributes_in_one_string() -> None:
    headers = Headers(
        (
            ("Content-Type", "application/json"),
            ("Set-Cookie", "ID=id1234; Expires=Wed, 05 Apr 2021 07:28:00 GMT; Secure"),
            ("Set-Cookie", "plain=1"),
        )
    )
    assert made(REQUEST, Response(200, headers))["response"] == {
        "statusCode": 200,
        "statusDescription": "OK",
        "headers": {"content-type": {"value": "application/json"}},
        "cookies": {
            "ID": {"value": "id1234", "attributes": "Expires=Wed, 05 Apr 2021 07:28:00 GMT; Secure"},
            "plain": {"value": "1"},
        },
    }


def test_what_is_returned_as_it_was_given_changes_nothing_but_the_case_of_names() -> None:
    same = with_request(REQUEST)
    assert (same.querystring, same.uri) == (REQUEST.querystring, REQUEST.uri)
    assert same.headers.get_all("cookie") == REQUEST.headers.get_all("cookie")
    assert same.headers.get_all("accept") == ("a", "b")
    assert same.headers.get("x-forwarded-proto") == "https"


@pytest.mark.parametrize(
    ("returned", "query"),
    [
        ("b=2&a=1", "b=2&a=1"),
        ("", ""),
        ({}, ""),
        ({"b": {"value": "2"}, "a": {"value": "1"}}, "b=2&a=1"),
        ({"a": {"value": "1", "multiValue": [{"value": "1"}, {"value": "3"}]}}, "a=1&a=3"),
    ],
    ids=["a string", "an empty string", "no parameter", "an object", "several values"],
)
def test_a_query_string_comes_back_as_an_object_or_as_a_string(returned: Any, query: str) -> None:
    assert with_request(REQUEST, querystring=returned).querystring == query


def test_a_changed_value_replaces_the_first_and_a_changed_list_replaces_all() -> None:
    request = Request("GET", "/", headers=Headers((("accept", "a"), ("accept", "b"))))
    given = made(request)["request"]["headers"]["accept"]
    first = with_request(request, headers={"accept": given | {"value": "c"}})
    assert first.headers.get_all("accept") == ("c", "b")
    listed = {"value": "ignored", "multiValue": [{"value": "x"}, {"value": "y"}, {"value": "z"}]}
    assert with_request(request, headers={"accept": listed}).headers.get_all("accept") == ("x", "y", "z")


def test_added_names_get_an_initial_capital_in_every_word() -> None:
    changed = with_request(Request("GET", "/"), headers={"x-ab-hero": {"value": "b"}})
    assert changed.headers.items() == (("X-Ab-Hero", "b"),)


def test_changed_cookies_are_one_line() -> None:
    changed = with_request(REQUEST, cookies={"a": {"value": "1"}, "b": {"value": "2"}})
    assert changed.headers.get_all("cookie") == ("a=1; b=2",)
    assert "cookie" not in with_request(REQUEST, cookies={}).headers


def test_a_header_or_cookie_that_is_null_is_taken_away() -> None:
    changed = with_request(REQUEST, headers={"accept": None, "host": {"value": "a"}}, cookies={"a": None})
    assert [name for name, _ in changed.headers.items()] == ["Host", "X-Forwarded-Proto"]


def test_the_method_stays_the_viewers() -> None:
    assert with_request(REQUEST, method="DELETE").method == "GET"


@pytest.mark.parametrize(
    ("changed", "body"),
    [({}, b"old"), ({"body": ""}, b""), ({"body": "new"}, b"new"),
     ({"body": {"encoding": "base64", "data": "bmV3"}}, b"new")],
    ids=["left out", "empty", "a string", "base64"],
)  # fmt: skip
def test_viewer_response_keeps_removes_or_replaces_the_body(changed: dict[str, Any], body: bytes) -> None:
    response = Response(200, Headers(), b"old")
    given = made(REQUEST, response)["response"]
    assert read_response(response, given | changed, given=given).body == body


def test_viewer_response_may_change_the_status_and_add_a_cookie() -> None:
    response = Response(200, Headers((("Set-Cookie", "a=1; Secure"),)))
    given = made(REQUEST, response)["response"]
    cookies = given["cookies"] | {"b": {"value": "2", "attributes": "Path=/"}}
    changed = read_response(response, given | {"statusCode": 404, "cookies": cookies}, given=given)
    assert changed.status == 404
    assert changed.headers.get_all("set-cookie") == ("a=1; Secure", "b=2; Path=/")


def test_a_generated_response_may_have_cookies_of_one_name_twice() -> None:
    several = [{"value": "1", "attributes": "Path=/"}, {"value": "2", "attributes": "Path=/x"}]
    response = generated_response(
        {"statusCode": 302, "headers": {"location": {"value": "/"}},
         "cookies": {"a": {"value": "1", "multiValue": several}}}
    )  # fmt: skip
    assert response.status == 302
    assert response.headers.items() == (
        ("Location", "/"), ("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "a=2; Path=/x"),
    )  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), [("a=%20&b", "a=%20&b"), ("", None)])
def test_the_raw_query_string_is_what_was_sent(query: str, expected: str | None) -> None:
    assert raw_query(Request("GET", "/", query)) == expected
