"""Paths that somebody else chose: which of them may be trusted to mean what they say, and which to return to.

CloudFront hands the path on as the visitor wrote it. An origin, a proxy or a sign-in page may read it in
another way: `/public/../members/` is public to a pattern and private to nginx, `//evil.example` is a path
here and another site in a `Location`. A *plain* path can be read in one way only; every other path is
treated as if it needed a session, and is not returned to.
"""

from __future__ import annotations

from edge.responses import percent_encode

__all__ = ["LONGEST_RETURN", "decoded", "is_plain", "local_path", "return_path"]

LONGEST_RETURN = 2000
"""Characters of a return path once it is encoded; servers begin to refuse URLs a little above."""
HEX = frozenset("0123456789ABCDEFabcdef")
AMBIGUOUS = frozenset(b"%./;\\\x7f").union(range(0x20))
"""Bytes that must not hide in an escape: what ends, nests or climbs a path, and control characters."""
VISIBLE = frozenset(map(chr, range(0x21, 0x7F))) - frozenset('"<>\\^`{|}#')
"""Characters that may stand in a path or query as they are."""


def is_plain(path: str) -> bool:
    """Whether every reader of this path comes to the same place.

    No empty, `.` or `..` segment (also with `;parameters`, which some servers cut off), no backslash, no
    control character, and no escape that hides one of these.
    """
    if not path.startswith("/") or "//" in path or "\\" in path or not path.isprintable():
        return False
    if any(segment.partition(";")[0] in {".", ".."} for segment in path.split("/")):
        return False
    return not any(_is_ambiguous(escape) for escape in path.split("%")[1:])


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


def _is_ambiguous(escape: str) -> bool:
    """Whether what follows a `%` is no escape, or one that hides something."""
    digits = escape[:2]
    return len(digits) < 2 or not HEX.issuperset(digits) or int(digits, 16) in AMBIGUOUS


def _ascii(text: str) -> str:
    """Text with everything encoded that is not visible ASCII; escapes that are there stay as they are."""
    return "".join(char if char in VISIBLE else percent_encode(char) for char in text)
