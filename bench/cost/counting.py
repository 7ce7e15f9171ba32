"""Counts what a program's `run` does, once called, in the simulator's engine."""

from __future__ import annotations

from collections import Counter as Tally
from typing import TYPE_CHECKING, Any

from cloudfrontier.javascript.cost import Budget, Work
from cloudfrontier.javascript.parse import JsSource, Reading, attempt
from cloudfrontier.simulator.functions_runtime.invocation import RunLimits
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS
from cloudfrontier.simulator.sample_runs.metered_run import MeteredFunction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cloudfrontier.javascript.cost import Counter

__all__ = ["counts_of_run", "work_of", "works_of"]

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
    return works_of(code, [event or REQUEST_EVENTS[0].event])[0]


def works_of(code: str, events: Sequence[dict[str, Any]]) -> list[Work]:
    """The work of a run for each event.

    Raises:
        ValueError: the function did not return.
    """
    reading = attempt(code, as_module=False)
    if not isinstance(reading, Reading):
        raise ValueError(  # noqa: TRY004 - the text is wrong, not its type
            f"this is no program: {reading.message}"
        )
    # not through `parse`, which reads nothing that is larger than CloudFront takes
    source = JsSource("program", code, "cloudfront-js-2.0", tree=reading.tree)
    function = MeteredFunction(source, PLENTY)
    works = []
    for event in events:
        invocation = function.invocation(function.metered.script, event, None)
        run = function.read(invocation.run(RunLimits(2**26, 10_000.0)))
        if run.work is None or not run.returned:
            raise ValueError(f"this program did not return: {code[:100]}")
        works.append(run.work)
    return works
