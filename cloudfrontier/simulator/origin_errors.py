"""What the viewer is sent when the origin fails: an expired object, a custom error page, or the error.

1. An expired object stands in for a 5xx and for no answer at all, as long as `stale-if-error` says, and
   without it as long as it is kept; the origin is asked again after the error caching minimum TTL.
2. Then comes the custom error page of the status, which CloudFront fetches by a request of its own: the
   behaviors are tried from the top, viewer-request does not run, and what that fetch is answered with other
   than a 200 is what the viewer gets.

A viewer who is kept out for its country is shown the page of 403, too (`georestrictions.html`).

That an object which stands in is counted as a hit is UNCERTAIN. Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html, .../Expiration.html
and .../creating-custom-error-pages.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import x_cache
from cloudfrontier.cloudfront.lifecycle import RequestState
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.passage import Passage
from cloudfrontier.simulator.stale import stand_in
from cloudfrontier.simulator.subrequest import fetch_page

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import ErrorPage
    from cloudfrontier.simulator.parts import Parts

__all__ = ["answer_error"]


def answer_error(parts: Parts, passage: Passage) -> None:
    """A stale object or a custom error page in the place of an error of the origin."""
    failed = passage.origin_step is not None or passage.may_have_error_page
    if not failed or passage.edge_error or passage.response is None:
        return
    status = passage.response.status
    if stand_in(parts, passage):
        return
    page = parts.distribution.error_page(status)
    if page is not None and page.page and not passage.state.fetching_error_page:
        _replace_by_page(parts, passage, page)


def _replace_by_page(parts: Parts, passage: Passage, page: ErrorPage) -> None:
    own = Request(
        "GET",
        page.page,
        headers=Headers(
            tuple(line for line in passage.sent.headers.lines if line[0].lower() not in _PARTIAL)
        ),
        client_ip=passage.sent.client_ip,
        scheme=passage.sent.scheme,
        http_version=passage.sent.http_version,
    )
    fetched = Passage(
        sent=own,
        request=own,
        now=passage.now,
        request_id=passage.request_id,
        hex_id=passage.hex_id,
        state=RequestState(fetching_error_page=True),
    )
    fetch_page(parts, fetched)
    passage.notes.append(f"the error page {page.page} was fetched for a {page.status}")
    passage.error, made = passage.response, fetched.response
    if made is None:
        return
    status = (page.response_status or page.status) if made.status == 200 else made.status
    passage.response = replace(made, status=status, reason="")
    passage.x_cache = x_cache.ERROR
    passage.state = replace(passage.state, serving_error_page=True)


_PARTIAL = frozenset({"range", "if-range", "if-none-match", "if-modified-since", "content-length"})
"""Headers of the viewer's that speak of what it asked for, not of the page."""
