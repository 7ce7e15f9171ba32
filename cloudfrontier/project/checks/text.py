"""Texts of HTTP that several tables hold: names of headers and cookies, values of headers, path patterns.

Sources: RFC 9110, sections 5.1, 5.5 and 5.6.2 (names and values of headers, tokens); RFC 6265, section 4.1.1
(names of cookies are tokens); draft-ietf-httpbis-rfc6265bis, section 4.1.3 (prefixes of such names).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.path_pattern import PathPattern
from cloudfrontier.project.mistake import Mistake, quoted, shown_path, unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloudfrontier.cloudfront.limits import Limit
    from cloudfrontier.project.positions import KeyPath

__all__ = [
    "at_most",
    "check_cookie",
    "check_header_names",
    "check_header_values",
    "check_patterns",
    "is_token",
]

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"(?:[!-~](?:[ \t!-~]*[!-~])?)?")
_PREFIXES = ("__Host-", "__Secure-")


def at_most(limit: Limit) -> str:
    """`at most 255 characters`."""
    return f"at most {limit.value:,} {limit.unit}"


def is_token(text: str) -> bool:
    """Whether the text may be the name of a header or a cookie."""
    return _TOKEN.fullmatch(text) is not None


def check_header_names(path: KeyPath, names: Iterable[str], *, at_key: bool = False) -> Iterator[Mistake]:
    """Names that are no tokens, or stand there twice but for case; `at_key`: they are keys of a table."""
    first: dict[str, str] = {}
    for index, name in enumerate(names):
        place = (*path, name if at_key else index)
        if not is_token(name):
            yield Mistake(place, f"{quoted(name)} is no name of a header", at_key)
        elif name.lower() in first:
            yield Mistake(place, f"`{name}` is the same header as `{first[name.lower()]}` before it", at_key)
        first.setdefault(name.lower(), name)


def check_header_values(path: KeyPath, headers: Mapping[str, str]) -> Iterator[Mistake]:
    """Values that are not one line of visible ASCII, which is all that every server reads alike."""
    for name, value in headers.items():
        if not _HEADER_VALUE.fullmatch(value):
            yield unfit((*path, name), value, "one line of visible ASCII, with no space at either end")


def check_cookie(path: KeyPath, name: str) -> Iterator[Mistake]:
    """A cookie's name that cannot be sent, that CloudFront drops, or whose prefix is misspelt."""
    if not is_token(name):
        yield unfit(path, name, "a cookie's name: letters, digits, `-`, `_` and the like")
    elif name.startswith("$"):
        # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html (read 2026-04)
        yield unfit(path, name, "a name without `$` in front: CloudFront drops such cookies")
    for prefix in _PREFIXES:
        if not name.lower().startswith(prefix.lower()):
            continue
        if not name.startswith(prefix):
            yield unfit(path, name, f"`{prefix}` in exactly this case: not every browser guards another")
        elif name == prefix:
            yield unfit(path, name, f"a name after `{prefix}`")


def check_patterns(path: KeyPath, patterns: Iterable[str]) -> Iterator[Mistake]:
    """Path patterns that CloudFront would not have; ours match as CloudFront's do."""
    for index, pattern in enumerate(patterns):
        for problem in PathPattern(pattern).problems():
            yield Mistake((*path, index), f"`{shown_path((*path, index))}`: {problem}")
