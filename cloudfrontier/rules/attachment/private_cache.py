"""DST425: a cache behind a gate serves what it has to whoever comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.auth import gates
from cloudfrontier.rules.attachment.forwarding import caches, flow_of_cookies, header_in_key
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import CACHING_DISABLED, AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, function_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.cache_policy import CachePolicy
    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.auth import Gate
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["PrivateCache"]

_FACTS = gate(FunctionFacts(is_auth=True, identity_headers=("X-Auth-Subject",)))
_AT_VIEWER = {"LambdaFunctionAssociations": lambdas("viewer-request")}
_AT_ORIGIN = {"LambdaFunctionAssociations": lambdas("origin-request")}
_BY_ORIGIN_HEADERS = "83da9c7e-98b4-4e11-a168-04f0df8e2c65"


class PrivateCache(AttachmentRule):
    """A page behind a gate is cached like any other, and served to all who pass the gate.

    A gate at origin-request does not even run for what is cached: whoever asks next gets the page. That is
    an error. A gate at viewer-request runs every time; but if the origin's answer depends on the visitor,
    and nothing in the cache key does, one visitor gets another's page: a warning. With a minimum TTL above
    0 that holds for answers with `Cache-Control: private` too, and `CachingOptimized` has 1 second. No
    finding where the origin must ask for caching (minimum and default TTL 0), where caching is off, or
    where the key holds what the gate tells visitors apart by, or `Authorization`. At origin-request only
    what visitors sent counts.
    """

    id = "DST425"
    severity = "warning"
    title = "Private answers are not shared through the cache"
    source = guide("Expiration")
    valid = (
        AttachmentSample(
            {"DefaultCacheBehavior": {**_AT_VIEWER, "CachePolicyId": CACHING_DISABLED}}, facts=_FACTS
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": {**_AT_VIEWER, "CachePolicyId": _BY_ORIGIN_HEADERS}}, facts=_FACTS
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": {**_AT_ORIGIN, "CachePolicyId": CACHING_DISABLED}}, facts=_FACTS
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": _AT_VIEWER}, facts=_FACTS),
        AttachmentSample({"DefaultCacheBehavior": _AT_ORIGIN}, facts=_FACTS),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at each behavior that caches; with a gate at viewer-request, a later one does not matter."""
        for behavior in attachments.config.behaviors:
            policy = behavior.cache_policy
            if policy is None or not caches(policy):
                continue
            found = gates(attachments, behavior)
            early = [guard for guard in found if guard.item.event == "viewer-request"]
            for guard in early:
                yield from self._shared(attachments, behavior, guard, _risk(policy))
            for guard in found if not early else ():
                yield from self._skipped(attachments, behavior, guard)

    def _shared(
        self, attachments: Attachments, behavior: BehaviorConfig, guard: Gate, risk: str
    ) -> Iterator[Finding]:
        facts = guard.facts
        if risk and not _parts(behavior, facts.identity_cookies, facts.identity_headers):
            seen = f"{function_named(guard.item)} keeps visitors out, and {risk}"
            message = f"{behavior_named(behavior)}: {seen}; one visitor's answer is served to the next"
            do = "use CachingDisabled, or a cache policy whose key tells visitors apart"
            yield self.finding(attachments, (*behavior.path, "CachePolicyId"), message, do=do)

    def _skipped(self, attachments: Attachments, behavior: BehaviorConfig, guard: Gate) -> Iterator[Finding]:
        if not _parts(behavior, guard.facts.identity_cookies):
            seen = f"{function_named(guard.item)} keeps visitors out at {guard.item.event}"
            message = f"{behavior_named(behavior)}: {seen}; what is cached is served to others without it"
            do = "attach it to viewer-request, or use CachingDisabled"
            yield self.finding(attachments, guard.item.path, message, do=do, severity="error")


def _risk(policy: CachePolicy) -> str:
    if policy.min_ttl > 0:
        return f"{short(policy.name)} caches answers for {policy.min_ttl} s or more, also private ones"
    return f"{short(policy.name)} caches answers that have no Cache-Control" if policy.default_ttl > 0 else ""


def _parts(behavior: BehaviorConfig, cookies: tuple[str, ...], headers: tuple[str, ...] = ()) -> bool:
    """Whether the key holds `Authorization` or one of these, which differ from visitor to visitor."""
    policy, flow = behavior.cache_policy, flow_of_cookies(behavior)
    return any(policy and header_in_key(policy, name) for name in ("Authorization", *headers)) or any(
        flow.is_in_key(name) for name in cookies
    )
