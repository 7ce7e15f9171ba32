"""Tags of distributions, functions and stores, by ARN.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Tag.html (botocore 1.44).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.fake_cloudfront.behaviors import items
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request
    from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution, EdgeFunction, KeyValueStore

__all__ = ["Tagging", "checked_tags"]


def checked_tags(tags: Mapping[str, Any] | None) -> dict[str, str]:
    """Tags of a request, by key.

    Raises:
        ServiceError: InvalidTagging: a key stands twice, or is one of AWS's own.
    """
    pairs = [(str(tag["Key"]), str(tag.get("Value", ""))) for tag in items({"Tags": tags}, "Tags")]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ServiceError("InvalidTagging", because="a key stands twice")
    if any(key.lower().startswith("aws:") for key in found):
        raise ServiceError("InvalidTagging", because="keys that begin with aws: are AWS's own")
    return found


class Tagging:
    """The operations on tags."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.operations: Operations = {
            "ListTagsForResource": self._list,
            "TagResource": self._tag,
            "UntagResource": self._untag,
        }

    def _list(self, request: Request) -> Answer:
        tags = self._tags_of(request)
        shown = [{"Key": key, "Value": value} for key, value in sorted(tags.items())]
        return {"Tags": {"Items": shown}}

    def _tag(self, request: Request) -> Answer:
        tags = self._tags_of(request)
        tags.update(checked_tags(request.params["Tags"]))
        return {}

    def _untag(self, request: Request) -> Answer:
        tags = self._tags_of(request)
        for key in items(request.params, "TagKeys"):
            tags.pop(key, None)
        return {}

    def _tags_of(self, request: Request) -> dict[str, str]:
        account = self._account
        tagged: tuple[Distribution | EdgeFunction | KeyValueStore, ...] = (
            *account.distributions.values(),
            *account.functions.values(),
            *account.stores.values(),
        )
        for resource in tagged:
            if resource.arn == request.params["Resource"]:
                return resource.tags
        raise ServiceError("NoSuchResource")
