"""Pages of a list as CloudFront cuts them: `MaxItems`, and a `Marker` that names the last item before.

Items are in the order of their keys, so a page is right also when items came or went in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Page", "page_of"]

_DEFAULT = 100
"""Items a page when the request does not say: the default that most of the list operations document."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class Page(Generic[_T]):
    """One page; `next_marker` is empty on the last."""

    items: tuple[_T, ...]
    marker: str
    next_marker: str
    size: int

    def listing(self, items: list[Any], *, flagged: bool) -> dict[str, Any]:
        """The members that every list has; `flagged`: also those that only the older lists have."""
        answer: dict[str, Any] = {"MaxItems": self.size, "Quantity": len(items)}
        if items:  # CloudFront leaves the element out when there is nothing in it
            answer["Items"] = items
        if self.next_marker:
            answer["NextMarker"] = self.next_marker
        if flagged:
            answer |= {"Marker": self.marker, "IsTruncated": bool(self.next_marker)}
        return answer


def page_of(keyed: Iterable[tuple[str, _T]], params: Mapping[str, Any]) -> Page[_T]:
    """The page that `Marker` and `MaxItems` ask for.

    Raises:
        ServiceError: InvalidArgument: `MaxItems` is no positive number.
    """
    size = _size(params.get("MaxItems", _DEFAULT))
    marker = str(params.get("Marker") or "")
    left = sorted((pair for pair in keyed if pair[0] > marker), key=lambda pair: pair[0])
    shown = left[:size]
    next_marker = shown[-1][0] if len(left) > size else ""
    return Page(tuple(item for _, item in shown), marker, next_marker, size)


def _size(asked: object) -> int:
    text = str(asked)
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ServiceError("InvalidArgument", because=f"MaxItems is {text!r}; expected a number from 1")
    return int(text)
