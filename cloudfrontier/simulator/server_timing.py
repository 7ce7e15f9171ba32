"""The `Server-Timing` header of a response headers policy: how CloudFront came by a response, and how fast.

1. It is added to the share of responses that the policy says, and to each whose request has `Pragma:
   server-timing`.
2. On a miss the origin's own metrics follow in the same header; a hit has CloudFront's only.
3. There is one place here, which is an edge location, and no look-up of a name: `EDGE`, and 0 ms for DNS and
   connection, which is what CloudFront says of a connection that is used again.
4. Where code or CloudFront itself answered, none of hit, miss and refresh is said: AWS's words for them fit
   none (UNCERTAIN). A refresh has no metrics of the origin: AWS has them where the full object is requested.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
(read 2026-04). Which responses are sampled is decided by the request's id, so that a run repeats itself.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from cloudfrontier.simulator.delivery import POP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.message import Headers, Request
    from cloudfrontier.simulator.passage import Passage

__all__ = ["add_server_timing"]

_NAME = "Server-Timing"
_ASKED_BY = "server-timing"
_CHANCES = 2**32


def add_server_timing(headers: Headers, passage: Passage, *, rate: float) -> Headers:
    """The headers with CloudFront's metrics, if this response is among the `rate` percent, or asked to be."""
    if not (_is_asked_for(passage.sent) or _share(passage.request_id) < rate):
        return headers
    of_the_origin = headers.get_all(_NAME) if _is_miss(passage) else ()
    return headers.set(_NAME, ",".join((*_metrics(passage), *of_the_origin)))


def _is_asked_for(request: Request) -> bool:
    words = (word.strip() for line in request.headers.get_all("pragma") for word in line.split(","))
    return any(word.lower() == _ASKED_BY for word in words)


def _share(request_id: str) -> float:
    """A number from 0 to below 100 for that request, each as likely as the other."""
    return zlib.crc32(request_id.encode()) * 100 / _CHANCES


def _is_miss(passage: Passage) -> bool:
    is_from_cache = passage.cache.decision in {"hit", "stale", "confirmed"}
    return passage.origin_step is not None and not is_from_cache


def _metrics(passage: Passage) -> Iterator[str]:
    """In the order of AWS's examples."""
    origin, decision = passage.origin_step, passage.cache.decision
    waited = sum(step.duration_ms for step in passage.events.values())
    is_hit = decision in {"hit", "stale"}
    if origin is not None and _is_miss(passage):
        yield 'cdn-upstream-layer;desc="EDGE"'
        yield "cdn-upstream-dns;dur=0"
        yield "cdn-upstream-connect;dur=0"
        yield f"cdn-upstream-fbl;dur={origin.duration_ms:.0f}"
        yield "cdn-cache-miss"
    elif is_hit:
        yield "cdn-cache-hit"
    elif decision == "confirmed":
        yield "cdn-cache-refresh"
    yield f'cdn-pop;desc="{POP}"'
    yield f'cdn-rid;desc="{passage.request_id}"'
    if is_hit:
        yield 'cdn-hit-layer;desc="EDGE"'
    waited += origin.duration_ms if origin is not None else 0
    yield f"cdn-downstream-fbl;dur={waited:.0f}"
