"""DST409: a behavior lets through one of three sets of methods, and caches one of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.caching import ALLOWED_METHOD_SETS, CACHED_METHOD_SETS
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, listed
from cloudfrontier.rules.attachment.sources import api
from cloudfrontier.rules.attachment.words import behavior_named, listing, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Methods"]


class Methods(AttachmentRule):
    """Allowed are GET and HEAD, or these and OPTIONS, or all seven; cached is one of the first two sets.

    A method that is not allowed is answered with 403 before any function runs.
    """

    id = "DST409"
    title = "Methods are one of the sets that CloudFront has"
    source = api("AllowedMethods")
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {"AllowedMethods": listed("HEAD", "GET", "OPTIONS")}}),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "AllowedMethods": listed("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH")
                }
            }
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {"AllowedMethods": listed("GET", "HEAD", "POST")}}),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "AllowedMethods": {
                        **listed("GET", "HEAD"),
                        "CachedMethods": listed("GET", "HEAD", "OPTIONS"),
                    }
                }
            }
        ),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "AllowedMethods": {**listed("GET", "HEAD"), "CachedMethods": listed("GET")}
                }
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Compares sets; the order of the methods does not matter."""
        for behavior in attachments.config.behaviors:
            allowed, cached = frozenset(behavior.allowed_methods), frozenset(behavior.cached_methods)
            path = (*behavior.path, "AllowedMethods")
            if allowed not in ALLOWED_METHOD_SETS:
                message = f"{behavior_named(behavior)} allows {_named(allowed)}"
                do = "allow GET and HEAD; GET, HEAD and OPTIONS; or all seven"
                yield self.finding(attachments, path, message, do=do)
            elif cached not in CACHED_METHOD_SETS or not cached <= allowed:
                message = f"{behavior_named(behavior)} caches {_named(cached)} and allows {_named(allowed)}"
                do = "cache GET and HEAD; or GET, HEAD and OPTIONS where OPTIONS is allowed"
                yield self.finding(attachments, (*path, "CachedMethods"), message, do=do)


def _named(methods: frozenset[str]) -> str:
    return listing(name if name.isalpha() and len(name) <= 7 else short(name) for name in sorted(methods))
