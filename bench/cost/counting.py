"""Counts what a program's `run` does, once called, in the simulator's engine."""

from __future__ import annotations

from collections import Counter as Tally
from typing import TYPE_CHECKING, Any

from cloudfrontier.javascript.cost import Budget, Work
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.functions_runtime.invocation import RunLimits
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS
from cloudfrontier.simulator.sample_runs.metered_run import MeteredFunction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.javascript.cost import Counter

__all__ = ["counts_of_run", "work_of"]

PLENTY = Budget(warning=100_000, error=100_000)


def counts_of_run(program: str) -> Mapping[Counter, int]:
    """What one more call of `run` adds to the counts."""
    is_async = "async function run" in program
    call, kind = ("await run();", "async function") if is_async else ("run();", "function")
    once, twice = (
        Tally(dict(work_of(f"{program}\n{kind} handler(event) {{ {call * times} return {{}}; }}").counts))
        for times in (1, 2)
    )
    twice.subtract(once)
    # the call stands in the handler, and in no loop of njs
    twice["step"] -= 1
    if is_async:
        twice["await"] -= 1
    return {counter: count for counter, count in twice.items() if count}


def work_of(code: str, event: dict[str, Any] | None = None) -> Work:
    """The work of one run of a function; of a request for `/` where no event is given.

    Raises:
        ValueError: the function did not return.
    """
    source = parse(code, runtime="cloudfront-js-2.0", name="program")
    function = MeteredFunction(source, PLENTY)
    invocation = function.invocation(function.metered.script, event or REQUEST_EVENTS[0].event, None)
    run = function.read(invocation.run(RunLimits(2**26, 10_000.0)))
    if run.work is None or not run.returned:
        raise ValueError(f"this program did not return: {code[:100]}")
    return run.work
