"""Runs one built handler on many events: what `simulate --format json` prints of each, in their order.

Every event that is under way has a worker process of its own, as at Lambda; a process that dies is started
again for the next event.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from cloudfrontier.cli.batch import answer_all, chunks_of, in_order
from cloudfrontier.simulator.redaction import Redaction
from cloudfrontier.simulator.trace_json import event_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from cloudfrontier.cli.batch import Chunk, Done, Result
    from cloudfrontier.simulator.distribution_simulator import DistributionSimulator
    from cloudfrontier.simulator.trace import EventStep

__all__ = ["run_handler_batch", "step_json"]

AHEAD = 16
"""Events a worker that may wait."""


def run_handler_batch(
    simulator: DistributionSimulator, name: str, lines: Iterable[str], *, jobs: int, shows_secrets: bool
) -> Iterator[Done]:
    """The results of all lines that are not empty."""

    def answer(event: Any) -> Result:
        step = simulator.run_event(name, event, now=time.time())
        return step_json(step, Redaction.of_step(step, shows_secrets=shows_secrets)), step.outcome == "error"

    def submit(chunk: Chunk) -> Future[Done]:
        return pool.submit(answer_all, chunk, answer)

    pool = ThreadPoolExecutor(jobs)
    try:
        for _, future in in_order(submit, chunks_of(lines, 1), ahead=jobs * AHEAD):
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def step_json(step: EventStep, hide: Redaction) -> dict[str, Any]:
    """The fields of one event as `request` prints them, and what the code returned."""
    return {**event_json(step, hide), "output": hide.part(step.returned)}
