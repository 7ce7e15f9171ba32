"""DST404: behaviors and origin groups name origins by their ids, and CloudFront refuses an unknown id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, listed
from cloudfrontier.rules.attachment.sources import api
from cloudfrontier.rules.attachment.words import behavior_named, meant, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import OriginGroup
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["UnknownOrigin"]


class UnknownOrigin(AttachmentRule):
    """A `TargetOriginId` is the id of an origin or of an origin group; a group has two origins as members.

    CloudFront answers `NoSuchOrigin` to any other id.
    """

    id = "DST404"
    title = "Behaviors and origin groups name origins that exist"
    source = api("CacheBehavior")
    valid = (
        AttachmentSample(
            {
                "Origins": [{"Id": "blue"}, {"Id": "green"}],
                "OriginGroups": listed(
                    {"Id": "site", "Members": listed({"OriginId": "blue"}, {"OriginId": "green"})}
                ),
            }
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {"TargetOriginId": "stie"}}),
        AttachmentSample({"OriginGroups": listed({"Id": "both", "Members": listed({"OriginId": "site"})})}),
        AttachmentSample(
            {
                "OriginGroups": listed(
                    {"Id": "both", "Members": listed({"OriginId": "site"}, {"OriginId": "blue"})}
                )
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Compares ids; one that is absent is no id, which is another rule's affair."""
        config = attachments.config
        origins = {item.id for item in config.origins}
        targets = origins | {group.id for group in config.origin_groups}
        unknown = [item for item in config.behaviors if item.target and item.target not in targets]
        hints = meant((item.target for item in unknown), sorted(targets))
        for behavior in unknown:
            message = f"{behavior_named(behavior)} names the unknown origin {short(behavior.target)}"
            do = f"name an origin or an origin group{hints.get(behavior.target, '')}"
            yield self.finding(attachments, (*behavior.path, "TargetOriginId"), message, do=do)
        for group in config.origin_groups:
            yield from self._group(attachments, group, origins)

    def _group(self, attachments: Attachments, group: OriginGroup, origins: set[str]) -> Iterator[Finding]:
        path = (*group.path, "Members")
        if len(group.members) != 2:
            message = f"origin group {short(group.id)} has {len(group.members)} of 2 members"
            yield self.finding(attachments, path, message, do="give it two: the first, and one for failures")
        unknown = [name for name in group.members if name and name not in origins]
        hints = meant(unknown, sorted(origins))
        for name in unknown:
            message = f"origin group {short(group.id)} has the member {short(name)}, which is no origin"
            yield self.finding(attachments, path, message, do=f"name an origin{hints.get(name, '')}")
