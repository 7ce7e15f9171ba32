"""Paths that somebody else chose: which of them may be trusted to mean what they say, and which to return to.

CloudFront hands the path on as the visitor wrote it. An origin, a proxy or a sign-in page may read it in
another way: `/public/../members/` is public to a pattern and private to nginx, `//evil.example` is a path
here and another site in a `Location`. A *plain* path can be read in one way only; every other path is
treated as if it needed a session, and is not returned to.

What is plain to all may still be less to some: Tomcat cuts off `;parameters`, Windows trailing dots and
spaces, Express does not tell capitals apart. So a path is open, or allowed by a rule, in every *reading*:
as it stands, with its escapes decoded, and *loosened* so that these differences are gone. `/secret;x.css` is
not one of `/*.css`, and `/Admin/` is one of `/admin/*`. An origin that reads on behind a file's name (PHP's
PATH_INFO) or folds further characters cannot be guarded so: name folders, not endings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.patterns import PathPattern
from edge.responses import percent_encode

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST_RETURN", "Paths", "decoded", "is_plain", "local_path", "loosened", "return_path"]

LONGEST_RETURN = 2000
"""Characters of a return path once it is encoded; servers begin to refuse URLs a little above."""
HEX = frozenset("0123456789ABCDEFabcdef")
AMBIGUOUS = frozenset(b"%./;\\\x7f").union(range(0x20))
"""Bytes that must not hide in an escape: what ends, nests or climbs a path, and control characters."""
FOLDED = {
    **dict.fromkeys((0xFF0E, 0x2024, 0xFE52), "."),
    **dict.fromkeys((0xFF0F, 0x2044, 0x2215, 0xFF3C, 0xFE68), "/"),
    **dict.fromkeys((0xFF1B, 0xFE54), ";"),
}
"""Wide and small forms, which Windows takes for what they resemble where it has to do with fewer characters
(a *best fit*: http://archives.miloush.net/michkap/archive/2005/02/13/371895.html, read 2026-11)."""
VISIBLE = frozenset(map(chr, range(0x21, 0x7F))) - frozenset('"<>\\^`{|}#')
"""Characters that may stand in a path or query as they are."""


class Paths:
    """Path patterns that access depends on."""

    __slots__ = ("_exact", "_loose")

    def __init__(self, patterns: Iterable[str]) -> None:
        texts = tuple(patterns)
        self._exact = tuple(map(PathPattern, texts))
        self._loose = tuple(PathPattern(_cut(text.translate(FOLDED)).lower()) for text in texts)

    def match(self, path: str, *, loosely: bool = False) -> bool:
        """Whether one of them takes the path; `loosely`: it was loosened."""
        return any(pattern.matches(path) for pattern in (self._loose if loosely else self._exact))

    def cover(self, path: str) -> bool:
        """Whether they take a plain path however it is read."""
        plain = decoded(path)
        read = self.match(path) and (plain == path or self.match(plain))
        return read and self.match(loosened(plain), loosely=True)


def is_plain(path: str) -> bool:
    """Whether every reader of this path comes to the same place.

    No empty, `.` or `..` segment (also with `;parameters`, which some servers cut off, or dots and spaces
    behind), no backslash, no control character, no escape that hides one of these or is no UTF-8.
    """
    if not path.startswith("/") or "//" in path or "\\" in path or not path.isprintable():
        return False
    if "%" in path:
        if any(_is_ambiguous(escape) for escape in path.split("%")[1:]):
            return False
        path = decoded(path)
        if "\ufffd" in path:
            return False  # also overlong UTF-8, which some read as what it is too long for
    if not path.isascii():
        path = path.translate(FOLDED)
        if "//" in path:
            return False
    return not any(segment and not _cut(segment) for segment in path.split("/"))


def return_path(path: str, querystring: str) -> str:
    """Where to go back to: path and query of this site in visible ASCII; `/` where the path is not plain.

    A query that makes it too long is left out, and so is then a path.
    """
    if not is_plain(path):
        return "/"
    bare = _ascii(path)
    whole = f"{bare}?{_ascii(querystring)}" if querystring else bare
    return next((text for text in (whole, bare) if len(percent_encode(text)) <= LONGEST_RETURN), "/")


def local_path(target: str) -> str:
    """A return path that somebody sent, as far as it leads to a plain path of this site; `/` otherwise."""
    path, _, querystring = target.partition("#")[0].partition("?")
    return return_path(path, querystring)


def decoded(path: str) -> str:
    """A plain path with its escapes decoded, as an origin may read it."""
    if "%" not in path:
        return path
    first, *escapes = path.encode(errors="replace").split(b"%")
    data = first + b"".join(bytes([int(escape[:2], 16)]) + escape[2:] for escape in escapes)
    return data.decode(errors="replace")


def loosened(plain: str) -> str:
    """A decoded path as the least particular origin reads it."""
    path = plain.partition("?")[0].partition("#")[0]
    return _cut(path if path.isascii() else path.translate(FOLDED)).lower()


def _cut(path: str) -> str:
    """Without parameters, and dots and spaces, at the end of segments."""
    if not any(char in path for char in ";. "):
        return path
    return "/".join(segment.partition(";")[0].rstrip(". ") for segment in path.split("/"))


def _is_ambiguous(escape: str) -> bool:
    """Whether what follows a `%` is no escape, or one that hides something."""
    digits = escape[:2]
    return len(digits) < 2 or not HEX.issuperset(digits) or int(digits, 16) in AMBIGUOUS


def _ascii(text: str) -> str:
    """Text with everything encoded that is not visible ASCII; escapes that are there stay as they are."""
    return "".join(char if char in VISIBLE else percent_encode(char) for char in text)
