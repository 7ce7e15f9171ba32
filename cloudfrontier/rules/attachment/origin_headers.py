"""DST435: some headers are CloudFront's own business on the way to the origin, and cannot be custom ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import ORIGIN_CUSTOM_HEADER_DENIED, is_denied_as_origin_header
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, listed
from cloudfrontier.rules.attachment.words import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["OriginHeaders"]


def _headers(*names: str) -> AttachmentSample:
    return AttachmentSample(
        {
            "Origins": [
                {"CustomHeaders": listed(*({"HeaderName": name, "HeaderValue": "..."} for name in names))}
            ]
        }
    )


class OriginHeaders(AttachmentRule):
    """CloudFront refuses `Host`, `Cookie`, `Cache-Control`, `X-Amz-*` and the others of a list of AWS's.

    The same list holds for what edge code sets as `customHeaders` of an origin. The values are never shown.
    """

    id = "DST435"
    title = "Custom headers of origins may be added"
    source = ORIGIN_CUSTOM_HEADER_DENIED.source
    valid = (_headers("X-Origin-Verify", "Authorization"),)
    invalid = (_headers("Host"), _headers("x-amz-website-redirect-location"))

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the names."""
        for origin in attachments.config.origins:
            for name in origin.header_names:
                if is_denied_as_origin_header(name):
                    message = f"origin {short(origin.id)} has the custom header {short(name)}"
                    do = "use a name of your own, such as X-Origin-Verify"
                    yield self.finding(attachments, (*origin.path, "CustomHeaders"), message, do=do)
