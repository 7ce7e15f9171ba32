"""Which paths a rule is for.

1. A path is compared as CloudFront hands it over in `request.uri`: byte for byte, letters keep their case,
   percent-escapes are not decoded (`/a%2fb`, `/a%2Fb` and `/a/b` are three paths).
2. A path is what stands between its slashes: `/a/b` is `a`, `b`; `/a/` is `a` and an empty segment; `/` is
   one empty segment; `/a//b` has an empty one in the middle. A query string is never part of it.
3. A segment that is text matches itself. A `Capture` matches a segment that begins with `before`, ends with
   `after` and has at least one character between them: that is what it captures.
4. Without a `Rest` a pattern has as many segments as the path. With one it is for paths that have more: what
   follows the last of the pattern's segments and its slash begins with `before`, ends with `after`, and what
   is between them, slashes and all, is captured. It may be empty: `/old/*` matches `/old/`, not `/old`.
5. `any_slash`: a slash at the end does not count. `/old` and `/old/` then mean both of them, and `/old/*`
   matches `/old` too, with an empty capture. It does nothing to `/` and `/*`.

Text beyond ASCII stands in a pattern as the percent-escapes that browsers send.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

__all__ = ["Capture", "Pattern", "Rest", "Segment", "exact", "names_of"]


@dataclass(frozen=True)
class Capture:
    """A `:placeholder`: one segment, or the middle of one."""

    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Rest:
    """A splat: everything from here on, but for a fixed end; `after` may hold slashes, `before` none."""

    name: str = "splat"
    before: str = ""
    after: str = ""


Segment = str | Capture


@dataclass(frozen=True)
class Pattern:
    """A set of paths, as the module says.

    Raises:
        ValueError: two captures have one name; a text holds a slash; `any_slash` goes with a `Rest` that has
            a text around it.
    """

    segments: tuple[Segment, ...]
    rest: Rest | None = None
    any_slash: bool = False

    def __post_init__(self) -> None:
        names = names_of(self)
        if len(set(names)) < len(names):
            raise ValueError(f"a name is captured twice: {', '.join(names)}")
        if "/" in "".join(self.texts):
            raise ValueError("a segment holds no slash")
        if self.any_slash and self.rest and (self.rest.before or self.rest.after):
            raise ValueError("a splat with a text around it has no slash to leave out")
        if not self.segments and not self.rest:
            raise ValueError("a path has at least one segment, which may be empty")

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that can hold no slash."""
        captures = [item for item in self.segments if isinstance(item, Capture)]
        around = [text for item in captures for text in (item.before, item.after)]
        plain = [item for item in self.segments if isinstance(item, str)]
        return (*plain, *around, *([self.rest.before] if self.rest else []))

    @cached_property
    def path(self) -> str | None:
        """The one path that it is for, or None when it captures something; `any_slash` adds another."""
        plain = [item for item in self.segments if isinstance(item, str)]
        return None if self.rest or len(plain) < len(self.segments) else "/" + "/".join(plain)

    def __str__(self) -> str:
        """As people write it: `/a/:b/*`."""
        shown = [
            item if isinstance(item, str) else f"{item.before}:{item.name}{item.after}"
            for item in self.segments
        ]
        if self.rest:
            shown.append(f"{self.rest.before}*{self.rest.after}")
        return "/" + "/".join(shown)


def exact(path: str, *, any_slash: bool = False) -> Pattern:
    """The pattern of one path, which begins with `/`."""
    if not path.startswith("/"):
        raise ValueError(f"a path begins with `/`: {path!r}")
    return Pattern(tuple(path[1:].split("/")), any_slash=any_slash)


def names_of(pattern: Pattern) -> tuple[str, ...]:
    """What it captures, in the order of the path."""
    names = [item.name for item in pattern.segments if isinstance(item, Capture)]
    return (*names, *([pattern.rest.name] if pattern.rest else []))
