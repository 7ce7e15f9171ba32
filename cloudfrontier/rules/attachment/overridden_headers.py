"""DST430: a response headers policy may undo what a function has done to the same header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import RESPONSE_EVENTS
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, router
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, function_named, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["OverriddenHeaders"]

_SECURITY = "67f7725c-6f97-4210-82d7-5512b31e9d03"
_CORS = "60669652-455b-4ae9-85a4-c4c02393f86c"
_CORS_PREFIX = "access-control-"


class OverriddenHeaders(AttachmentRule):
    """The behavior's policy removes or replaces a header that a function sets, or is stopped by it.

    The policy first removes headers, then adds CORS, security and custom headers. One with `override`
    replaces the function's; without, the function's stays. CORS headers go together: if the response has
    one and the policy does not override, none of the policy's is added. That the policy acts after
    viewer-response is how it was seen to be; AWS does not say (UNCERTAIN).
    """

    id = "DST430"
    severity = "warning"
    title = "Functions and response headers policies set different headers"
    source = guide("understanding-response-headers-policies")
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "ResponseHeadersPolicyId": _SECURITY,
                    "FunctionAssociations": functions("viewer-response"),
                }
            },
            facts=router(FunctionFacts(sets_headers=frozenset({"permissions-policy", "referrer-policy"}))),
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "ResponseHeadersPolicyId": _SECURITY,
                    "FunctionAssociations": functions("viewer-response"),
                }
            },
            facts=router(FunctionFacts(sets_headers=frozenset({"X-Content-Type-Options"}))),
        ),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "ResponseHeadersPolicyId": _CORS,
                    "FunctionAssociations": functions("viewer-response"),
                }
            },
            facts=router(FunctionFacts(sets_headers=frozenset({"access-control-max-age"}))),
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Compares what functions set with what the policy does."""
        for behavior in attachments.config.behaviors:
            policy = behavior.response_headers_policy
            for item in behavior.associations if policy else ():
                facts = attachments.facts_of(item)
                if policy is None or facts is None or item.event not in RESPONSE_EVENTS:
                    continue
                for names, fate in _fates({fold(name) for name in facts.sets_headers}, policy):
                    seen = f"{function_named(item)} sets {listing(names)}, {fate}"
                    message = f"{behavior_named(behavior)}: {seen} ({policy.name})"
                    path = (*behavior.path, "ResponseHeadersPolicyId")
                    yield self.finding(
                        attachments, path, message, do="set the header in one of the two places"
                    )


def _fates(names: set[str], policy: ResponseHeadersPolicy) -> Iterator[tuple[list[str], str]]:
    removed = names & {fold(name) for name in policy.remove}
    if removed:
        yield sorted(removed), "which the response headers policy removes"
    added = (*policy.security, *policy.custom, *(policy.cors if policy.cors_override else ()))
    replaced = names & {fold(header.name) for header in added if header.override or header in policy.cors}
    if replaced:
        yield sorted(replaced), "which the response headers policy replaces"
    cors = {name for name in names if name.startswith(_CORS_PREFIX)}
    if cors and policy.cors and not policy.cors_override:
        yield sorted(cors), "so that the response headers policy adds none of its CORS headers"
