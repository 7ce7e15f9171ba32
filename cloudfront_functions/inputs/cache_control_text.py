"""Values of Cache-Control as responses have them, read so that a slip of the pen does not ship.

Source: RFC 9111, section 5.2.2; RFC 5861 (stale-*); RFC 8246 (immutable). A cache ignores what it does not
know, so a name that is misspelt would be ignored in silence.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

__all__ = ["problem_of_cache_control"]

WITH_SECONDS = frozenset({"max-age", "s-maxage", "stale-while-revalidate", "stale-if-error"})
MAY_NAME_HEADERS = frozenset({"no-cache", "private"})
BARE = frozenset({
    "immutable", "must-revalidate", "must-understand", "no-store", "no-transform", "proxy-revalidate",
    "public",
})  # fmt: skip
KNOWN = sorted(WITH_SECONDS | MAY_NAME_HEADERS | BARE)
PART = re.compile(r'([a-z-]+)(?:=("[!#-\[\]-~, ]*"|[^",\s]+))?')


def problem_of_cache_control(value: str) -> str:
    """Why a value does not say what it should, or nothing."""
    names: dict[str, str | None] = {}
    for part in re.split(r',\s*(?=(?:[^"]*"[^"]*")*[^"]*$)', value.strip()):
        found = PART.fullmatch(part.strip().lower())
        name = found[1] if found else part
        if found is None or name not in KNOWN:
            near = get_close_matches(name, KNOWN, n=1)
            return f"`{part}` is no directive of Cache-Control" + (
                f"; did you mean `{near[0]}`?" if near else ""
            )
        if name in WITH_SECONDS and not (found[2] or "").isdecimal():
            return f"`{name}` takes seconds, such as `{name}=3600`"
        if name in BARE and found[2] is not None:
            return f"`{name}` takes no value"
        if name in names:
            return f"`{name}` stands there twice"
        names[name] = found[2]
    return contradiction(names)


def contradiction(names: dict[str, str | None]) -> str:
    """Two directives of which one takes away what the other says, or nothing."""
    if "public" in names and "private" in names:
        return "`public` and `private` contradict each other"
    lasting = {name for name in WITH_SECONDS if names.get(name, "0") != "0"} | ({"immutable"} & names.keys())
    if "no-store" in names and lasting:
        return f"nothing is kept under `no-store`, so `{min(lasting)}` says nothing"
    return ""
