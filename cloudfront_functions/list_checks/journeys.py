"""Where a visitor ends who is sent from rule to rule: round for ever, or at a target worth writing down.

A browser that is sent to a path of this site comes back with a request of its own, to which the list is
applied anew. What is said here holds for every path that the first rule takes; where only some of them, or
only some visitors, are sent on, that is a note.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cloudfront_functions.list_checks.follow import Arrival, arrival_of, filled, filled_target
from cloudfront_functions.list_checks.meetings import Meetings
from cloudfront_functions.list_checks.pattern_index import PatternIndex
from cloudfront_functions.list_checks.remark import Remark, remark, rule_at
from cloudfront_functions.rules import Redirect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloudfront_functions.rules import Conditions, Route

__all__ = ["find_journeys"]

FOLLOWED = 20
"""How many redirects browsers follow: https://fetch.spec.whatwg.org/#http-redirect-fetch (read 2026-11)."""


@dataclass(frozen=True)
class Next:
    """The redirect that always takes a target, and one that may take it before."""

    always: int | None
    perhaps: int | None


@dataclass(eq=False, slots=True)
class Leg:
    """What becomes of a visitor at one path: the rule that sends it on, to where, and what comes then."""

    step: int | None = None
    target: str = ""
    arrival: Arrival | None = None
    onward: Leg | None = None


@dataclass
class Map:
    """The legs that are known already, so that each is worked out once."""

    index: PatternIndex
    own: frozenset[str]
    legs: dict[Arrival, Leg] = field(default_factory=dict)
    end: Leg = field(default_factory=Leg)

    def leg(self, arrival: Arrival, rules: Sequence[Route]) -> Leg | None:
        """The leg of those who arrive at one path; None: they arrive at many."""
        if arrival in self.legs:
            return self.legs[arrival]
        if arrival.shape.path is None:
            return None
        step = self.index.first(arrival.shape, arrival.when)
        rule = rules[step] if step is not None else None
        made = self.end
        if isinstance(rule, Redirect):
            sent = replace(rule, target=filled_target(rule, arrival.shape.path))
            made = Leg(step, str(sent.target), arrival_of(sent, self.own, known=arrival.when))
        self.legs[arrival] = made
        return made

    def onward(self, leg: Leg, rules: Sequence[Route]) -> Leg | None:
        """What comes after a leg."""
        leg.onward = self.end if leg.arrival is None else self.leg(leg.arrival, rules)
        return leg.onward


@dataclass(frozen=True)
class Walk:
    """The rules that send a visitor on in turn, the target of the last, and the loop they end in."""

    way: list[int]
    target: str
    loop: list[int] = field(default_factory=list)


def find_journeys(rules: Sequence[Route], index: PatternIndex, own: frozenset[str]) -> Iterator[Remark]:
    """Loops, chains and targets that are redirected again; `own`: the hosts that this list answers for."""
    after = [next_of(rule, rules, index, own) for rule in rules]
    always = [step.always for step in after]
    in_loops: set[int] = set()
    known, meetings = Map(index, own), Meetings(rules, index)
    walks = {place: walk(place, rules, known) for place, step in enumerate(after) if step.always is not None}
    for loop in (*loops(always), *(found.loop for found in walks.values() if found and found.loop)):
        if not in_loops.issuperset(loop):
            in_loops.update(loop)
            yield loop_remark(rules, loop)
    for place, step in enumerate(after):
        if place in in_loops:
            continue
        if step.always is not None:
            way = walks[place] or symbolic_walk(place, rules, always, in_loops)
            yield chain_remark((place, rules[place]), rules, way, in_loops)
        elif (
            taker := partly_taken(place, meetings, own) if step.perhaps is None else step.perhaps
        ) is not None:
            yield remark(
                "again",
                (place, rules[place]),
                f"some visitors whom `{rules[place].source}` sends on are sent on again by"
                f" {rule_at(rules[taker])}",
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


def partly_taken(place: int, meetings: Meetings, own: frozenset[str]) -> int | None:
    """A redirect that takes some of the paths that a rule with a splat or a placeholder leads to."""
    rules = meetings.rules
    rule = rules[place]
    arrival = arrival_of(rule, own) if isinstance(rule, Redirect) else None
    if arrival is None or arrival.shape.path is not None:
        return None
    taken = meetings.index.first(arrival.shape, arrival.when)
    found = (
        other
        for other in meetings.with_some_of(arrival.shape)
        if isinstance(rules[other], Redirect)
        and (other != place and (taken is None or other < taken))
        and may_hold(rules[other].when, rule, arrival.when)
    )
    return next(found, None)


def may_hold(wanted: Conditions, rule: Route, known: Conditions) -> bool:
    """Whether conditions may hold for a visitor whom a rule has sent on, of whom that much is known."""
    if wanted.hosts and not set(wanted.hosts) & set(known.hosts):
        return False
    if not set(wanted.headers) <= set(known.headers):
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
            yield lowest_first(way[way.index(place) :])
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
    place: tuple[int, Route], rules: Sequence[Route], walked: Walk, in_loops: set[int]
) -> Remark:
    """The remark on a rule whose target another one redirects, with the target at the end."""
    source, then = place[1].source, rule_at(rules[walked.way[0]])
    looping = next((step for step in walked.way if step in in_loops), None)
    if looping is not None:
        message = f"`{source}` leads into the loop of {rule_at(rules[looping])}"
        return remark("chain", place, message, help="take a rule of the loop away")
    if len(walked.way) == FOLLOWED:
        message = f"`{source}` is redirected {FOLLOWED} times and more, from {then} on"
        return remark("chain", place, message, help="browsers give up; name the last target")
    message = f"`{source}` is redirected {len(walked.way) + 1} times: {then} takes its target"
    return remark("chain", place, message, help=f"make its target `{walked.target}`")


def walk(place: int, rules: Sequence[Route], known: Map) -> Walk | None:
    """The way of a visitor whom a rule sends to one path; None: it sends visitors to many."""
    rule = rules[place]
    if not isinstance(rule, Redirect) or (arrival := arrival_of(rule, known.own)) is None:
        return None
    way: list[int] = []
    passed: dict[int, int] = {}
    target, leg = str(rule.target), known.leg(arrival, rules)
    if leg is None:
        return None
    while leg.step is not None and len(way) < FOLLOWED:
        if id(leg) in passed:
            return Walk(way, target, lowest_first(way[passed[id(leg)] :]))
        passed[id(leg)] = len(way)
        way.append(leg.step)
        target = leg.target
        leg = leg.onward or known.onward(leg, rules)
        if leg is None:
            return None
    return Walk(way, target)


def symbolic_walk(
    place: int, rules: Sequence[Route], after: Sequence[int | None], in_loops: set[int]
) -> Walk:
    """The way of all visitors whom a rule sends on, as far as all of them go it."""
    rule = rules[place]
    target = str(rule.target) if isinstance(rule, Redirect) else ""
    way: list[int] = []
    step = after[place]
    while step is not None and len(way) < FOLLOWED:
        way.append(step)
        taker = rules[step]
        target = filled(taker, target) if isinstance(taker, Redirect) else target
        step = None if step in in_loops else after[step]
    return Walk(way, target)


def lowest_first(loop: list[int]) -> list[int]:
    """A loop from its lowest place on."""
    lowest = loop.index(min(loop))
    return loop[lowest:] + loop[:lowest]
