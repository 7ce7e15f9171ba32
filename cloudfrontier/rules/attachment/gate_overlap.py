"""DST438: a gate below a wider behavior does not see the paths that both match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.auth import auth_at
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.sources import BEHAVIORS
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["GateOverlap"]

_FACTS = gate(FunctionFacts(is_auth=True))
_GATED = {"PathPattern": "/members/*", "LambdaFunctionAssociations": lambdas("viewer-request")}


class GateOverlap(AttachmentRule):
    """`*.pdf` above `/members/*` takes `/members/report.pdf`, which is then served without the gate.

    It is a note where the behavior above has no gate and may ask the same origin; style sheets may be meant
    to be open. Put the gate above, or give gated pages an origin of their own.
    """

    id = "DST438"
    severity = "note"
    title = "No behavior above a gate takes gated paths"
    source = BEHAVIORS
    valid = (
        AttachmentSample({"CacheBehaviors": [_GATED, {"PathPattern": "*.pdf"}]}, facts=_FACTS),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/public/*.pdf"}, _GATED]}, facts=_FACTS),
        AttachmentSample(
            {
                "Origins": [{"Id": "site"}, {"Id": "private"}],
                "CacheBehaviors": [{"PathPattern": "*.pdf"}, {**_GATED, "TargetOriginId": "private"}],
            },
            facts=_FACTS,
        ),
    )
    invalid = (AttachmentSample({"CacheBehaviors": [{"PathPattern": "*.pdf"}, _GATED]}, facts=_FACTS),)

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks for a path that an open behavior above takes from each gated one."""
        config = attachments.config
        above: list[tuple[BehaviorConfig, set[str]]] = []
        for behavior in attachments.comparable:
            origins = {item.id for item in config.origins_of(behavior)}
            if not auth_at(attachments, behavior, "viewer-request"):
                above.append((behavior, origins))
                continue
            for other in (item for item, asked in above if asked & origins):
                path = attachments.shared(other, behavior).path
                if path is not None:
                    taken = f"{behavior_named(other)} above it takes {short(path)}, without a gate"
                    message = f"{behavior_named(behavior)} is gated, but {taken}"
                    do = "put the gate above, or give gated pages an origin of their own"
                    yield self.finding(attachments, (*behavior.path, "PathPattern"), message, do=do)
