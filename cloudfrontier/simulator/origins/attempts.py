"""CloudFront's patience with an origin: how often it connects, how often it asks again, and when it gives up.

1. A connection that fails or takes too long is tried again, as often as the origin's `connection_attempts`.
2. A GET or HEAD that had no answer in the origin's time is sent again, as often as that; other methods are
   not, as nobody knows what the first one has done.
3. With a response completion timeout all attempts together have that time.
4. Waiting that nobody here did is counted as if it had been done.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html and
.../high_availability_origin_failover.html (read 2026-11 in the archived guide); the completion timeout is in
the text of botocore 1.44.5. That a bucket, too, is asked again after a timeout is UNCERTAIN: the API's text
says it of custom origins.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import ORIGIN_TIMEOUT
from cloudfrontier.errors import InternalError
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request, Response
    from cloudfrontier.simulator.parts import Timer
    from cloudfrontier.simulator.ports import OriginPort

__all__ = ["patience", "persistently"]

_READS = frozenset({"GET", "HEAD"})


def persistently(
    port: OriginPort, request: Request, origin: Origin, *, now: float, timer: Timer = time.monotonic
) -> Response:
    """The first answer that one of the attempts has.

    Raises:
        InternalError: the origin has no attempts at all.
        OriginUnavailableError: none had one; with the time that CloudFront would have waited for all of them.
    """
    began, waited = timer(), 0.0
    for attempt in range(1, origin.connection_attempts + 1):
        left = _left(origin, waited + timer() - began)
        try:
            return port.fetch(request, left, now=now)
        except OriginUnavailableError as error:
            waited += error.waited
            spent = waited + timer() - began
            if attempt < origin.connection_attempts and _tries_again(error, request, origin, spent):
                continue
            tried = f" ({attempt} attempts)" if attempt > 1 else ""
            raise OriginUnavailableError(
                f"{error.reason}{tried}",
                outcome=error.outcome,
                connected=error.connected,
                waited=waited,
            ) from error
    raise InternalError(f"the origin {origin.id!r} has no connection attempts")


def patience(origin: Origin) -> float:
    """Seconds that one attempt waits for any part of an answer."""
    whole = origin.response_completion_timeout
    return origin.read_timeout if whole is None else min(origin.read_timeout, whole)


def _left(origin: Origin, spent: float) -> Origin:
    """The origin with what is left of its time for the whole answer."""
    whole = origin.response_completion_timeout
    return origin if whole is None else replace(origin, response_completion_timeout=max(0.0, whole - spent))


def _tries_again(error: OriginUnavailableError, request: Request, origin: Origin, spent: float) -> bool:
    whole = origin.response_completion_timeout
    if whole is not None and spent >= whole:
        return False
    return not error.connected or (error.outcome == ORIGIN_TIMEOUT and request.method in _READS)
