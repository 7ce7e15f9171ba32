"""Handlers that meddle with the process they run in: each gives an outcome, and the runtime goes on."""

from __future__ import annotations

import os
import signal
import textwrap
import time
from typing import TYPE_CHECKING

import pytest
from lambda_zips import EVENT, lambda_zip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

    Run = Callable[..., HandlerOutcome]

UNHARMED = {
    "stdout is None": "import sys; sys.stdout = None; print('lost')",
    "stdout is closed": "import sys; sys.stdout.close(); sys.stderr = None",
    "stdout bites": "import sys\nclass Odd:\n    def flush(self): raise SystemExit\nsys.stdout = Odd()",
    "descriptors 0 to 2 are closed": "import os; os.closerange(0, 3)",
    "json is gone": "import json; json.dumps = json.loads = json.JSONEncoder.encode = None",
    "os is gone": "import os; os.write = os.read = os.getpid = os._exit = None",
    "time is gone": "import time; time.monotonic = time.perf_counter = None",
    "modules are gone": "import sys; sys.modules.clear()",
    "recursion limit is low": "import sys; sys.setrecursionlimit(40)",
    "both return from a fork": "import os; os.fork()",
    "a forked child stays": "import os, time\nif os.fork() == 0: time.sleep(60)",
    "a daemon stays": "import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(60)",
    "a program stays": "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)",
    "a thread stays": "import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()",
    "garbage is written to all descriptors": """
        import os
        for number in range(3, 64):
            try:
                os.write(number, b"")
            except OSError:
                pass
    """,
    "the limit is asked away": """
        import resource
        try:
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except ValueError:
            pass
    """,
}


@pytest.mark.parametrize("body", UNHARMED.values(), ids=UNHARMED)
def test_the_value_arrives_all_the_same_and_once_more(
    runtime: LambdaRuntime, tmp_path: Path, body: str
) -> None:
    meddle = textwrap.indent(textwrap.dedent(body), "    ")
    handler = "def lambda_handler(event, context):\n    meddle()\n    return {'status': '200'}\n"
    artifact = lambda_zip(tmp_path, f"def meddle():\n{meddle}\n{handler}")
    for _ in range(2):
        outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a", timeout_s=2.0)
        assert outcome.error is None
        assert outcome.value == {"status": "200"}


CUTS = {
    "all descriptors are closed": ("import os; os.closerange(0, 4096)", "exit"),
    "a child outlives it": ("import os, time\nif os.fork() == 0: time.sleep(60)\nos._exit(1)", "exit"),
    "the channel is closed": ("import os; os.closerange(3, 64)\nwhile True: pass", "crash"),
    "nonsense is in the channel": (
        """
        import os
        for number in range(3, 64):
            try:
                os.write(number, b"?" * 999)
            except OSError:
                pass
        while True: pass
        """,
        "crash",
    ),
}


@pytest.mark.parametrize(("body", "kind"), CUTS.values(), ids=CUTS)
def test_who_cuts_the_channel_has_ended(run: Run, body: str, kind: str) -> None:
    began = time.monotonic()
    outcome = run(body, timeout_s=4.0)
    assert outcome.error is not None
    assert outcome.error.kind == kind
    assert time.monotonic() - began < 3


def test_a_reply_that_the_handler_made_up_is_an_error_of_its_own(run: Run) -> None:
    outcome = run(
        """
        import os, struct
        for number in range(3, 64):
            try:
                os.write(number, b"E" + struct.pack(">?QQI", False, 0, 0, 3) + b"???")
            except OSError:
                pass
        while True: pass
        """
    )
    assert outcome.error is not None
    assert outcome.error.type == "Runtime.Unknown"


def test_a_thread_that_was_left_does_not_run_between_invocations(
    runtime: LambdaRuntime, tmp_path: Path
) -> None:
    """Lambda freezes the environment; the thread counts on in the next invocation."""
    artifact = lambda_zip(
        tmp_path,
        """
        import threading, time
        ticks = 0
        def tick():
            global ticks
            while True:
                time.sleep(0.01)
                ticks += 1
        def lambda_handler(event, context):
            if event.get("begin"):
                threading.Thread(target=tick, daemon=True).start()
            time.sleep(event.get("sleep", 0))
            return ticks
        """,
    )

    def ticks(event: dict[str, object]) -> int:
        value = runtime.invoke(artifact, tmp_path, event, request_id="a").value
        assert isinstance(value, int)
        return value

    before = ticks({"begin": True})
    time.sleep(0.4)
    assert ticks({}) - before <= 3
    assert ticks({"sleep": 0.3}) - before >= 5


def test_a_large_event_reaches_a_handler_that_prints_a_lot(run_module: Run) -> None:
    """Neither side waits for the other: both pipes are fuller than they can be."""
    source = """
        import sys
        print("x" * 500_000)
        def lambda_handler(event, context):
            print("y" * 500_000)
            return "z" * 500_000
    """
    outcome = run_module(source)
    assert outcome.value == "z" * 500_000


def test_a_large_event_that_nobody_reads_is_over_in_time(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = lambda_zip(
        tmp_path, "import os\ndef lambda_handler(event, context):\n    return os.getpid()\n"
    )
    pid = runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGSTOP)
    large = {"body": "x" * 2_000_000}
    outcome = runtime.invoke(artifact, tmp_path, large, request_id="b", timeout_s=0.3)
    assert outcome.error is not None
    assert outcome.error.kind == "timeout"
    assert runtime.invoke(artifact, tmp_path, large, request_id="c").error is None


def test_more_files_or_larger_ones_than_lambda_has_are_refused(run: Run) -> None:
    assert run("kept = [open('/dev/null') for _ in range(1100)]").error is not None
    error = run("import tempfile; tempfile.TemporaryFile().truncate(513 * 1024 ** 2)").error
    assert error is not None
    assert error.type == "OSError"
