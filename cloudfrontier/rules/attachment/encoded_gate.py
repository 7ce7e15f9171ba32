"""DST423: a gate on a path is as tight as the comparison of paths, and origins compare in other ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.auth import auth_at
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.sources import BEHAVIORS
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, listing, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["EncodedGate"]

_FACTS = gate(FunctionFacts(is_auth=True))
_GATED = {"PathPattern": "/members/*", "LambdaFunctionAssociations": lambdas("viewer-request")}


class EncodedGate(AttachmentRule):
    """`/members/*` does not match `/%6dembers/`, which another behavior takes and an origin may decode.

    Nor does it match `/Members/`, which an origin that ignores case serves. CloudFront does not say that it
    decodes paths before it compares them (UNCERTAIN; taken as no). There is nothing to be noted where the
    other behavior has a gate too, or asks another origin: these are the two ways out, besides an origin that
    refuses such paths.
    """

    id = "DST423"
    severity = "note"
    title = "A gated path has no second spelling that is open"
    source = BEHAVIORS
    valid = (
        AttachmentSample(
            {
                "Origins": [{"Id": "site"}, {"Id": "private"}],
                "CacheBehaviors": [{**_GATED, "TargetOriginId": "private"}],
            },
            facts=_FACTS,
        ),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("viewer-request")},
                "CacheBehaviors": [_GATED],
            },
            facts=_FACTS,
        ),
    )
    invalid = (AttachmentSample({"CacheBehaviors": [_GATED]}, facts=_FACTS),)

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Spells a path of each gate differently and sees where it comes to."""
        config = attachments.config
        for behavior in attachments.comparable:
            spelling = _other_spelling(behavior.path_pattern)
            if not spelling or not auth_at(attachments, behavior, "viewer-request"):
                continue
            taken = attachments.behavior_for(spelling)
            if taken is None or auth_at(attachments, taken, "viewer-request"):
                continue
            shared = {item.id for item in config.origins_of(taken)} & {
                item.id for item in config.origins_of(behavior)
            }
            if shared:
                yield self._note(
                    attachments, behavior, f"{short(spelling)}, which {behavior_named(taken)} takes", shared
                )

    def _note(
        self, attachments: Attachments, behavior: BehaviorConfig, seen: str, origins: set[str]
    ) -> Finding:
        asked = listing(short(name) for name in sorted(origins))
        message = f"{behavior_named(behavior)} is gated, but not {seen}; its origin {asked} may decode it"
        do = (
            "gate the other behavior too, give gated pages an origin of their own, or refuse such paths there"
        )
        return self.finding(attachments, (*behavior.path, "PathPattern"), message, do=do)


def _other_spelling(pattern: str) -> str:
    """A path of the pattern with its first letter or digit escaped; empty if it has none."""
    path = pattern.replace("*", "").replace("?", "x")
    path = path if path.startswith("/") else f"/{path}"
    at = next((index for index, char in enumerate(path) if char.isascii() and char.isalnum()), None)
    return "" if at is None else f"{path[:at]}%{ord(path[at]):02x}{path[at + 1 :]}"
