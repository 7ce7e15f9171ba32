"""Which behavior a path belongs to: CloudFront's path patterns, matched as CloudFront does.

1. Behaviors are tried in their order, the first that matches wins, `*` is last.
2. `*` stands for any characters, `/` too, or none; `?` for exactly one. Case counts.
3. A leading `/` is implied: `images/*` is `/images/*`.
4. The path is normalised for matching only; functions and the origin are given it as it was sent.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html (read
2026-04).
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import PATH_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.distribution import Behavior

__all__ = [
    "ALLOWED_CHARACTERS",
    "PathPattern",
    "normalise_for_matching",
    "select",
    "wildcard_regex",
]

ALLOWED_CHARACTERS = frozenset(string.ascii_letters + string.digits + "_-.*?$/~\"'@:+&")
"""Characters of a path pattern; `%` is not among them, so an escape is matched through a wildcard only."""

_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class PathPattern:
    """A compiled path pattern; any text compiles, `problems` says what CloudFront would refuse."""

    text: str

    def matches(self, path: str, *, normalised: bool = False) -> bool:
        """Whether the path, without query string, matches; `normalised`: it has been normalised already."""
        return self._regex.fullmatch(path if normalised else normalise_for_matching(path)) is not None

    def problems(self) -> tuple[str, ...]:
        """What CloudFront would refuse about the pattern, one sentence each."""
        found = []
        if not PATH_PATTERN.holds(len(self.text)):
            found.append(f"{len(self.text)} characters long; a path pattern has {PATH_PATTERN}")
        strangers = sorted(set(self.text) - ALLOWED_CHARACTERS)
        if strangers:
            shown = " ".join(repr(character) for character in strangers)
            found.append(f"{shown} cannot stand in a path pattern; put `?` or `*` in its place")
        return tuple(found)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        rooted = self.text if self.text.startswith("/") else f"/{self.text}"
        return wildcard_regex(rooted)


def wildcard_regex(text: str) -> re.Pattern[str]:
    """The text with `*` for any characters or none and `?` for exactly one, as a regular expression.

    No text can make it slow, however many stars there are.
    """
    first, *rest = ("".join("." if c == "?" else re.escape(c) for c in part) for part in text.split("*"))
    if not rest:
        return re.compile(first, re.DOTALL)
    *middle, last = rest
    # Each part between two stars is taken where it first occurs and never given back (an atomic group):
    # for fixed-length parts that is enough, and `*a*a*a*b` cannot make the engine try every combination.
    return re.compile(first + "".join(f"(?>.*?{part})" for part in middle) + f".*{last}", re.DOTALL)


# A site has the same few paths asked for again and again.
@lru_cache(maxsize=1024)
def normalise_for_matching(path: str, *, decode_unreserved: bool = False) -> str:
    """The path that patterns are held against: slashes collapsed, then dot segments removed (RFC 3986).

    AWS names `//` and `..` only. `decode_unreserved`: `%61` counts as `a`, as RFC 3986 section 6.2.2.2 also
    has it; whether CloudFront does so is UNCERTAIN, and off is the stricter choice: a gate at `/members/*` is
    then seen to be passed by `/%6dembers/`, which an origin may well decode.
    """
    if decode_unreserved:
        path = _ESCAPE.sub(_decode, path)
    kept: list[str] = []
    segments = [segment for segment in path.split("/") if segment]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    is_folder = not segments or path.endswith("/") or segments[-1] in {".", ".."}
    return "/" + "/".join(kept) + ("/" if kept and is_folder else "")


def select(behaviors: Iterable[Behavior], path: str) -> Behavior:
    """The first behavior whose pattern matches.

    Raises:
        LookupError: none does, which a distribution with its default behavior `*` cannot bring about.
    """
    normalised = normalise_for_matching(path)
    for behavior in behaviors:
        if _compiled(behavior.path_pattern).matches(normalised, normalised=True):
            return behavior
    raise LookupError(f"no behavior matches {path!r}; the last one must have the path pattern '*'")


@lru_cache(maxsize=1024)
def _compiled(text: str) -> PathPattern:
    return PathPattern(text)


def _decode(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0]
