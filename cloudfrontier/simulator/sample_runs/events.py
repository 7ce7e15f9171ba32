"""What a sample event is: a message as viewers and origins send it, with the reason why it is tried.

Events are made by the same code that makes those of live requests, so a sample has the shape of a real one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.wire.function_event import function_event, raw_query

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BROWSER", "SampleEvent", "request", "response"]

DISTRIBUTION_ID = "EDFDVBD6EXAMPLE"
DOMAIN_NAME = "d111111abcdef8.cloudfront.net"
REQUEST_ID = "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="
HOST = "www.example.com"
BROWSER = (
    ("Host", HOST),
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "de-CH,de;q=0.8,en;q=0.5"),
    ("Accept-Encoding", "gzip, deflate, br"),
    ("Referer", f"https://{HOST}/"),
)
"""What a browser sends with every request."""


@dataclass(frozen=True)
class SampleEvent:
    """A message to try: `name` says what it is, in a sentence "fails on ...", `reason` why it is tried.

    ordinary: viewers send the like of it every day; a function that fails on it is broken. What is not comes
    from scanners, old programs and broken links: to fail on it is a fault too, but not of every request.
    """

    name: str
    reason: str
    request: Request
    response: Response | None = None
    ordinary: bool = True

    @cached_property
    def event(self) -> dict[str, Any]:
        """The event that a CloudFront Function is given, as JSON holds it; it is not to be changed."""
        made = function_event(
            "viewer-request" if self.response is None else "viewer-response",
            distribution_id=DISTRIBUTION_ID,
            domain_name=DOMAIN_NAME,
            request_id=REQUEST_ID,
            request=self.request,
            response=self.response,
        )
        plain: dict[str, Any] = json.loads(json.dumps(made))
        return plain

    @property
    def raw_query(self) -> str | None:
        """What `request.rawQueryString()` answers."""
        return raw_query(self.request)


def request(
    uri: str = "/",
    query: str = "",
    *,
    method: str = "GET",
    headers: Iterable[tuple[str, str]] = (),
    usual: Iterable[tuple[str, str]] = BROWSER,
) -> Request:
    """A request of a browser's, with more headers; `usual` instead of those that browsers send."""
    return Request(method, uri, query, Headers.of((*usual, *headers)), client_ip="198.51.100.11")


def response(status: int = 200, *headers: tuple[str, str]) -> Response:
    """A response of an origin's, as it comes from CloudFront's cache."""
    usual = (("Date", "Wed, 15 Jan 2025 12:00:00 GMT"), ("Server", "origin"))
    return Response(status, Headers.of((*usual, *headers)))
