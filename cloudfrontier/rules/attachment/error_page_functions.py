"""DST432: CloudFront fetches a custom error page for itself, and no viewer function ever sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.caching import CUSTOM_ERROR_PAGE_STATUSES
from cloudfrontier.cloudfront.events import VIEWER_EVENTS
from cloudfrontier.rules.attachment.auth import auth_at
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, listed
from cloudfrontier.rules.attachment.sources import TRIGGERS
from cloudfrontier.rules.attachment.words import behavior_named, listing, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ErrorPageFunctions"]

_PAGE = {
    "CustomErrorResponses": listed({"ErrorCode": 404, "ResponsePagePath": "/404/", "ResponseCode": "404"})
}


class ErrorPageFunctions(AttachmentRule):
    """Neither viewer-request nor viewer-response runs for a custom error page.

    So a path that a function rewrites, such as `/404/` to `/404/index.html`, is fetched as it is, headers
    that a function adds are missing, and a page behind a gate is shown to everybody. The path is held
    against all behaviors again, from the first.
    """

    id = "DST432"
    severity = "note"
    title = "Custom error pages need no viewer functions"
    source = TRIGGERS
    valid = (
        AttachmentSample(
            {
                **_PAGE,
                "CacheBehaviors": [{"PathPattern": "/404/*"}],
                "DefaultCacheBehavior": {"FunctionAssociations": functions("viewer-request")},
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {**_PAGE, "DefaultCacheBehavior": {"FunctionAssociations": functions("viewer-request")}}
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks for the behavior that the page for each status comes from."""
        pages = {page.error_code: page for page in reversed(attachments.config.error_pages)}
        for page in (pages[code] for code in CUSTOM_ERROR_PAGE_STATUSES if code in pages):
            behavior = attachments.behavior_for(page.page_path) if page.page_path else None
            if behavior is None:
                continue
            skipped = [item.name for item in behavior.associations if item.event in VIEWER_EVENTS]
            if skipped:
                gated = auth_at(attachments, behavior, "viewer-request")
                seen = (
                    f"the page {short(page.page_path)} for {page.error_code} is of {behavior_named(behavior)}"
                )
                message = f"{seen}, but {listing(dict.fromkeys(skipped))} does not run for it"
                do = "name a page that is right as it is, with headers from a response headers policy"
                path = (*page.path, "ResponsePagePath")
                open_to_all = ": everybody sees it, although its path is gated" if gated else ""
                yield self.finding(attachments, path, message + open_to_all, do=do)
