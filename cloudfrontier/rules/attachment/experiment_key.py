"""DST424: an experiment needs its variant in the cache key, or one visitor's variant is everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import ORIGIN_EVENTS, REQUEST_EVENTS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.forwarding import (
    caches,
    flow_of_cookies,
    header_in_key,
    header_reaches_origin,
    policies_known,
)
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import CACHING_DISABLED, AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.subject import Experiment, FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.cache_policy import CachePolicy
    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ExperimentKey"]

_HERO = gate(FunctionFacts(experiments=(Experiment("hero", header="x-ab-hero"),)))
_COOKIE = gate(FunctionFacts(experiments=(Experiment("hero", cookie="ab-hero"),)))
_IN_SHOP = gate(FunctionFacts(experiments=(Experiment("hero", header="x-ab-hero", paths=("/shop/*",)),)))
_ATTACHED = {"LambdaFunctionAssociations": lambdas("viewer-request", "origin-request")}
_UNCACHED = {**_ATTACHED, "CachePolicyId": CACHING_DISABLED}
_ACTS = gate(FunctionFacts(experiments=(Experiment("hero", header="host", events=("origin-request",)),)))
_HALF = {**_UNCACHED, "LambdaFunctionAssociations": lambdas("viewer-request")}
_ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"


class ExperimentKey(AttachmentRule):
    """The header or cookie that says which variant a visitor is in must be in the key of the cache policy.

    Without it the first visitor's variant is cached and served to all: the experiment measures noise. On a
    behavior that caches nothing the header must still reach origin-request, by way of an origin request
    policy, or every visitor gets the page without a variant; and a handler that assigns must be attached at
    the origin events at which its variants act. An experiment whose paths never come to the behavior is left
    alone.
    """

    id = "DST424"
    title = "The variant of an experiment is in the cache key"
    source = guide("understanding-the-cache-key")
    valid = (
        AttachmentSample(
            {"DefaultCacheBehavior": {**_UNCACHED, "OriginRequestPolicyId": _ALL_VIEWER}},
            facts=_HERO,
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": _ATTACHED, "CacheBehaviors": [{"PathPattern": "/shop/*"}]},
            facts=_IN_SHOP,
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": _ATTACHED}, facts=_HERO),
        AttachmentSample({"DefaultCacheBehavior": _ATTACHED}, facts=_COOKIE),
        AttachmentSample({"DefaultCacheBehavior": _UNCACHED}, facts=_HERO),
        AttachmentSample({"DefaultCacheBehavior": _HALF}, facts=_ACTS),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the experiments of each behavior whose policies are known."""
        for behavior in attachments.config.behaviors:
            policy = behavior.cache_policy
            if policy is None or not policies_known(behavior):
                continue
            judge = self._cached if caches(policy) else self._uncached
            for experiment in _experiments(attachments, behavior):
                yield from judge(attachments, behavior, experiment, policy)
                yield from self._unattached(attachments, behavior, experiment)

    def _cached(
        self, attachments: Attachments, behavior: BehaviorConfig, experiment: Experiment, policy: CachePolicy
    ) -> Iterator[Finding]:
        if carrier := _missing(experiment, behavior, policy):
            seen = f"{behavior_named(behavior)} caches without {carrier} in its key"
            then = f"the first visitor's variant of experiment {short(experiment.id)} is served to all"
            do = f"use a cache policy that has {carrier} in its key"
            path = (*behavior.path, "CachePolicyId")
            yield self.finding(attachments, path, f"{seen}: {then}", do=do)

    def _unattached(
        self, attachments: Attachments, behavior: BehaviorConfig, experiment: Experiment
    ) -> Iterator[Finding]:
        acting = {
            item.event
            for item in behavior.associations
            if (facts := attachments.facts_of(item)) and experiment in facts.experiments
        }
        for event in experiment.events:
            if "viewer-request" in acting and event not in acting:
                seen = f"{behavior_named(behavior)} runs experiment {short(experiment.id)} and not at {event}"
                then = "its visitors are assigned and not served what their variant asks for"
                do = f"attach the handler of the experiment to {event} too"
                yield self.finding(attachments, behavior.path, f"{seen}: {then}", do=do)

    def _uncached(
        self, attachments: Attachments, behavior: BehaviorConfig, experiment: Experiment, policy: CachePolicy
    ) -> Iterator[Finding]:
        carrier = _stopped(experiment, behavior, policy)
        if carrier and any(item.event in ORIGIN_EVENTS for item in behavior.associations):
            seen = f"{behavior_named(behavior)} does not send {carrier} to the origin"
            then = f"its origin events do not see the variant of experiment {short(experiment.id)}"
            do = f"add an origin request policy that forwards {carrier}, such as AllViewer"
            path = (*behavior.path, "OriginRequestPolicyId")
            yield self.finding(attachments, path, f"{seen}: {then}", do=do)


def _experiments(attachments: Attachments, behavior: BehaviorConfig) -> list[Experiment]:
    """Those that run on the behavior's requests, each once, and whose paths can come to it."""
    known = (attachments.facts_of(item) for item in behavior.associations if item.event in REQUEST_EVENTS)
    running = dict.fromkeys(item for facts in known if facts for item in facts.experiments)
    return [
        item
        for item in running
        if not all(attachments.reaches(behavior, below=path).is_empty for path in item.paths)
    ]


def _missing(experiment: Experiment, behavior: BehaviorConfig, policy: CachePolicy) -> str:
    """What carries the variant and is not in the key; nothing if all of it is."""
    if experiment.header and not header_in_key(policy, experiment.header):
        return f"the header {experiment.header}"
    if experiment.cookie and not flow_of_cookies(behavior).is_in_key(experiment.cookie):
        return f"the cookie {experiment.cookie}"
    return ""


def _stopped(experiment: Experiment, behavior: BehaviorConfig, policy: CachePolicy) -> str:
    """What carries the variant and does not reach the origin."""
    sent = behavior.origin_request_policy
    if experiment.header and not header_reaches_origin(experiment.header, policy, sent):
        return f"the header {experiment.header}"
    if experiment.cookie and not flow_of_cookies(behavior).reaches_origin(experiment.cookie):
        return f"the cookie {experiment.cookie}"
    return ""
