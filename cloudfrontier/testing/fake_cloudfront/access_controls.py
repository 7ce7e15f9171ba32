"""Origin access controls: what signs CloudFront's requests to an origin.

How many an account may have is not among the facts that were read: TooManyOriginAccessControls is not raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.testing.fake_cloudfront.behaviors import items
from cloudfrontier.testing.fake_cloudfront.resources import Resources

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.paging import Page
    from cloudfrontier.testing.fake_cloudfront.request import Answer
    from cloudfrontier.testing.fake_cloudfront.state import Distribution, Resource

__all__ = ["OriginAccessControls"]


class OriginAccessControls(Resources):
    """An older form of the API than the policies': no time of change, and lists with a flag."""

    kind = "OriginAccessControl"
    plural = "OriginAccessControls"
    path = "origin-access-control"

    def users(self, resource: Resource) -> list[Distribution]:
        """The distributions with an origin that names it."""
        return [
            distribution
            for distribution in self.account.distributions.values()
            if resource.id
            in {
                origin.get("OriginAccessControlId")
                for origin in items(distribution.config.members, "Origins")
            }
        ]

    def new_id(self) -> str:
        """Ids in the form of a distribution's."""
        return self.account.ids.short()

    def view(self, resource: Resource) -> Answer:
        """Id and configuration."""
        return {"Id": resource.id, "OriginAccessControlConfig": resource.config}

    def listing(self, page: Page[Resource]) -> Answer:
        """Id and configuration on one level; the description, which may be left out, as empty text."""
        shown = [{"Id": item.id, "Description": "", **item.config} for item in page.items]
        return page.listing(shown, flagged=True)
