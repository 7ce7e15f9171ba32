"""All checks of a list of rules in one call, so that no caller forgets one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfront_functions.list_checks.journeys import find_journeys
from cloudfront_functions.list_checks.near_misses import find_near_misses
from cloudfront_functions.list_checks.pattern_index import PatternIndex
from cloudfront_functions.list_checks.unreached import find_unreached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cloudfront_functions.list_checks.remark import Remark
    from cloudfront_functions.rules import Conditions, Route

__all__ = ["check_routes"]


def check_routes(rules: Sequence[Route], *, hosts: Iterable[str] = ()) -> tuple[Remark, ...]:
    """What is wrong with a list as a whole, in the order of its rules.

    hosts: the site's own names, in lower case. A redirect to one of them comes back to this list, as does one
    to a host that a rule of the list is for.
    """
    index = PatternIndex()
    for place, rule in enumerate(rules):
        for when in cases_of(rule.when):
            index.add(rule.source, when, place)
    own = frozenset(hosts).union(*(rule.when.hosts for rule in rules if rule.when.hosts))
    found = tuple(find_unreached(rules, index))
    unreached = {item.index for item in found}
    others = (*find_journeys(rules, index, own), *find_near_misses(rules))
    # where a rule would lead, and what it resembles, is of no matter while it never acts
    found += tuple(item for item in others if item.index not in unreached)
    return tuple(sorted(found, key=lambda item: (item.index, item.kind, item.message)))


def cases_of(when: Conditions) -> Iterator[Conditions]:
    """The conditions, and those of one value of each list: where one of several hosts is known, they hold."""
    yield when
    for name in ("hosts", "countries", "languages"):
        values = getattr(when, name)
        yield from (replace(when, **{name: (value,)}) for value in values if len(values) > 1)
