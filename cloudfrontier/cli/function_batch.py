"""Runs one function on many events, on every core: results come in the order of the events, a line each.

A line that is no event has an `error` in place of a result, and so has one whose run broke; the others go on.
"""

from __future__ import annotations

import json
import time
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.functions_runtime import Surroundings
from cloudfrontier.simulator.functions_runtime.njs import NjsRuntime
from cloudfrontier.simulator.sample_runs import FunctionTester

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FunctionJob", "run_batch"]

CHUNK = 100
"""Events that a process is handed at once."""

AHEAD = 4
"""Chunks a process that may wait: the file may be larger than memory."""


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


def run_batch(job: FunctionJob, lines: Iterable[str], *, jobs: int) -> Iterator[dict[str, Any]]:
    """A result for each line that is not empty: its number, and what TestFunction answers or an `error`."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if jobs == 1:
        yield from run_chunk(job.tester(), numbered)
        return
    with ProcessPoolExecutor(jobs, initializer=start, initargs=(job,)) as pool:
        waiting: deque[Future[list[dict[str, Any]]]] = deque()
        while chunk := list(islice(numbered, CHUNK)):
            waiting.append(pool.submit(run_here, chunk))
            if len(waiting) >= jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


TESTERS: list[FunctionTester] = []
"""The one of this process."""


def start(job: FunctionJob) -> None:
    """Make a process ready."""
    TESTERS[:] = [job.tester()]


def run_here(chunk: list[tuple[int, str]]) -> list[dict[str, Any]]:
    """Run some lines in a process that was made ready."""
    return list(run_chunk(TESTERS[0], chunk))


def run_chunk(tester: FunctionTester, lines: Iterable[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    """Run some lines."""
    for number, line in lines:
        try:
            result = tester.run(event_of(line), now=time.time()).to_aws()
        except UsageError as error:
            result = {"error": str(error)}
        except Exception as error:  # noqa: BLE001 - a fault of ours on one line must not lose the others
            result = {"error": f"this is a fault of cloudfrontier: {type(error).__name__}"}
        yield {"line": number, **result}


def event_of(line: str) -> dict[str, Any]:
    """The event that a line holds.

    Raises:
        UsageError: it holds none.
    """
    try:
        event = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"not JSON: {error}") from None
    if not isinstance(event, dict) or not isinstance(event.get("request"), dict):
        raise UsageError("no event of a CloudFront Function: expected an object with a request")
    return event
