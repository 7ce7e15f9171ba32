"""Which cookies and query strings a policy means: a word of the API and a list of names, for one request.

Names are compared exactly and case counts; `*` in a name is only a character, as AWS says for policies, but
for the lists of cookies of the legacy cache settings.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html,
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html and
.../understanding-how-origin-request-policies-and-cache-policies-work-together.html (read 2026-04).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.path_pattern import wildcard_regex
from cloudfrontier.simulator.wire.cookies import cookie_pairs

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from cloudfrontier.cloudfront.cache_policy import ItemSelection
    from cloudfrontier.cloudfront.message import Request

__all__ = ["either", "is_selected", "selected_cookies", "selected_query", "wildcards"]


def is_selected(selection: ItemSelection, name: str) -> bool:
    """Whether one policy selects the cookie or parameter of that name."""
    match selection.behavior:
        case "all":
            return True
        case "whitelist":
            return _is_listed(selection, name)
        case "allExcept":
            return not _is_listed(selection, name)
    return False


def _is_listed(selection: ItemSelection, name: str) -> bool:
    if not selection.has_wildcards:
        return name in selection.names
    return any(wildcards(pattern).fullmatch(name) for pattern in selection.names)


@lru_cache(maxsize=1024)
def wildcards(pattern: str) -> re.Pattern[str]:
    """The pattern with `*` and `?`, compiled once."""
    return wildcard_regex(pattern)


def either(cached: ItemSelection, forwarded: ItemSelection | None) -> Callable[[str], bool]:
    """Whether a name reaches the origin: AWS's table of cache policy against origin request policy.

    One of them is enough, except that two `allExcept` lists are both kept out.
    """
    if forwarded is None:
        return lambda name: is_selected(cached, name)
    if cached.behavior == forwarded.behavior == "allExcept":
        return lambda name: is_selected(cached, name) and is_selected(forwarded, name)
    return lambda name: is_selected(cached, name) or is_selected(forwarded, name)


def selected_query(request: Request, wanted: Callable[[str], bool]) -> str:
    """The wanted parameters as sent and in their order; AWS knows `&` as the only delimiter."""
    parts = request.querystring.split("&") if request.querystring else []
    return "&".join(part for part in parts if wanted(part.partition("=")[0]))


def selected_cookies(request: Request, wanted: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    """The wanted cookies sorted by name; CloudFront drops names that start with `$`."""
    pairs = cookie_pairs(request.headers.get_all("cookie"))
    kept = (pair for pair in pairs if wanted(pair[0]) and not pair[0].startswith("$"))
    return tuple(sorted(kept, key=lambda pair: pair[0]))
