"""Changes that code made, told the same way for both event shapes."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.simulator.diff import Change, changes

HANDLER = {
    "headers": {"host": [{"key": "Host", "value": "a"}], "cookie": [{"key": "Cookie", "value": "s=1; v=2"}]},
    "method": "GET",
    "querystring": "",
    "uri": "/",
}
FUNCTION = {
    "headers": {"host": {"value": "a"}},
    "cookies": {"s": {"value": "1"}, "v": {"value": "2"}},
    "method": "GET",
    "querystring": {},
    "uri": "/",
}


@pytest.mark.parametrize("part", [HANDLER, FUNCTION], ids=["handler", "function"])
def test_what_came_back_as_it_was_given_has_no_changes(part: dict[str, Any]) -> None:
    assert changes(part, part) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            HANDLER,
            HANDLER | {
                "uri": "/b",
                "headers": {"cookie": [{"value": "s=1; v=3"}], "x-ab": [{"value": "b"}]},
            },
        ),
        (
            FUNCTION,
            FUNCTION | {
                "uri": "/b",
                "headers": {"x-ab": {"value": "b"}},
                "cookies": {"s": {"value": "1"}, "v": {"value": "3"}},
            },
        ),
    ],
    ids=["handler", "function"],
)  # fmt: skip
def test_both_shapes_give_the_same_paths(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert set(changes(before, after)) == {
        Change("headers.host", "a", None),
        Change("headers.x-ab", None, "b"),
        Change("cookies.v", "2", "3"),
        Change("uri", "/", "/b"),
    }


def test_everything_of_a_generated_response_is_new() -> None:
    made = {
        "status": "302",
        "headers": {"location": [{"value": "/in/"}], "set-cookie": [{"value": "v=9; Path=/; Secure"}]},
    }
    assert changes(None, made) == (
        Change("status", None, "302"),
        Change("headers.location", None, "/in/"),
        Change("cookies.v", None, "9; Path=/; Secure"),
    )


def test_a_status_reads_the_same_as_number_and_as_string() -> None:
    assert changes({"statusCode": 200}, {"statusCode": 404}) == (Change("status", "200", "404"),)


def test_nested_origins_are_compared_leaf_by_leaf() -> None:
    before = {"origin": {"custom": {"domainName": "a.example", "port": 443, "sslProtocols": ["TLSv1.2"]}}}
    after = {"origin": {"custom": {"domainName": "b.example", "port": 443, "sslProtocols": ["TLSv1.2"]}}}
    assert changes(before, after) == (Change("origin.custom.domainName", "a.example", "b.example"),)


def test_a_query_string_is_compared_by_parameter() -> None:
    before = {"querystring": {"a": {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}}}
    assert changes(before, {"querystring": {"a": {"value": "1"}}}) == (Change("querystring.a", "1\n2", "1"),)


def test_a_long_body_is_shown_by_its_beginning_and_its_length() -> None:
    (change,) = changes({}, {"body": "x" * 1000})
    assert change.after == "x" * 80 + "... (1000 characters)"


@pytest.mark.parametrize("value", [None, "text", 7, ["a"]], ids=str)
def test_what_is_no_object_cannot_be_compared(value: object) -> None:
    assert changes({"uri": "/"}, value) == ()
