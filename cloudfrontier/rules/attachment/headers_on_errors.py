"""DST431: viewer-response is skipped for errors, and security headers that it sets are missing from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.managed_policies import managed_response_headers_policy
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, router
from cloudfrontier.rules.attachment.sources import ALL_EDGE_FUNCTIONS
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, function_named, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["HeadersOnErrors"]

_MANAGED = managed_response_headers_policy("SecurityHeadersPolicy")
_SECURITY = frozenset({"content-security-policy", "permissions-policy"}).union(
    fold(header.name) for header in (_MANAGED.security if _MANAGED else ())
)
_SETS = router(FunctionFacts(sets_headers=frozenset({"strict-transport-security"})))
_AT_RESPONSE = {"FunctionAssociations": functions("viewer-response")}


class HeadersOnErrors(AttachmentRule):
    """CloudFront runs no viewer-response function when the origin answers with 400 or above.

    Nor does it for custom error pages and for what viewer-request answered itself. Security headers that a
    function sets are missing there; a response headers policy adds them to every response, so let it set
    those that must never be missing.
    """

    id = "DST431"
    severity = "note"
    title = "Security headers do not depend on viewer-response alone"
    source = ALL_EDGE_FUNCTIONS
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    **_AT_RESPONSE,
                    "ResponseHeadersPolicyId": "67f7725c-6f97-4210-82d7-5512b31e9d03",
                }
            },
            facts=_SETS,
        ),
    )
    invalid = (AttachmentSample({"DefaultCacheBehavior": _AT_RESPONSE}, facts=_SETS),)

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the functions on viewer-response."""
        for behavior in attachments.config.behaviors:
            for item in behavior.at("viewer-response"):
                facts = attachments.facts_of(item)
                names = {fold(name) for name in facts.sets_headers} & _SECURITY if facts else set()
                missing = sorted(names - _of_policy(behavior))
                if missing and not _policy_is_unknown(behavior):
                    seen = f"{function_named(item)} sets {listing(missing)}"
                    message = (
                        f"{behavior_named(behavior)}: {seen}, but not on errors: viewer-response is skipped"
                    )
                    do = "let a response headers policy set them, such as SecurityHeadersPolicy"
                    yield self.finding(attachments, item.path, message, do=do)


def _of_policy(behavior: BehaviorConfig) -> set[str]:
    policy = behavior.response_headers_policy
    return {fold(header.name) for header in (*policy.security, *policy.custom)} if policy else set()


def _policy_is_unknown(behavior: BehaviorConfig) -> bool:
    return bool(behavior.response_headers_policy_id) and behavior.response_headers_policy is None
