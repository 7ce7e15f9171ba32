"""The worker processes of one artefact in one Region: started when needed, and used again.

As many invocations run at once as the pool has places; more wait for one. A process that failed so that
Lambda would not use it again is ended, and the next invocation starts another.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.regions import handler_log_group
from cloudfrontier.simulator.lambda_runtime import environment
from cloudfrontier.simulator.lambda_runtime.janitor import remove_folder
from cloudfrontier.simulator.lambda_runtime.launching import launch_of, message_of
from cloudfrontier.simulator.lambda_runtime.outcome import HandlerError, HandlerOutcome
from cloudfrontier.simulator.lambda_runtime.places import Places
from cloudfrontier.simulator.lambda_runtime.process import WorkerProcess
from cloudfrontier.simulator.lambda_runtime.reading import (
    is_spent,
    read_load,
    read_notes,
    read_result,
)
from cloudfrontier.simulator.lambda_runtime.report import init_report
from cloudfrontier.simulator.lambda_runtime.unpack import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import HandlerArtifact
    from cloudfrontier.simulator.lambda_runtime.channel import Reply
    from cloudfrontier.simulator.lambda_runtime.custody import Custody
    from cloudfrontier.simulator.lambda_runtime.launching import Terms
    from cloudfrontier.simulator.lambda_runtime.process import Ended, TimedOut

__all__ = ["PATIENCE", "Pool"]

PATIENCE = 0.002
"""Seconds that somebody who cannot wait gives a handler which was quick the last time."""

_TIMED_OUT = "Sandbox.Timedout"

_CLOSED = HandlerError("crash", "Runtime.ExitError", "the runtime was closed during the invocation")


class Pool:
    """Owns the unpacked zip and the processes that run it."""

    def __init__(
        self, artifact: HandlerArtifact, region: str, *, dist: Path, custody: Custody, terms: Terms
    ) -> None:
        self._artifact = artifact
        self._region = region
        self._custody = custody
        self._terms = terms
        self._arn = environment.function_arn(artifact.name, region)
        self._folder = custody.folder / str(custody.number())
        self._places = Places(terms.concurrency, end=self._end)
        self._is_quick = False
        """Whether the last invocation took less than `PATIENCE`."""
        try:
            unpack(dist / artifact.path, self._folder / "task", sha256=artifact.sha256)
        except BaseException:
            remove_folder(self._folder)
            raise

    def invoke(self, event: Mapping[str, object], *, request_id: str, seconds: float) -> HandlerOutcome:
        """One invocation, in a process that is warm if there is one.

        Raises:
            PlacesClosedError: the pool was closed before it began.
        """
        process = self._places.take()
        cold, spent, left, loaded = process is None, True, seconds, HandlerOutcome()
        try:
            if process is None:
                process = self._start()
                loaded = self._load(process, self._terms.init_seconds)
                if loaded.error is not None and not self._places.interrupted:
                    process, loaded = self._load_again(process, loaded, seconds)
                    left = max(0.0, seconds - loaded.duration_ms / 1000)
            outcome = loaded
            if loaded.error is None:
                reply = process.invoke(message_of(event, request_id, left, arn=self._arn), left)
                outcome = read_result(reply, seconds=seconds)
                spent = is_spent(reply)
                outcome = replace(outcome, duration_ms=_together(loaded, outcome, seconds))
            return self._told(outcome, process, loaded=loaded, request_id=request_id, cold=cold)
        finally:
            # whatever interrupts this thread leaves a process that nobody knows the state of
            self._leave(process, spent=spent)

    def begin(
        self, event: Mapping[str, object], *, request_id: str, seconds: float
    ) -> HandlerOutcome | Callable[[], HandlerOutcome] | None:
        """An invocation in a warm process that is free; None: there is none, or the handler is a slow one.

        The outcome, if it is there within `PATIENCE`; or what waits for it, which must be called, once.
        """
        process = self._places.take_idle() if self._is_quick else None
        if process is None:
            return None
        began = time.monotonic()
        try:
            reply = process.begin(message_of(event, request_id, seconds, arn=self._arn), PATIENCE)
        except BaseException:
            self._leave(process, spent=True)
            raise
        if reply is not None:
            return self._end_of(reply, process, request_id=request_id, seconds=seconds)
        self._places.leave_alone(process)

        def finish() -> HandlerOutcome:
            if not self._places.attend(process):
                return HandlerOutcome(error=_CLOSED, request_id=request_id)
            left = max(0.0, seconds - (time.monotonic() - began))
            try:
                found = process.invoke(b"", left)
            except BaseException:
                self._leave(process, spent=True)
                raise
            return self._end_of(found, process, request_id=request_id, seconds=seconds)

        return finish

    def _end_of(
        self, reply: Reply | Ended | TimedOut, process: WorkerProcess, *, request_id: str, seconds: float
    ) -> HandlerOutcome:
        """The outcome of an invocation that was begun in a warm process, which is free again."""
        try:
            outcome = read_result(reply, seconds=seconds)
            return self._told(outcome, process, loaded=HandlerOutcome(), request_id=request_id, cold=False)
        finally:
            self._leave(process, spent=is_spent(reply))

    def _told(
        self,
        outcome: HandlerOutcome,
        process: WorkerProcess,
        *,
        loaded: HandlerOutcome,
        request_id: str,
        cold: bool,
    ) -> HandlerOutcome:
        """The outcome with all that is known of the invocation."""
        self._is_quick = outcome.error is None and outcome.duration_ms < PATIENCE * 1000
        return replace(
            outcome,
            error=_CLOSED if outcome.error and self._places.interrupted else outcome.error,
            logs=(*loaded.logs, *process.take_logs()),
            init_ms=loaded.init_ms,
            memory_mb=process.peak_mb,
            cold=cold,
            request_id=request_id,
            memory_size_mb=self._artifact.memory_mb,
            region=self._region,
            log_group=handler_log_group(self._artifact.name),
            init_reports=loaded.init_reports,
        )

    def close(self, *, interrupt: bool) -> None:
        """End the processes; those at work are interrupted, or left to finish and ended then."""
        self._places.close(interrupt=interrupt)
        self._remove_when_unused()

    def _leave(self, process: WorkerProcess | None, *, spent: bool) -> None:
        self._places.leave(process, spent=spent)
        self._remove_when_unused()

    def _start(self) -> WorkerProcess:
        number = self._custody.number()
        token = f"{self._custody.token}-{number}"
        temporary = self._folder / f"tmp-{number}"
        task = self._folder / "task"
        launch = launch_of(
            self._artifact, self._region, self._terms, task=task, temporary=temporary, token=token
        )
        process = WorkerProcess(launch)
        self._custody.watch(process.pid)
        self._places.enter(process)
        return process

    def _load(self, process: WorkerProcess, seconds: float) -> HandlerOutcome:
        reply = process.load(seconds)
        for note in read_notes(reply):
            self._terms.tell(note)
        return read_load(reply, seconds=seconds)

    def _load_again(
        self, process: WorkerProcess, first: HandlerOutcome, seconds: float
    ) -> tuple[WorkerProcess, HandlerOutcome]:
        """Another process, loaded within the time of the function, as Lambda does when loading failed.

        Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html (read 2026-11):
        the init phase is retried "at the time of the first function invocation with the configured function
        timeout".
        """
        logs = process.take_logs()
        self._end(process)
        self._places.swap_out(process)
        process = self._start()
        loaded = self._load(process, seconds)
        reports = tuple(
            init_report(outcome.init_ms, phase, outcome.error)
            for phase, outcome in (("init", first), ("invoke", loaded))
            if outcome.error is not None
        )
        error = loaded.error
        if error is not None and error.type == _TIMED_OUT:
            error = HandlerError("timeout", _TIMED_OUT, f"Task timed out after {seconds:.2f} seconds")
        return process, replace(
            loaded, error=error, logs=logs, init_reports=reports, duration_ms=loaded.init_ms
        )

    def _end(self, process: WorkerProcess) -> None:
        process.kill()
        self._custody.forget(process.pid)

    def _remove_when_unused(self) -> None:
        if self._places.is_done:
            remove_folder(self._folder)


def _together(loaded: HandlerOutcome, ran: HandlerOutcome, seconds: float) -> float:
    """The duration of an invocation in which the handler was loaded for the second time."""
    return (
        min(seconds * 1000, loaded.duration_ms + ran.duration_ms) if loaded.duration_ms else ran.duration_ms
    )
