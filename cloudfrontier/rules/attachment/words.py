"""How messages name things: behaviors by their patterns, functions by their kinds, lists as in a sentence."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config.members import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.distribution_config import AttachedFunction, BehaviorConfig
    from cloudfrontier.cloudfront.events import Kind

__all__ = ["behavior_named", "function_named", "listing", "meant", "short"]

_KINDS: dict[Kind, str] = {"function": "CloudFront Function", "handler": "Lambda@Edge function"}
_MOST_LISTED = 5
_MOST_HINTS = 5
_MOST_KNOWN = 100
_LONGEST_NAME = 64


def behavior_named(behavior: BehaviorConfig) -> str:
    """`the default behavior`, or `behavior '/members/*'`."""
    return "the default behavior" if behavior.is_default else f"behavior {short(behavior.path_pattern)}"


def function_named(item: AttachedFunction) -> str:
    """`Lambda@Edge function gate`; a name that is not known is its ARN, in quotes already."""
    return f"{_KINDS[item.kind]} {item.name}"


def listing(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; of many only the first."""
    known = list(names)
    if len(known) > _MOST_LISTED:
        known[_MOST_LISTED - 1 :] = [f"{len(known) - _MOST_LISTED + 1} more"]
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))


def meant(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """For each name `; did you mean 'site'?`, or nothing; of many names only the first are compared."""
    near = [item[:_LONGEST_NAME] for item in islice(known, _MOST_KNOWN)]
    found = {}
    for name in islice(dict.fromkeys(names), _MOST_HINTS):
        alike = difflib.get_close_matches(name[:_LONGEST_NAME], near, n=1)
        found[name] = f"; did you mean {short(alike[0])}?" if alike else ""
    return found
