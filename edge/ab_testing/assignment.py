"""Which variant a visitor is in: experiments and a visit in, assignments out. No state, no dice, no clock.

1. An experiment does not concern a path that it does not run on.
2. Whoever tests has what they asked for, also where the experiment is stopped, has not begun, or leaves out
   visitors like them; only the country is still asked, at the origin.
3. Who is not in the audience, and everybody before the start, after the end and while it is stopped, is in
   no variant.
4. A variant that the operators have set for everyone comes before what a visitor had. Else a cookie that
   names a variant of the experiment is kept, so that a change of weights moves nobody. One that names none
   (forged, or of a variant that was removed) is as good as no cookie.
5. Otherwise the visitor's id is hashed: first to a place in the namespace, then to a position in [0, 1), and
   the variant whose range holds it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.ab_testing.buckets import choose_variation, in_namespace
from edge.ab_testing.hashing import Seeds, position
from edge.ab_testing.targeting import Audience

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Literal

    from edge.ab_testing.experiment import Experiment, Variant
    from edge.ab_testing.visit import Visit

    Why = Literal["forced", "everyone", "kept", "drawn"]
    ReadSticky = Callable[[Experiment, str, str], "Variant | None"]

__all__ = ["Assigner", "Assignment", "plain_sticky"]

LEAVES_OUT_BOTS = Audience()
"""The audience of an experiment that says nothing of it; countries are asked at the origin."""


class Assignment(NamedTuple):
    """The variant that a visitor is in."""

    experiment: Experiment
    variant: Variant
    why: Why


def plain_sticky(experiment: Experiment, value: str, _visitor: str) -> Variant | None:
    """The variant that a sticky cookie names."""
    return experiment.variant(value)


class Assigner:
    """Experiments that are ready to be drawn; `read_sticky` says which variant a cookie's value names."""

    __slots__ = ("_prepared", "_read_sticky", "_seeds", "experiments")

    def __init__(self, experiments: Sequence[Experiment], *, read_sticky: ReadSticky = plain_sticky) -> None:
        self.experiments = tuple(experiments)
        self._read_sticky = read_sticky
        self._seeds = Seeds([item.seed for item in self.experiments if item.hash_version == 2])
        self._prepared = tuple(_prepared(self.experiments))

    def assign(self, visit: Visit) -> list[Assignment]:
        """The assignments of the experiments that concern the visit, in order."""
        assigned = []
        positions: list[float] = []
        path, now, forced, sent = visit.path, visit.now, visit.forced, visit.cookies
        for experiment, is_everywhere, is_plain, number in self._prepared:
            if not is_everywhere and not experiment.runs_on(path):
                continue
            if forced and experiment.id in forced:
                assigned.append(Assignment(experiment, forced[experiment.id], "forced"))
                continue
            if not experiment.running or not experiment.start <= now < experiment.end:
                continue
            if visit.is_bot if is_plain else not experiment.audience.admits(visit):
                continue
            found = None
            if experiment.everyone is not None:
                found = Assignment(experiment, experiment.everyone, "everyone")
            elif experiment.cookie in sent:
                found = self._kept(experiment, visit)
            if found is None:
                positions = positions or self._seeds.positions(visit.visitor.id)
                found = _drawn(experiment, visit, positions[number] if number >= 0 else None)
            if found is not None:
                assigned.append(found)
        return assigned

    def stale(self, visit: Visit) -> list[Experiment]:
        """The experiments on the path whose cookie is there and names no variant."""
        sent = [item for item in self.experiments if item.cookie in visit.cookies]
        return [item for item in sent if item.runs_on(visit.path) and not self._kept(item, visit)]

    def _kept(self, experiment: Experiment, visit: Visit) -> Assignment | None:
        for value in visit.cookies[experiment.cookie]:
            variant = self._read_sticky(experiment, value, visit.visitor.id)
            if variant is not None:
                return Assignment(experiment, variant, "kept")
        return None


def _drawn(experiment: Experiment, visit: Visit, place: float | None) -> Assignment | None:
    visitor = visit.visitor.id
    if experiment.namespace is not None and not in_namespace(visitor, experiment.namespace):
        return None
    if place is None:
        place = position(experiment.seed, visitor, experiment.hash_version)
    index = -1 if place is None else choose_variation(place, experiment.ranges)
    if index < 0:
        return None
    return Assignment(experiment, experiment.variants[index], "drawn")


def _prepared(experiments: Sequence[Experiment]) -> Iterator[tuple[Experiment, bool, bool, int]]:
    """Each with whether it runs on all paths and leaves out bots alone, and its number among the seeds."""
    number = 0
    for item in experiments:
        is_everywhere = any(pattern.text in ("*", "/*") for pattern in item.paths)
        hashed_twice = item.hash_version == 2
        yield item, is_everywhere, item.audience == LEAVES_OUT_BOTS, number if hashed_twice else -1
        number += hashed_twice
