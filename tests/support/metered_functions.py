"""Runs a function with and without a meter, for tests that set one against the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.javascript.cost import DEFAULT_BUDGET, Budget, Work
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime, RunLimits
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS
from cloudfrontier.simulator.sample_runs.metered_run import CPU_MS, NOW, SEED, MeteredFunction

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime import FunctionOutcome
    from cloudfrontier.simulator.sample_runs import SampleEvent
    from cloudfrontier.simulator.sample_runs.metered_run import MeteredRun

__all__ = ["handler", "metered", "plain", "work_of"]

PLAIN = REQUEST_EVENTS[0]


def handler(body: str, *, above: str = "", kind: str = "function") -> str:
    """A function with that body; `e` is the event, `r` its request."""
    return f"{above}\n{kind} handler(e) {{ var r = e.request; {body} }}"


def plain(
    code: str, sample: SampleEvent = PLAIN, *, runtime: FunctionRuntime = "cloudfront-js-2.0"
) -> FunctionOutcome:
    """What the function does without a meter."""
    return FunctionsRuntime(RunLimits(cpu_ms=CPU_MS)).run(
        code, sample.event, runtime=runtime, now=NOW, seed=SEED, raw_query=sample.raw_query
    )


def metered(
    code: str,
    *samples: SampleEvent,
    runtime: FunctionRuntime = "cloudfront-js-2.0",
    budget: Budget = DEFAULT_BUDGET,
    alone: bool = False,
) -> list[MeteredRun]:
    """What the same function does with one, an event after the other."""
    source = parse(code, runtime=runtime, name="function.js")
    assert source.fault is None, source.fault
    function = MeteredFunction(source, budget)
    return [function.run(sample, alone=alone) for sample in samples or (PLAIN,)]


def work_of(code: str, **options: Any) -> Work:
    """The work of one run."""
    (run,) = metered(code, **options)
    assert run.work is not None
    assert run.returned
    return run.work
