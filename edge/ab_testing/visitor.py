"""Who a visitor is to an experiment: an id that the site knows, ours, or one made from the request's id.

1. First comes a claim of the session that `auth` has verified; then a header that somebody trustworthy has
   set; then a cookie that the site has already; then our own cookie. A browser or server that knows the same
   id reaches the same variant.
2. Viewer-request and viewer-response of one visit have the same request id, so on a first visit both make
   the same new id without seeing each other. It is hashed, for the request id stands in logs and in a
   response header, and a cookie does not belong there; with FNV, which is loaded anyway, because nothing
   secret hangs on it: an id names a bucket, not a person.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html on
`requestId`: it "uniquely identifies the viewer-to-CloudFront request that this response is associated with"
(read in a copy of 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.ab_testing.hashing import fnv32a

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Visitor", "known_elsewhere", "visitor_of"]

SHORTEST, LONGEST = 8, 128
CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""What our own ids may be made of."""
LONGEST_ELSEWHERE = 512


class Visitor(NamedTuple):
    """An id, and whether the visitor brought it along."""

    id: str
    known: bool


def known_elsewhere(values: Iterable[object]) -> Visitor | None:
    """The first id that is not ours, as text; None if there is none, or none of a sane length.

    A whole number is its digits, as JavaScript writes it; what else is no text is no id.
    """
    for value in values:
        text = str(value) if type(value) in (str, int) else ""
        if text and len(text) <= LONGEST_ELSEWHERE:
            return Visitor(text, known=True)
    return None


def visitor_of(cookie_values: Iterable[str], *, request_id: str) -> Visitor:
    """The first well-formed id among the values of our cookie, or a new one of 32 hex digits."""
    for value in cookie_values:
        if SHORTEST <= len(value) <= LONGEST and CHARACTERS.issuperset(value):
            return Visitor(value, known=True)
    words = (fnv32a(f"{number}{request_id}{number}") for number in range(4))
    return Visitor("".join(f"{word:08x}" for word in words), known=False)
