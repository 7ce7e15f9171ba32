"""Which header lines edge code is shown, and how the rest joins what it returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cloudfront.message import Headers
from cloudfrontier.simulator.wire.visibility import initial_capitals, sight

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind

HEADERS = Headers(
    (
        ("Host", "a"),
        ("Connection", "close"),
        ("X-Amz-Cf-Id", "1"),
        ("X-Amzn-Trace-Id", "2"),
        ("CloudFront-Viewer-Country", "DE"),
        ("Cookie", "c=1"),
    )
)


@pytest.mark.parametrize(
    ("kind", "event", "shown"),
    [
        ("function", "viewer-request", ["Host", "X-Amzn-Trace-Id", "CloudFront-Viewer-Country", "Cookie"]),
        ("function", "viewer-response", ["Host", "X-Amzn-Trace-Id", "Cookie"]),
        ("handler", "viewer-request", ["Host", "X-Amzn-Trace-Id", "Cookie"]),
        ("handler", "origin-request", ["Host", "X-Amzn-Trace-Id", "CloudFront-Viewer-Country", "Cookie"]),
    ],
)
def test_disallowed_headers_are_never_shown_and_cloudfronts_own_where_aws_says(
    kind: Kind, event: EventType, shown: list[str]
) -> None:
    assert [name for name, _ in sight(HEADERS, kind=kind, event=event).shown.lines] == shown


def test_a_header_that_is_given_elsewhere_is_neither_shown_nor_hidden() -> None:
    seen = sight(HEADERS, kind="function", event="viewer-request", apart="cookie")
    assert "cookie" not in seen.shown
    assert "cookie" not in seen.hidden


def test_hidden_lines_join_what_came_back() -> None:
    seen = sight(HEADERS, kind="handler", event="viewer-request")
    joined = seen.joined_with([("X-New", "1")])
    assert joined.get_all("x-new") == ("1",)
    assert joined.get_all("cloudfront-viewer-country") == ("DE",)
    assert joined.get_all("connection") == ("close",)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("user-agent", "User-Agent"),
        ("x-ab-hero", "X-Ab-Hero"),
        ("etag", "Etag"),
        ("x--1", "X--1"),
        ("x-é", "X-é"),
    ],
)
def test_words_of_a_name_get_an_initial_capital_if_it_is_ascii(name: str, written: str) -> None:
    assert initial_capitals(name) == written
