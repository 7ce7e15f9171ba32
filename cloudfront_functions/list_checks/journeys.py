"""Where a visitor ends who is sent from rule to rule: round for ever, or at a target worth writing down.

A browser that is sent to a path of this site comes back with a request of its own, to which the list is
applied anew. What is said here holds for every path that the first rule takes; where only some of them, or
only some visitors, are sent on, that is a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.list_checks.follow import arrival_of, filled
from cloudfront_functions.list_checks.remark import Remark, remark, rule_at
from cloudfront_functions.rules import Redirect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloudfront_functions.list_checks.pattern_index import PatternIndex
    from cloudfront_functions.rules import Conditions, Route

__all__ = ["find_journeys"]

FOLLOWED = 20
"""How many redirects browsers follow: https://fetch.spec.whatwg.org/#http-redirect-fetch (read 2026-11)."""


@dataclass(frozen=True)
class Next:
    """The redirect that always takes a target, and one that may take it before."""

    always: int | None
    perhaps: int | None


def find_journeys(rules: Sequence[Route], index: PatternIndex, own: frozenset[str]) -> Iterator[Remark]:
    """Loops, chains and targets that are redirected again; `own`: the hosts that this list answers for."""
    after = [next_of(rule, rules, index, own) for rule in rules]
    always = [step.always for step in after]
    in_loops: set[int] = set()
    for loop in loops(always):
        in_loops.update(loop)
        yield loop_remark(rules, loop)
    for place, step in enumerate(after):
        if place in in_loops:
            continue
        if step.always is not None:
            yield chain_remark(rules, place, always, in_loops)
        elif step.perhaps is not None:
            yield remark(
                "again",
                (place, rules[place]),
                f"some visitors whom `{rules[place].source}` sends on are sent on again by"
                f" {rule_at(rules[step.perhaps])}",
                help="nothing to do if that is meant",
            )


def next_of(rule: Route, rules: Sequence[Route], index: PatternIndex, own: frozenset[str]) -> Next:
    """What takes the target of a rule."""
    arrival = arrival_of(rule, own) if isinstance(rule, Redirect) else None
    if arrival is None:
        return Next(None, None)
    found = tuple(index.taking(arrival.shape))
    if not found:
        return Next(None, None)
    taken = (entries.under(arrival.when) for entries in found)
    always = min((place for place in taken if place is not None), default=None)
    first = min(entries.first for entries in found)
    perhaps = first if always is None or first < always else None
    if perhaps is not None and not may_hold(rules[perhaps].when, rule, arrival.when):
        perhaps = None
    return Next(
        always if always is not None and isinstance(rules[always], Redirect) else None,
        perhaps if perhaps is not None and isinstance(rules[perhaps], Redirect) else None,
    )


def may_hold(wanted: Conditions, rule: Route, known: Conditions) -> bool:
    """Whether conditions may hold for a visitor whom a rule has sent on, of whom that much is known."""
    if not (set(wanted.hosts) <= set(known.hosts) and set(wanted.headers) <= set(known.headers)):
        return False
    if not isinstance(rule, Redirect) or rule.target.query or rule.query == "all":
        return True
    gone = {match.name for match in rule.when.query}
    return all(rule.query == "others" and match.name not in gone for match in wanted.query)


def loops(after: Sequence[int | None]) -> Iterator[list[int]]:
    """The cycles of a list in which each item leads to one other at most, each from its lowest place on."""
    state = [0] * len(after)
    for start in range(len(after)):
        way: list[int] = []
        place: int | None = start
        while place is not None and state[place] == 0:
            state[place] = 1
            way.append(place)
            place = after[place]
        if place is not None and state[place] == 1:
            loop = way[way.index(place) :]
            lowest = loop.index(min(loop))
            yield loop[lowest:] + loop[:lowest]
        for seen in way:
            state[seen] = 2


def loop_remark(rules: Sequence[Route], loop: Sequence[int]) -> Remark:
    """The remark on a loop, at its first rule."""
    first = rules[loop[0]]
    if len(loop) == 1 and isinstance(first, Redirect):
        message = (
            f"`{first.source}` matches its own target `{first.target}`: visitors would go round for ever"
        )
        return remark("loop", (loop[0], first), message, help="give it a target that it does not match")
    shown = [rule_at(rules[place]) for place in loop[:5]] + (["..."] if len(loop) > 5 else [])
    message = f"visitors would go round for ever: {' -> '.join(shown)} -> `{first.source}`"
    return remark("loop", (loop[0], first), message, help="take one of these rules away")


def chain_remark(
    rules: Sequence[Route], place: int, after: Sequence[int | None], in_loops: set[int]
) -> Remark:
    """The remark on a rule whose target another one redirects, with the target at the end."""
    first = rules[place]
    way = way_from(place, after, in_loops)
    then = rule_at(rules[way[0]])
    if way[-1] in in_loops:
        message = f"`{first.source}` leads into the loop of {rule_at(rules[way[-1]])}"
        return remark("chain", (place, first), message, help="take a rule of the loop away")
    message = f"`{first.source}` is redirected {len(way) + 1} times: {then} takes its target"
    if len(way) == FOLLOWED:
        message = f"`{first.source}` is redirected {FOLLOWED} times and more, from {then} on"
        return remark("chain", (place, first), message, help="browsers give up; name the last target")
    target = str(first.target) if isinstance(first, Redirect) else ""
    for step in way:
        rule = rules[step]
        target = filled(rule, target) if isinstance(rule, Redirect) else target
    return remark("chain", (place, first), message, help=f"make its target `{target}`")


def way_from(place: int, after: Sequence[int | None], in_loops: set[int]) -> list[int]:
    """The rules behind a rule, to the last, the first of a loop, or as many as browsers follow."""
    way: list[int] = []
    step = after[place]
    while step is not None and len(way) < FOLLOWED:
        way.append(step)
        step = None if step in in_loops else after[step]
    return way
