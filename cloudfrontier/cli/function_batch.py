"""Runs one function on many events, on every core: what TestFunction would answer to each, in their order.

A process that dies takes results with it that others wait for: those events are run again, each by itself,
and the one that it dies of has an `error` in place of a result.
"""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from cloudfrontier.cli.batch import Chunk, Done, Result, answer_all, chunks_of, in_order
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.functions_runtime import Surroundings
from cloudfrontier.simulator.functions_runtime.njs import NjsRuntime
from cloudfrontier.simulator.sample_runs import FunctionTester

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["FunctionJob", "answer_of", "run_batch"]

CHUNK = 100
"""Events that a process is handed at once."""

AHEAD = 4
"""Chunks a process that may wait."""


@dataclass(frozen=True)
class FunctionJob:
    """What is run: a function, its runtime, what is around it, and `quickjs` or `njs` as the engine."""

    code: str
    runtime: FunctionRuntime
    surroundings: Surroundings
    engine: str = "quickjs"

    def tester(self) -> FunctionTester:
        """What runs it.

        Raises:
            MissingToolError: the engine is njs, and there is none.
        """
        engine = NjsRuntime() if self.engine == "njs" else None
        return FunctionTester(self.code, runtime=self.runtime, surroundings=self.surroundings, engine=engine)


def run_batch(job: FunctionJob, lines: Iterable[str], *, jobs: int) -> Iterator[Done]:
    """The results of all lines that are not empty; one process gives each as soon as it is there.

    Raises:
        MissingToolError: the engine is njs, and there is none.
    """
    # made here as well: what is missing is said once, and processes that are forked find what was read
    tester = job.tester()
    if jobs == 1:
        yield from (answer_all(chunk, partial(answer_of, tester)) for chunk in chunks_of(lines, 1))
        return
    with Processes(job, jobs) as processes:
        for chunk, future in in_order(processes.submit, chunks_of(lines, CHUNK), ahead=jobs * AHEAD):
            yield processes.result(chunk, future)


def answer_of(tester: FunctionTester, event: Any) -> Result:
    """What TestFunction answers.

    Raises:
        UsageError: it is no event.
    """
    if not isinstance(event, dict) or not isinstance(event.get("request"), dict):
        raise UsageError("no event of a CloudFront Function: expected an object with a request")
    result = tester.run(event, now=time.time())
    return result.to_aws(), bool(result.error)


class Processes:
    """Processes that run chunks; a context manager."""

    def __init__(self, job: FunctionJob, jobs: int) -> None:
        self._job, self._jobs = job, jobs
        self._pool = self._start(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, chunk: Chunk) -> Future[Done]:
        """Hand out a chunk; the processes are started anew if one of them has died."""
        try:
            return self._pool.submit(run_here, chunk)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._start(self._jobs)
            return self._pool.submit(run_here, chunk)

    def result(self, chunk: Chunk, future: Future[Done]) -> Done:
        """The results of a chunk, also when they were lost."""
        try:
            return future.result()
        except BrokenProcessPool:
            parts = list(self._one_by_one(chunk))
        return Done("\n".join(part.text for part in parts), sum(part.failed for part in parts))

    def _one_by_one(self, chunk: Chunk) -> Iterator[Done]:
        """The result of each line, in a process that runs nothing else."""
        pool = self._start(1)
        try:
            for line in chunk:
                try:
                    yield pool.submit(run_here, [line]).result()
                except BrokenProcessPool:
                    yield answer_all([line], died)
                    pool.shutdown()
                    pool = self._start(1)
        finally:
            pool.shutdown()

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, initializer=start, initargs=(self._job,))


def died(_: object) -> Result:
    """What is said of an event that a process died of."""
    return {"error": "the process that ran the function died of this event"}, True


TESTERS: list[FunctionTester] = []
"""The one of this process."""


def start(job: FunctionJob) -> None:
    """Make a process ready."""
    TESTERS[:] = [job.tester()]


def run_here(chunk: Chunk) -> Done:
    """Run some lines in a process that was made ready."""
    return answer_all(chunk, partial(answer_of, TESTERS[0]))
