"""Cache-Control of responses, by path and by extension, for browsers and caches between.

1. Rules by path come first, in their order; the first that matches decides. Then the extension: what follows
   the last dot of the last segment, in lower case, where something stands before that dot. Then `otherwise`.
   Where nothing decides, the response keeps what it has.
2. The path is the one that the viewer-response event shows: as a viewer-request function has rewritten it.
3. `keep`: a response that has a Cache-Control already keeps it.
4. CloudFront has cached the object by then: its own TTLs come from what the origin sent and the cache policy.
"""

from __future__ import annotations

from dataclasses import dataclass

from cloudfront_functions.rules.pattern import Pattern

__all__ = ["CacheControl"]


@dataclass(frozen=True, kw_only=True)
class CacheControl:
    """Values by pattern and by extension (lower case, no dot); `otherwise` empty: leave the rest alone."""

    paths: tuple[tuple[Pattern, str], ...] = ()
    extensions: tuple[tuple[str, str], ...] = ()
    otherwise: str = ""
    keep: bool = False
