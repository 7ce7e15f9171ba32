"""DST422: behaviors are tried in order, so one that stands below a wider pattern is never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.sources import BEHAVIORS
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, listing, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ShadowedBehavior"]


class ShadowedBehavior(AttachmentRule):
    """Every path that the behavior would take is taken by those before it: nothing on it ever runs.

    CloudFront allows that, so it is a warning, and an error where a function stands on it that keeps visitors
    out: the pages are served without it. The decision is exact, over all paths there are, for one earlier
    behavior as for several together: `/a*` and `/b*` leave `/?b*` the paths that begin otherwise. A pattern
    that no path can match, such as `/a/../b`, is found too. That `/` becomes the default root object first is
    not taken into account. In the rare case that a decision takes too many steps, a note says so.
    """

    id = "DST422"
    severity = "warning"
    title = "Each behavior takes a path that none before it takes"
    source = BEHAVIORS
    valid = (
        AttachmentSample(
            {"CacheBehaviors": [{"PathPattern": "/members/*.css"}, {"PathPattern": "/members/*"}]}
        ),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/a*"}, {"PathPattern": "/?b*"}]}),
    )
    invalid = (
        AttachmentSample(
            {"CacheBehaviors": [{"PathPattern": "/members/*"}, {"PathPattern": "/members/*.css"}]}
        ),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "images/*"}, {"PathPattern": "/images/*"}]}),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/*"}]}),
        AttachmentSample(
            {"CacheBehaviors": [{"PathPattern": "/a"}, {"PathPattern": "/a?*"}, {"PathPattern": "/a*"}]}
        ),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/a/../b"}]}),
        AttachmentSample(
            {
                "CacheBehaviors": [
                    {"PathPattern": "/m*"},
                    {"PathPattern": "/members/*", "LambdaFunctionAssociations": lambdas("viewer-request")},
                ]
            },
            facts=gate(FunctionFacts(is_auth=True)),
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks for a path that each behavior is the first to take."""
        for behavior in attachments.comparable:
            search = attachments.reaches(behavior)
            path = (*behavior.path, "PathPattern")
            if search.is_empty:
                why, do = _why(attachments, behavior)
                message = f"{behavior_named(behavior)} never matches: {why}"
                severity = _severity(attachments, behavior)
                yield self.finding(attachments, path, message, do=do, severity=severity)
            elif not search.finished:
                message = f"whether {behavior_named(behavior)} ever matches would take too long to find out"
                yield self.finding(
                    attachments, path, message, do="use fewer wildcards in the patterns", severity="note"
                )
        left = len(attachments.config.behaviors) - len(attachments.comparable)
        if left:
            message = f"{left} behaviors were not compared: their patterns are too long, or they are too many"
            do = "mend their patterns first"
            yield self.finding(attachments, attachments.config.path, message, do=do, severity="note")


def _severity(attachments: Attachments, behavior: BehaviorConfig) -> Severity:
    known = (attachments.facts_of(item) for item in behavior.associations)
    return "error" if any(facts and facts.is_auth for facts in known) else "warning"


def _why(attachments: Attachments, behavior: BehaviorConfig) -> tuple[str, str]:
    """Why no path comes to the behavior, and what to do."""
    if attachments.covers(behavior, ()):
        why = "no path is as its pattern says once `//`, `.` and `..` are resolved"
        return why, "write the pattern as paths are then"
    names = [short(item.path_pattern) for item in _takers(attachments, behavior)]
    why = f"{listing(names)} before it {'takes' if len(names) == 1 else 'take'} all of its paths"
    if behavior.is_default:
        return why, "take the wider pattern out: the default behavior is there for every path"
    return why, "put it above the wider pattern, or take it out"


def _takers(attachments: Attachments, behavior: BehaviorConfig) -> list[BehaviorConfig]:
    """The behaviors before it that take its paths: one if one is enough, else as few as are needed."""
    before = attachments.comparable[: attachments.comparable.index(behavior)]
    for other in before:
        if attachments.covers(behavior, (other,)):
            return [other]
    needed = list(before)
    for other in before:
        without = [item for item in needed if item is not other]
        if attachments.covers(behavior, tuple(without)):
            needed = without
    return needed
