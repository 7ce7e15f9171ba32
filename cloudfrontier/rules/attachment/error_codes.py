"""DST433: CloudFront takes pages of your own for some statuses, and some statuses in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.caching import CUSTOM_ERROR_PAGE_STATUSES, CUSTOM_ERROR_RESPONSE_STATUSES
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, listed
from cloudfrontier.rules.attachment.words import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfrontier.cloudfront.distribution_config import ErrorPage
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ErrorCodes"]


def _pages(*pages: dict[str, object]) -> AttachmentSample:
    return AttachmentSample({"CustomErrorResponses": listed(*pages)})


class ErrorCodes(AttachmentRule):
    """Error pages are for 400, 403, 404, 405, 414, 416 and 500 to 504, and may be answered with these or 200.

    `ResponsePagePath` and `ResponseCode` go together, and the path begins with `/`.
    """

    id = "DST433"
    title = "Custom error responses are for statuses that have them"
    source = guide("creating-custom-error-pages")
    valid = (
        _pages(
            {"ErrorCode": 404, "ResponsePagePath": "/404.html", "ResponseCode": "200"}, {"ErrorCode": 503}
        ),
    )
    invalid = (
        _pages({"ErrorCode": 412, "ResponsePagePath": "/412.html", "ResponseCode": "412"}),
        _pages({"ErrorCode": 404, "ResponsePagePath": "/404.html", "ResponseCode": "302"}),
        _pages({"ErrorCode": 404, "ResponsePagePath": "/404.html"}),
        _pages({"ErrorCode": 404, "ResponsePagePath": "404.html", "ResponseCode": "404"}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at each custom error response."""
        for page in attachments.config.error_pages:
            for member, message, do in _problems(page):
                yield self.finding(attachments, (*page.path, member), message, do=do)


def _problems(page: ErrorPage) -> Iterator[tuple[str, str, str]]:
    """Member, what was seen, what to do."""
    if page.error_code not in CUSTOM_ERROR_PAGE_STATUSES:
        listed_codes = ", ".join(map(str, CUSTOM_ERROR_PAGE_STATUSES))
        yield (
            "ErrorCode",
            f"there are no custom error responses for {page.error_code}",
            f"use one of {listed_codes}",
        )
    if bool(page.page_path) != bool(page.response_code):
        message = f"the response for {page.error_code} has a page or a status, but not both"
        yield "ResponsePagePath", message, "give both `ResponsePagePath` and `ResponseCode`, or neither"
    elif page.page_path and not page.page_path.startswith("/"):
        message = f"the page {short(page.page_path)} for {page.error_code} does not begin with /"
        yield "ResponsePagePath", message, "write the path from the root of the site"
    if page.response_code and page.response_code not in map(str, CUSTOM_ERROR_RESPONSE_STATUSES):
        message = f"{page.error_code} cannot be answered with {short(page.response_code)}"
        yield "ResponseCode", message, f"use one of {_listed(CUSTOM_ERROR_RESPONSE_STATUSES)}"


def _listed(statuses: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(statuses)))
