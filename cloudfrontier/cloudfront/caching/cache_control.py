"""`Cache-Control` as an origin sends it, read leniently: what is not understood makes nothing cacheable.

1. Directive names have no case; several header lines are one list; the first of two equal directives counts.
2. A number that is none counts as 0, so that the object is stale at once (RFC 9111, section 4.2.1).
3. `no-cache` and `private` with field names, as in `no-cache="Set-Cookie"`, speak of these fields only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import MAX_AGE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CacheControl"]

_DIRECTIVE = re.compile(r'([^\s=,"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s,"]*))?[^,]*')


@dataclass(frozen=True)
class CacheControl:
    """Directives in lower case -> their argument, unquoted; None for a directive without one."""

    directives: Mapping[str, str | None] = field(default_factory=dict)

    @classmethod
    def parse(cls, lines: Iterable[str]) -> CacheControl:
        """Directives of all `Cache-Control` lines of a response."""
        directives: dict[str, str | None] = {}
        # Line by line, so that a quotation mark left open in one cannot swallow the `no-store` of the next.
        for found in (found for line in lines for found in _DIRECTIVE.finditer(line)):
            name, argument = found.groups()
            directives.setdefault(name.lower(), None if argument is None else argument.strip('"'))
        return cls(directives)

    def seconds(self, name: str) -> int | None:
        """The number that the directive gives, 100 years at most; None without the directive."""
        if name not in self.directives:
            return None
        argument = (self.directives[name] or "").lstrip("0")
        if not (argument.isascii() and argument.isdigit()):
            return 0
        return MAX_AGE.value if len(argument) > len(str(MAX_AGE.value)) else min(int(argument), MAX_AGE.value)

    @property
    def forbids_caching(self) -> bool:
        """Whether `no-store`, or `no-cache` or `private` about the whole response, is there."""
        return "no-store" in self.directives or any(
            name in self.directives and not self.directives[name] for name in ("no-cache", "private")
        )

    @property
    def keeps_set_cookie_out(self) -> bool:
        """Whether `no-cache="Set-Cookie"` is there: the object is stored, its `Set-Cookie` is not.

        Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html
        (read 2026-04).
        """
        named = self.directives.get("no-cache") or ""
        return "set-cookie" in (name.strip().lower() for name in named.split(","))
