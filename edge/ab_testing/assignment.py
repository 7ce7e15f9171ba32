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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from edge.ab_testing.experiment import Experiment, Variant
    from edge.ab_testing.visit import Visit

    Why = Literal["forced", "everyone", "kept", "drawn"]
    ReadSticky = Callable[[Experiment, str, str], "Variant | None"]

__all__ = ["Assigner", "Assignment", "plain_sticky"]


class Assignment(NamedTuple):
    """The variant that a visitor is in."""

    experiment: Experiment
    variant: Variant
    why: Why
    ignored: bool = False
    """A cookie was there, and named no variant."""


def plain_sticky(experiment: Experiment, value: str, _visitor: str) -> Variant | None:
    """The variant that a sticky cookie names."""
    return experiment.variant(value)


class Assigner:
    """Experiments that are ready to be drawn; `read_sticky` says which variant a cookie's value names."""

    __slots__ = ("_places", "_read_sticky", "_seeds", "experiments")

    def __init__(self, experiments: Sequence[Experiment], *, read_sticky: ReadSticky = plain_sticky) -> None:
        self.experiments = tuple(experiments)
        self._read_sticky = read_sticky
        hashed_twice = [item for item in self.experiments if item.hash_version == 2]
        self._places = {item.id: place for place, item in enumerate(hashed_twice)}
        self._seeds = Seeds([item.seed for item in hashed_twice])

    def assign(self, visit: Visit) -> list[Assignment]:
        """The assignments of the experiments that concern the visit, in order."""
        assigned = []
        positions: list[float] = []
        for experiment in self.experiments:
            if not experiment.runs_on(visit.path):
                continue
            item = _set(experiment, visit)
            if item is None and _is_open(experiment, visit):
                item = self._kept(experiment, visit)
                if item is None:
                    positions = positions or self._seeds.positions(visit.visitor.id)
                    item = self._drawn(experiment, visit, positions)
            if item is not None:
                assigned.append(item)
        return assigned

    def _kept(self, experiment: Experiment, visit: Visit) -> Assignment | None:
        for value in visit.cookies.get(experiment.cookie, ()):
            variant = self._read_sticky(experiment, value, visit.visitor.id)
            if variant is not None:
                return Assignment(experiment, variant, "kept")
        return None

    def _drawn(self, experiment: Experiment, visit: Visit, positions: Sequence[float]) -> Assignment | None:
        visitor = visit.visitor.id
        if experiment.namespace is not None and not in_namespace(visitor, experiment.namespace):
            return None
        if experiment.hash_version == 2:
            place: float | None = positions[self._places[experiment.id]]
        else:
            place = position(experiment.seed, visitor, experiment.hash_version)
        index = -1 if place is None else choose_variation(place, experiment.ranges)
        if index < 0:
            return None
        ignored = experiment.cookie in visit.cookies
        return Assignment(experiment, experiment.variants[index], "drawn", ignored)


def _set(experiment: Experiment, visit: Visit) -> Assignment | None:
    forced = visit.forced.get(experiment.id)
    if forced is not None:
        return Assignment(experiment, forced, "forced")
    if experiment.everyone is not None and _is_open(experiment, visit):
        return Assignment(experiment, experiment.everyone, "everyone")
    return None


def _is_open(experiment: Experiment, visit: Visit) -> bool:
    return (
        experiment.running
        and experiment.start <= visit.now < experiment.end
        and experiment.audience.admits(visit)
    )
