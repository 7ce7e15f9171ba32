"""Path patterns with CloudFront's wildcards: `*` is any number of characters, `/` too, and `?` exactly one.

Fragments between the `*` are looked for once, from left to right; there is no backtracking that a long path
could blow up. Matching is case-sensitive and over the path as it came, as CloudFront does it but for one
thing: CloudFront normalises a path first (RFC 3986), here whoever decides about access does not accept such
a path at all.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
(read in a copy of 2026-04).
"""

from __future__ import annotations

__all__ = ["PathPattern"]


class PathPattern:
    """A pattern that is cut into its fragments once and then matches many paths."""

    __slots__ = ("_first", "_last", "_middle", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        first, *rest = text.split("*")
        self._first = first
        self._last = rest.pop() if rest else None
        self._middle = [fragment for fragment in rest if fragment]

    def matches(self, path: str) -> bool:
        """Whether the whole path is as the pattern says."""
        if self._last is None:
            return len(path) == len(self._first) and _stands(self._first, path, 0)
        start, end = len(self._first), len(path) - len(self._last)
        if start > end or not _stands(self._first, path, 0) or not _stands(self._last, path, end):
            return False
        for fragment in self._middle:
            found = _find(fragment, path[:end], start)
            if found < 0:
                return False
            start = found + len(fragment)
        return True


def _find(fragment: str, path: str, start: int) -> int:
    """Where the fragment first stands from `start` on, or -1."""
    if "?" not in fragment:
        return path.find(fragment, start)
    places = range(start, len(path) - len(fragment) + 1)
    return next((place for place in places if _stands(fragment, path, place)), -1)


def _stands(fragment: str, path: str, place: int) -> bool:
    """Whether the fragment stands at that place of a path that is long enough."""
    if "?" not in fragment:
        return path.startswith(fragment, place)
    window = path[place : place + len(fragment)]
    return len(window) == len(fragment) and all(
        want in ("?", seen) for want, seen in zip(fragment, window, strict=True)
    )
