"""How messages name things: behaviors by their patterns, functions by their kinds, lists as in a sentence."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config.members import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.distribution_config import AttachedFunction, BehaviorConfig
    from cloudfrontier.cloudfront.events import Kind

__all__ = ["behavior_named", "function_named", "listing", "meant", "short"]

_KINDS: dict[Kind, str] = {"function": "CloudFront Function", "handler": "Lambda@Edge function"}
_MOST_LISTED = 5


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


def meant(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'site'?`, or nothing."""
    near = difflib.get_close_matches(name[:64], [item[:64] for item in known], n=1)
    return f"; did you mean {short(near[0])}?" if near else ""
