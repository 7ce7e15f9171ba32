"""Several threads at one runtime: a process serves one invocation at a time, and closing waits for nobody."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from lambda_zips import EVENT, handler_zip

from cloudfrontier.simulator.lambda_runtime import LambdaRuntime

if TYPE_CHECKING:
    from pathlib import Path

BODY = """
    import os, time
    time.sleep(0.2)
    return [os.getpid(), event["number"]]
"""


@pytest.mark.parametrize("concurrency", [1, 2])
def test_as_many_run_at_once_as_there_are_places(tmp_path: Path, concurrency: int) -> None:
    artifact = handler_zip(tmp_path, BODY)
    with LambdaRuntime(concurrency=concurrency) as runtime, ThreadPoolExecutor(4) as threads:
        results = list(
            threads.map(
                lambda number: runtime.invoke(artifact, tmp_path, {"number": number}, request_id=str(number)),
                range(4),
            )
        )
    values = [result.value for result in results]
    assert [value[1] for value in values if isinstance(value, list)] == [0, 1, 2, 3]
    assert len({value[0] for value in values if isinstance(value, list)}) == concurrency
    assert sum(result.cold for result in results) == concurrency


def test_handlers_do_not_wait_for_one_another(tmp_path: Path) -> None:
    slow = handler_zip(tmp_path, "import time; time.sleep(1)", name="slow")
    quick = handler_zip(tmp_path, "return 1", name="quick")
    with LambdaRuntime() as runtime, ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(runtime.invoke, slow, tmp_path, EVENT, request_id="a")
        runtime.invoke(quick, tmp_path, EVENT, request_id="b")
        assert not waiting.done()


def test_closing_ends_what_runs_in_other_threads(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    waiting = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(600)"
    artifact = handler_zip(tmp_path, waiting, timeout_s=30)
    runtime = LambdaRuntime()
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(runtime.invoke, artifact, tmp_path, EVENT, request_id="a")
        while not begun.exists() and not running.done():
            time.sleep(0.01)
        runtime.close()
        outcome = running.result(timeout=20)
    assert outcome.error is not None
    assert outcome.error.message == "the runtime was closed during the invocation"


def test_a_build_that_is_replaced_finishes_what_it_has_begun(tmp_path: Path) -> None:
    old = handler_zip(tmp_path, "import time; time.sleep(0.5); return 'old'")
    with LambdaRuntime() as runtime, ThreadPoolExecutor(1) as threads:
        # the zip is read when the first event comes, and is another one soon after
        running = threads.submit(runtime.invoke, old, tmp_path, EVENT, request_id="a")
        time.sleep(0.25)
        new = handler_zip(tmp_path, "return 'new'")
        assert runtime.invoke(new, tmp_path, EVENT, request_id="b").value == "new"
        assert running.result(timeout=5).value == "old"


def test_a_build_that_is_replaced_fails_for_its_own_reasons(tmp_path: Path) -> None:
    begun, go_on = tmp_path / "begun", tmp_path / "go-on"
    waiting = f"""
        import pathlib, time
        pathlib.Path({str(begun)!r}).touch()
        while not pathlib.Path({str(go_on)!r}).exists():
            time.sleep(0.01)
        raise ValueError("as asked")
    """
    old = handler_zip(tmp_path, waiting, timeout_s=30)
    with LambdaRuntime() as runtime, ThreadPoolExecutor(1) as threads:
        running = threads.submit(runtime.invoke, old, tmp_path, EVENT, request_id="a")
        while not begun.exists() and not running.done():
            time.sleep(0.01)
        new = handler_zip(tmp_path, "return 'new'")
        assert runtime.invoke(new, tmp_path, EVENT, request_id="b").value == "new"
        go_on.touch()
        assert str(running.result(timeout=30).error) == "ValueError: as asked"


def test_a_worker_does_not_end_with_the_thread_that_started_it(tmp_path: Path) -> None:
    artifact = handler_zip(tmp_path, "import os; return os.getpid()")
    with LambdaRuntime() as runtime:
        pids = []

        def invoke() -> None:
            pids.append(runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value)

        for _ in range(2):
            thread = threading.Thread(target=invoke)
            thread.start()
            thread.join()
            time.sleep(0.05)
        assert pids[0] == pids[1]
