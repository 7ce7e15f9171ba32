"""ETags, and what If-Match is held against.

1. No If-Match, or one that this resource never had: `InvalidIfMatchVersion` (400).
2. One that it had before the last change: `PreconditionFailed` (412); the writer must read again.

Sources of the texts: https://github.com/aws/aws-sdk-js/issues/1669 (2017-08) and
https://github.com/pulumi/pulumi-aws/issues/308 (2018-08).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.testing.fake_cloudfront.service_error import UNDECLARED, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Version"]

_NOT_VALID = "The If-Match version is missing or not valid for the resource."


class Version:
    """The ETags of one resource, the present one last."""

    def __init__(self, next_etag: Callable[[], str]) -> None:
        self._next_etag = next_etag
        self._etags = [next_etag()]

    @property
    def etag(self) -> str:
        """The present ETag."""
        return self._etags[-1]

    def move(self) -> None:
        """The resource has changed."""
        self._etags.append(self._next_etag())

    def require(self, if_match: str | None) -> None:
        """Let only a writer through who has read the present version.

        Raises:
            ServiceError: InvalidIfMatchVersion or PreconditionFailed.
        """
        if if_match not in self._etags:
            raise ServiceError("InvalidIfMatchVersion", _NOT_VALID)
        if if_match != self.etag:
            raise ServiceError("PreconditionFailed", UNDECLARED["PreconditionFailed"].message)

    def require_known(self, if_match: str | None) -> None:
        """As `require`, for operations that do not declare PreconditionFailed.

        Raises:
            ServiceError: InvalidIfMatchVersion.
        """
        if if_match != self.etag:
            raise ServiceError("InvalidIfMatchVersion", _NOT_VALID)
