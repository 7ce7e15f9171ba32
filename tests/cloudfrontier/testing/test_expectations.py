"""Expectations as parts: what is a difference and what is none, and how it is told without secrets."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.testing.expectations import ABSENT, Mismatch, differences, faults_of

SEEN = {"status": 302, "headers": {"location": "/new", "vary": "cookie"}, "list": [1, {"a": 2}], "yes": True}


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"status": 302},
        {"headers": {"location": "/new"}},
        {"list": [1, {}]},
        {"headers": {"location": {"$matches": "^/n"}, "x-no": None}},
        {"headers": {"vary": {"$contains": "ook"}}, "list": {"$contains": {"a": 2}}},
        {"status": {"$at_most": 302}, "nothing": {"$absent": True}, "yes": {"$absent": False}},
    ],
)
def test_what_is_a_part_differs_in_nothing(expected: dict[str, Any]) -> None:
    assert list(differences(expected, SEEN)) == []


@pytest.mark.parametrize(
    ("expected", "path", "seen"),
    [
        ({"status": 301}, ("status",), 302),
        ({"status": "302"}, ("status",), 302),
        ({"yes": 1}, ("yes",), True),
        ({"headers": {"x-no": "a"}}, ("headers", "x-no"), ABSENT),
        ({"list": [1]}, ("list",), [1, {"a": 2}]),
        ({"list": [1, {"a": 3}]}, ("list", 1, "a"), 2),
        ({"list": {"0": 1}}, ("list",), [1, {"a": 2}]),
        ({"headers": {"location": {"$matches": "^n"}}}, ("headers", "location"), "/new"),
        ({"headers": {"location": None}}, ("headers", "location"), "/new"),
        ({"list": {"$contains": 9}}, ("list",), [1, {"a": 2}]),
        ({"yes": {"$at_most": 5}}, ("yes",), True),
    ],
)
def test_what_is_no_part_differs_at_its_path(
    expected: dict[str, Any], path: tuple[str | int, ...], seen: object
) -> None:
    (found,) = differences(expected, SEEN)
    assert (found.path, found.seen) == (path, seen)


@pytest.mark.parametrize(
    ("mismatch", "told"),
    [
        (Mismatch(("headers", "location"), "/a", "/b"), 'headers.location: expected "/a", got "/b"'),
        (Mismatch(("a", 0, "b"), {"$at_most": 5}, ABSENT), "a[0].b: expected at most 5, got nothing"),
        (Mismatch(("x",), None, "y"), 'x: expected nothing, got "y"'),
        (Mismatch((), 1, 2), "the whole: expected 1, got 2"),
        (
            Mismatch(("cookies", "sid"), "abc", "a-secret-session"),
            "cookies.sid: expected <redacted 3 chars>, got <redacted 16 chars>",
        ),
        (
            Mismatch(("headers", "Set-Cookie"), {"$absent": True}, ["sid=secret"]),
            "headers.Set-Cookie: expected nothing, got a list",
        ),
    ],
)
def test_a_mismatch_is_told_in_one_line(mismatch: Mismatch, told: str) -> None:
    assert str(mismatch) == told


def test_a_long_value_is_cut() -> None:
    told = str(Mismatch(("body",), "short", "x" * 5000))
    assert "(5,002 characters)" in told
    assert len(told) < 300


@pytest.mark.parametrize(
    ("expected", "path", "words"),
    [
        ({"a": {"$like": 1}}, ("a",), "unknown condition `$like`"),
        ({"a": {"$matches": "x", "b": 1}}, ("a",), "stands alone"),
        ({"a": [{"$matches": "("}]}, ("a", 0), "no regular expression"),
        ({"a": {"$absent": "yes"}}, ("a",), "true or false"),
        ({"a": {"$at_most": True}}, ("a",), "a number"),
    ],
)
def test_a_condition_that_is_none_is_found(
    expected: dict[str, Any], path: tuple[str | int, ...], words: str
) -> None:
    ((where, told),) = faults_of(expected)
    assert where == path
    assert words in told
