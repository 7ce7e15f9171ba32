"""Which header lines edge code is shown: the rest waits aside and joins what the code returned.

1. Disallowed headers are shown to nobody.
2. `CloudFront-*` headers, which CloudFront makes, are shown where `VISIBLE_IN` says so. What a handler adds
   of their names in viewer-request is overwritten where a policy has them made.
3. CloudFront Functions get cookies in an object of their own, so `Cookie` and `Set-Cookie` are not headers
   there.

Source of 2: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
(read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.generated_headers import GENERATED_NAMES, VISIBLE_IN
from cloudfrontier.cloudfront.headers import fold, is_disallowed
from cloudfrontier.cloudfront.message import Headers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.events import EventType, Kind

__all__ = ["Sight", "initial_capitals", "sight"]


@dataclass(frozen=True)
class Sight:
    """Header lines parted into those that code is shown and those that pass by it."""

    shown: Headers
    hidden: Headers

    def joined_with(self, lines: Iterable[tuple[str, str]]) -> Headers:
        """The lines that came back, then the hidden ones, which overwrite those of their names."""
        hidden = self.hidden.lines
        names = {fold(name) for name, _ in hidden}
        return Headers((*(line for line in lines if fold(line[0]) not in names), *hidden))


def sight(headers: Headers, *, kind: Kind, event: EventType, apart: str = "") -> Sight:
    """What code of that kind sees at that event; `apart`: a header that is given elsewhere."""
    sees_generated = event in VISIBLE_IN[kind]
    shown: list[tuple[str, str]] = []
    hidden: list[tuple[str, str]] = []
    for line in headers.lines:
        name, disallowed, generated = _known(line[0])
        if name != apart:
            (hidden if disallowed or (generated and not sees_generated) else shown).append(line)
    return Sight(Headers(tuple(shown)), Headers(tuple(hidden)))


# The same few names are given back by every run.
@lru_cache(maxsize=4096)
def initial_capitals(name: str) -> str:
    """`user-agent` as `User-Agent`: how both runtimes write a name that has no case of its own.

    Only an ASCII letter at the start of a word is raised, as AWS words it for CloudFront Functions.
    """
    return "-".join(word[:1].upper() + word[1:] if word[:1].isascii() else word for word in name.split("-"))


# The same names come with every request.
@lru_cache(maxsize=4096)
def _known(name: str) -> tuple[str, bool, bool]:
    """The folded name, whether it is disallowed, and whether CloudFront makes it."""
    folded = fold(name)
    return folded, is_disallowed(folded), folded in GENERATED_NAMES
