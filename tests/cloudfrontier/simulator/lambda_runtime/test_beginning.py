"""Invocations begun by somebody who cannot wait: only in a warm, free, quick process, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lambda_zips import EVENT, handler_zip

from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cloudfrontier.artifacts.manifest import HandlerArtifact

    Begun = HandlerOutcome | Callable[[], HandlerOutcome] | None

ON_ORDER = """
    import os, time
    print("asked to", event["do"])
    if event["do"] == "wait":
        time.sleep(0.1)
    if event["do"] == "end":
        os._exit(3)
    if event["do"] == "hang":
        time.sleep(300)
    if event["do"] == "raise":
        raise ValueError("as asked")
    return [event["do"], os.getpid()]
"""


@pytest.fixture
def runtime() -> Iterator[LambdaRuntime]:
    with LambdaRuntime(concurrency=2) as runtime:
        yield runtime


class Handler:
    """A handler that does as it is told, warm from the start."""

    def __init__(self, runtime: LambdaRuntime, folder: Path, **settings: int) -> None:
        self._runtime = runtime
        self._folder = folder
        self.artifact: HandlerArtifact = handler_zip(folder, ON_ORDER, **settings)
        self.pid = self.invoke("answer")[1]
        self.invoke("answer")

    def invoke(self, what: str) -> list[object]:
        outcome = self._runtime.invoke(self.artifact, self._folder, {"do": what}, request_id="whole")
        assert isinstance(outcome.value, list), outcome.error
        return outcome.value

    def try_to_begin(self, what: str) -> Begun:
        return self._runtime.begin(self.artifact, {"do": what}, request_id="begun", region=HOME_REGION)

    def begin(self, what: str) -> HandlerOutcome | Callable[[], HandlerOutcome]:
        """On a busy machine no handler may be quick for a while."""
        for _ in range(200):
            begun = self.try_to_begin(what)
            if begun is not None:
                return begun
            self.invoke("answer")
        raise AssertionError("no invocation was quick")


def test_nothing_begins_before_there_is_a_process(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = handler_zip(tmp_path, ON_ORDER)
    assert runtime.begin(artifact, EVENT, request_id="a", region=HOME_REGION) is None


def test_a_quick_answer_is_there_at_once(runtime: LambdaRuntime, tmp_path: Path) -> None:
    handler = Handler(runtime, tmp_path)
    outcome = handler.begin("answer")
    # a busy machine may take its time even for that
    outcome = outcome() if callable(outcome) else outcome
    assert isinstance(outcome, HandlerOutcome)
    assert outcome.value == ["answer", handler.pid]
    assert outcome.logs == ("asked to answer",)
    assert (outcome.cold, outcome.init_ms, outcome.request_id) == (False, 0, "begun")
    assert outcome.memory_mb > 0
    assert "RequestId: begun" in outcome.report


def test_a_slow_answer_is_waited_for_by_somebody_else(runtime: LambdaRuntime, tmp_path: Path) -> None:
    handler = Handler(runtime, tmp_path)
    begun = handler.begin("wait")
    assert callable(begun)
    outcome = begun()
    assert outcome.value == ["wait", handler.pid]
    assert outcome.duration_ms >= 100
    assert outcome.logs == ("asked to wait",)
    # who was slow the last time is not tried
    assert handler.try_to_begin("answer") is None
    assert handler.invoke("answer")[1] == handler.pid


def test_only_a_free_process_is_asked(runtime: LambdaRuntime, tmp_path: Path) -> None:
    handler = Handler(runtime, tmp_path)
    first = handler.begin("wait")
    assert callable(first)
    assert handler.try_to_begin("answer") is None
    assert first().error is None


def test_an_exception_is_told_as_ever(runtime: LambdaRuntime, tmp_path: Path) -> None:
    handler = Handler(runtime, tmp_path)
    outcome = handler.begin("raise")
    outcome = outcome() if callable(outcome) else outcome
    assert isinstance(outcome, HandlerOutcome)
    assert outcome.error is not None
    assert str(outcome.error) == "ValueError: as asked"
    assert handler.invoke("answer")[1] == handler.pid


@pytest.mark.parametrize(("what", "kind"), [("end", "exit"), ("hang", "timeout")])
def test_a_process_that_is_lost_is_replaced(
    runtime: LambdaRuntime, tmp_path: Path, what: str, kind: str
) -> None:
    handler = Handler(runtime, tmp_path, timeout_s=1)
    outcome = handler.begin(what)
    outcome = outcome() if callable(outcome) else outcome
    assert isinstance(outcome, HandlerOutcome)
    assert outcome.error is not None
    assert outcome.error.kind == kind
    assert handler.try_to_begin("answer") is None
    assert handler.invoke("answer")[1] != handler.pid


def test_who_closes_the_runtime_ends_what_nobody_has_waited_for(tmp_path: Path) -> None:
    with LambdaRuntime() as runtime:
        begun = Handler(runtime, tmp_path).begin("hang")
        assert callable(begun)
    outcome = begun()
    assert outcome.error is not None
    assert str(outcome.error) == "Runtime.ExitError: the runtime was closed during the invocation"
