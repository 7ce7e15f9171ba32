"""DST436: an origin's timeouts, attempts and path have limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.words import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["OriginLimits"]

_LIMITS: dict[str | int, limits.Limit] = {
    "ConnectionAttempts": limits.ORIGIN_CONNECTION_ATTEMPTS,
    "ConnectionTimeout": limits.ORIGIN_CONNECTION_TIMEOUT,
    "OriginReadTimeout": limits.ORIGIN_READ_TIMEOUT,
    "OriginKeepaliveTimeout": limits.ORIGIN_KEEPALIVE_TIMEOUT,
}


class OriginLimits(AttachmentRule):
    """CloudFront connects up to 3 times for up to 10 seconds, and waits for an answer for up to 120.

    A connection is kept for up to 120 seconds, or 300 as a newer page has it: a project may raise that. The
    path of an origin begins with `/` and does not end with it.
    """

    id = "DST436"
    title = "An origin's timeouts and path are within limits"
    source = limits.ORIGIN_READ_TIMEOUT.source
    valid = (AttachmentSample({"Origins": [{"ConnectionAttempts": 3, "OriginPath": "/live"}]}),)
    invalid = (
        AttachmentSample({"Origins": [{"ConnectionAttempts": 4}]}),
        AttachmentSample({"Origins": [{"CustomOriginConfig": {"OriginReadTimeout": 121}}]}),
        AttachmentSample({"Origins": [{"OriginPath": "live/"}]}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at each origin."""
        for origin in attachments.config.origins:
            for path, number in origin.numbers:
                limit = attachments.limits.of(_LIMITS[path[-1]])
                if not limit.holds(number):
                    message = f"origin {short(origin.id)}: {path[-1]} is {number}; expected {limit}"
                    yield self.finding(attachments, path, message, do=f"choose {limit}")
            seen, longest = origin.origin_path, limits.ORIGIN_PATH.value
            if seen and (not seen.startswith("/") or seen.endswith("/") or len(seen) > longest):
                message = f"origin {short(origin.id)} has the path {short(seen)}"
                do = f"begin it with /, do not end it with /, and keep it within {longest} characters"
                yield self.finding(attachments, (*origin.path, "OriginPath"), message, do=do)
