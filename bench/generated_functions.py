"""Whole functions of generated steps, each with events for it: the kinds of rules alone and together.

A new kind of steps is one more entry of `SOURCES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bench.chance import often
from bench.generated_events import request_event, response_event
from bench.generated_experiments import experiment_event, experiments, visitors
from bench.generated_guards import guard_steps, guarded, header_steps
from bench.generated_own import own_steps
from bench.generated_rules import request_steps, response_steps
from bench.generated_visits import visit_event, visit_steps
from cloudfront_functions.rules.experiments import ExperimentCookies, Experiments

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from cloudfront_functions.rules import Step
    from cloudfront_functions.spec import ViewerEvent

__all__ = ["SOURCES", "Generated", "generated_function"]


class Generated(NamedTuple):
    """Steps of one event; `events` of them are drawn with the same source of chance."""

    event: ViewerEvent
    steps: tuple[Step, ...]
    make_event: Callable[[Random], dict[str, Any]]


def routes(chance: Random) -> Generated:
    """Lists of redirects, rewrites and answers."""
    steps = (*request_steps(chance, most=30), *own_steps(chance, "viewer-request"))
    return Generated("viewer-request", steps, lambda drawn: request_event(drawn, steps))


def visits(chance: Random) -> Generated:
    """Everything of a request, behind guards or not."""
    guards = guard_steps(chance, crypto=often(chance, 50)) if often(chance, 40) else ()
    steps = (*visit_steps(chance), *guards, *own_steps(chance, "viewer-request"))
    if not guards:
        return Generated("viewer-request", steps, lambda drawn: visit_event(drawn, steps))
    return Generated("viewer-request", steps, lambda drawn: guarded(drawn, visit_event(drawn, steps), steps))


def responses(chance: Random) -> Generated:
    """Headers of responses."""
    more = header_steps(chance) if often(chance, 50) else ()
    steps = (*response_steps(chance), *more, *own_steps(chance, "viewer-response"))
    return Generated(
        "viewer-response", steps, lambda drawn: guarded(drawn, response_event(drawn, steps), steps)
    )


def trials(chance: Random) -> Generated:
    """Experiments at either event, with what runs before and behind them."""
    listed, names = experiments(chance), visitors(chance)
    if often(chance, 40):
        steps: tuple[Step, ...] = (
            ExperimentCookies(experiments=listed, visitors=names),
            *response_steps(chance, most=2),
        )
        return Generated("viewer-response", steps, lambda drawn: experiment_event(drawn, "viewer-response"))
    before = request_steps(chance, most=3) if often(chance, 50) else ()
    steps = (*before, Experiments(experiments=listed, visitors=names), *own_steps(chance, "viewer-request"))
    return Generated("viewer-request", steps, experiment_event)


SOURCES: tuple[tuple[int, Callable[[Random], Generated]], ...] = (
    (45, routes),
    (75, visits),
    (90, responses),
    (100, trials),
)
"""Each with the number below which a draw of a hundred is its own."""


def generated_function(chance: Random) -> Generated:
    """Any of them."""
    drawn = chance.randrange(100)
    return next(make for bound, make in SOURCES if drawn < bound)(chance)
