"""DST429: what could not be checked is said, for silence would be taken for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, listing, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Unchecked"]

_CUSTOM = "3a2c1d9e-0000-4000-8000-000000000000"


class Unchecked(AttachmentRule):
    """Policies that are only ids, and functions of which nobody knows what they do, cannot be judged.

    A configuration names policies by their ids. What AWS's own say is known; a custom policy is known if
    its behaviors come from edge.toml, or if whoever asks has fetched it. Without it, rules DST424, DST425,
    DST427, DST428 and DST430 cannot judge the behavior. They also need to know what a function does, which
    is known of the functions of edge.toml that are made of features or rules.
    """

    id = "DST429"
    severity = "note"
    title = "Everything that a rule needs is known"
    source = guide("working-with-policies")
    valid = (
        AttachmentSample(
            {"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")}},
            facts=gate(FunctionFacts()),
        ),
        AttachmentSample({"DefaultCacheBehavior": {"CachePolicyId": _CUSTOM}}),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")}}),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "CachePolicyId": _CUSTOM,
                    "LambdaFunctionAssociations": lambdas("origin-request"),
                }
            },
            facts=gate(FunctionFacts(reads_cookies=True)),
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks for functions of which nothing is known, and for policies that known functions depend on."""
        unknown = dict.fromkeys(
            item.name
            for behavior in attachments.config.behaviors
            for item in behavior.associations
            if attachments.facts_of(item) is None
        )
        if unknown:
            message = (
                f"what these functions do is not known, so what they need was not checked: {listing(unknown)}"
            )
            do = (
                "see that the policies of their behaviors let through what they read; of rules and features "
                "of edge.toml this is known, and DST424 to DST431 apply"
            )
            yield self.finding(attachments, attachments.config.path, message, do=do)
        for behavior in attachments.config.behaviors:
            policies = _unknown_policies(behavior)
            if policies and any(attachments.facts_of(item) for item in behavior.associations):
                named = listing(f"{what} {short(name)}" for what, name in policies)
                message = f"{behavior_named(behavior)}: what is in {named} is not known here"
                do = "compare its keys and names with what the functions read and set"
                yield self.finding(attachments, behavior.path, message, do=do)


def _unknown_policies(behavior: BehaviorConfig) -> list[tuple[str, str]]:
    return [
        (what, policy_id)
        for what, policy_id, policy in (
            ("cache policy", behavior.cache_policy_id, behavior.cache_policy),
            ("origin request policy", behavior.origin_request_policy_id, behavior.origin_request_policy),
            (
                "response headers policy",
                behavior.response_headers_policy_id,
                behavior.response_headers_policy,
            ),
        )
        if policy_id and policy is None
    ]
