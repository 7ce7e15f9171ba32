"""Rules that never act, since one before them takes everything that they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.list_checks.remark import Remark, remark, rule_at
from cloudfront_functions.rules import Answer, Redirect, Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloudfront_functions.list_checks.pattern_index import PatternIndex
    from cloudfront_functions.rules import Route

__all__ = ["find_unreached", "outcome_of"]


def find_unreached(rules: Sequence[Route], index: PatternIndex) -> Iterator[Remark]:
    """Duplicates, and rules in the shadow of an earlier one; `index` holds the whole list."""
    for place, rule in enumerate(rules):
        first = index.first_of(index.shapes[place], rule.when)
        if first is None or first >= place:
            continue
        earlier = rules[first]
        if (index.shapes[first], earlier.when) != (index.shapes[place], rule.when):
            yield remark(
                "shadowed",
                (place, rule),
                f"`{rule.source}` is never reached: {rule_at(earlier)} matches it first",
                help="put the narrower rule first, or take it away",
            )
        elif outcome_of(earlier) == outcome_of(rule):
            yield remark(
                "duplicate", (place, rule), f"`{rule.source}` says again what {rule_at(earlier)} says",
                help="take one of them away",
            )  # fmt: skip
        else:
            yield remark(
                "duplicate",
                (place, rule),
                f"`{rule.source}` is never reached: {rule_at(earlier)} has the same source, another target",
                help="decide which of them is meant",
            )


def outcome_of(rule: Route) -> tuple[object, ...]:
    """What a rule does, whatever it is for."""
    match rule:
        case Answer():
            return (rule.status, rule.headers, rule.body)
        case Redirect():
            return (rule.status, rule.target, rule.query)
        case Rewrite():
            return (rule.target, rule.query)
