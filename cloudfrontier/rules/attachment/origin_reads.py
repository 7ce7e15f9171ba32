"""At an origin event a function reads what the policies let through, and no longer what the visitor sent.

Shared by the rules on query strings and on cookies, which differ in names and in one sentence of AWS's.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from cloudfrontier.cloudfront.events import ORIGIN_EVENTS
from cloudfrontier.rules.attachment.forwarding import caches, policies_known
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.words import behavior_named, function_named, listing, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import AttachedFunction, BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.forwarding import Flow
    from cloudfrontier.rules.attachment.subject import Attachments, FunctionFacts

__all__ = ["OriginReadRule"]


class OriginReadRule(AttachmentRule):
    """A rule on one kind of thing that functions read at origin events.

    what: its name, in the plural. all_or_none: AWS promises them only if a policy forwards all of them.
    """

    severity = "warning"
    what: ClassVar[str]
    all_or_none: ClassVar[bool] = False

    @abstractmethod
    def names(self, facts: FunctionFacts) -> frozenset[str] | None:
        """The names that the function reads; empty if it is not known which, None if it reads none."""

    @abstractmethod
    def flow(self, behavior: BehaviorConfig) -> Flow:
        """What the behavior's policies do with them."""

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the functions on origin events, where the policies are known."""
        for behavior in attachments.config.behaviors:
            if not policies_known(behavior):
                continue
            for item in behavior.associations:
                facts = attachments.facts_of(item)
                names = self.names(facts) if facts and item.event in ORIGIN_EVENTS else None
                if names is not None:
                    yield from self._judge(attachments, behavior, item, names)

    def _judge(
        self,
        attachments: Attachments,
        behavior: BehaviorConfig,
        item: AttachedFunction,
        names: frozenset[str],
    ) -> Iterator[Finding]:
        flow = self.flow(behavior)
        reader = f"{behavior_named(behavior)}: {function_named(item)} reads {self.what} at {item.event}"
        dropped = sorted(name for name in names if not flow.reaches_origin(name))
        if flow.is_blocked or dropped:
            which = listing(short(name) for name in dropped) or "any"
            message = f"{reader}, but the behavior's policies do not forward {which}"
            do = f"forward {self.what} with an origin request policy, or have them in the cache key"
            yield self.finding(attachments, (*behavior.path, "OriginRequestPolicyId"), message, do=do)
            return
        if self.all_or_none and not flow.is_open:
            message = f"{reader}, where AWS promises them only if all of them are forwarded"
            do = f"forward all {self.what}, or make sure that the listed ones arrive"
            path = (*behavior.path, "OriginRequestPolicyId")
            yield self.finding(attachments, path, message, do=do, severity="note")
        policy = behavior.cache_policy
        unkeyed = sorted(name for name in names if not flow.is_in_key(name))
        if policy and caches(policy) and (unkeyed or flow.key.behavior == "none"):
            which = listing(short(name) for name in unkeyed) or "any"
            message = f"{reader}, but the cache key does not have {which}: the first answer is served to all"
            do = f"put {self.what} into the key of the cache policy, or cache nothing"
            yield self.finding(attachments, (*behavior.path, "CachePolicyId"), message, do=do)
