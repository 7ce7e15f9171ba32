"""However a runtime ends, no process and no folder of it is left: closed, interrupted, killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from lambda_zips import EVENT, handler_zip, lambda_zip
from process_census import folders_left, processes_of, wait_until

from cloudfrontier.simulator.lambda_runtime import LambdaRuntime
from cloudfrontier.simulator.lambda_runtime.janitor import PREFIX

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="counts processes in /proc")

LEAVES_MUCH = """
    import os, subprocess, tempfile, threading, time
    def stay():
        time.sleep(300)
    threading.Thread(target=stay).start()
    for leave_group in (False, True):
        if os.fork() == 0:
            if leave_group:
                os.setsid()
            stay()
    subprocess.Popen(["sleep", "300"], start_new_session=True)
    open(tempfile.mkdtemp() + "/file", "w").close()
    return os.environ["LAMBDA_TASK_ROOT"]
"""


def runtime_folder(task: object) -> str:
    """The folder of the runtime that a task's folder is in."""
    return next(str(path) for path in Path(str(task)).parents if path.name.startswith(PREFIX))


def test_closing_leaves_nothing_of_a_handler_that_left_much(tmp_path: Path) -> None:
    before = folders_left()
    with LambdaRuntime() as runtime:
        outcome = runtime.invoke(handler_zip(tmp_path, LEAVES_MUCH), tmp_path, EVENT, request_id="a")
        folder = runtime_folder(outcome.value)
        # the worker, two children, a program and the janitor; one that begins has no arguments for a moment
        assert wait_until(lambda: len(processes_of(folder)) == 5)
    assert processes_of(folder) == set()
    assert folders_left() == before


def test_what_timed_out_is_gone_before_the_runtime_is_closed(tmp_path: Path) -> None:
    body = LEAVES_MUCH.replace("return ", "print(") + ")\n    stay()\n"
    with LambdaRuntime() as runtime:
        artifact = handler_zip(tmp_path, body)
        outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a", timeout_s=0.5)
        folder = runtime_folder(outcome.logs[0])
        assert len(processes_of(folder)) == 1
        assert not list(Path(folder).glob("*/tmp-*"))


def test_a_runtime_that_was_never_used_makes_nothing(tmp_path: Path) -> None:
    before = folders_left()
    with LambdaRuntime():
        assert folders_left() == before


def test_a_replaced_build_is_removed(tmp_path: Path) -> None:
    with LambdaRuntime() as runtime:
        tasks = []
        for version in range(3):
            artifact = handler_zip(tmp_path, f"import os; {version}; return os.environ['LAMBDA_TASK_ROOT']")
            tasks.append(str(runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value))
        assert [Path(task).exists() for task in tasks] == [False, False, True]


PARENT = """
    import sys, time
    from pathlib import Path
    from lambda_zips import EVENT, handler_zip
    from cloudfrontier.simulator.lambda_runtime import LambdaRuntime
    folder = Path(sys.argv[1])
    artifact = handler_zip(folder, sys.argv[2], timeout_s=30)
    with LambdaRuntime() as runtime:
        print(runtime.invoke(artifact, folder, EVENT, request_id="a").value, flush=True)
        if sys.argv[3] == "busy":
            runtime.invoke(artifact, folder, {"again": True}, request_id="b")
        time.sleep(60)
"""


@pytest.mark.parametrize(
    ("number", "state"),
    [(signal.SIGKILL, "idle"), (signal.SIGKILL, "busy"), (signal.SIGINT, "busy"), (signal.SIGTERM, "idle")],
)
def test_nothing_is_left_of_a_process_that_is_ended(
    tmp_path: Path, number: signal.Signals, state: str
) -> None:
    body = textwrap.dedent(LEAVES_MUCH)
    body = f"if event.get('again'):\n    while True: pass\n{body}"
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), tmp_path, body, state],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        # as a shell does: Ctrl-C is for the whole group, the workers have their own
        start_new_session=True,
    )
    assert process.stdout is not None
    folder = runtime_folder(process.stdout.readline().strip())
    assert wait_until(lambda: len(processes_of(folder)) == 5)
    process.send_signal(number)
    process.wait(10)
    process.stdout.close()
    assert wait_until(lambda: not processes_of(folder))
    assert wait_until(lambda: not Path(folder).exists())


def test_a_janitor_that_is_killed_is_not_missed(tmp_path: Path) -> None:
    before = folders_left()
    with LambdaRuntime() as runtime:
        artifact = handler_zip(tmp_path, "import os; return [os.getpid(), os.environ['LAMBDA_TASK_ROOT']]")
        value = runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value
        assert isinstance(value, list)
        folder = runtime_folder(value[1])
        (janitor,) = processes_of(folder) - {value[0]}
        os.kill(janitor, signal.SIGKILL)
        assert runtime.invoke(artifact, tmp_path, EVENT, request_id="b").error is None
    assert processes_of(folder) == set()
    assert folders_left() == before


def test_a_fault_inside_the_runtime_leaves_nothing(tmp_path: Path) -> None:
    """An event that is no JSON is a fault of the caller; the process it was meant for is not used again."""
    before = folders_left()
    with LambdaRuntime() as runtime:
        artifact = lambda_zip(tmp_path, "def lambda_handler(event, context):\n    return 1\n")
        with pytest.raises(TypeError):
            runtime.invoke(artifact, tmp_path, {"event": object()}, request_id="a")
        assert runtime.invoke(artifact, tmp_path, EVENT, request_id="b").value == 1
    assert folders_left() == before


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    folder = Path("/proc/self/fd")
    with LambdaRuntime() as runtime:
        runtime.invoke(handler_zip(tmp_path, "return 1"), tmp_path, EVENT, request_id="a")
    before = len(list(folder.iterdir()))
    for ending in (
        "return 1",
        "import os; os._exit(1)",
        "while True: pass",
        "import os; os.closerange(0, 9)",
    ):
        with LambdaRuntime() as runtime:
            artifact = handler_zip(tmp_path, ending)
            runtime.invoke(artifact, tmp_path, EVENT, request_id="a", timeout_s=0.2)
    assert len(list(folder.iterdir())) == before


def test_the_folder_is_in_the_temporary_folder(tmp_path: Path) -> None:
    with LambdaRuntime() as runtime:
        artifact = handler_zip(tmp_path, "import os; return os.getcwd()")
        task = runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value
    assert Path(runtime_folder(task)).parent == Path(tempfile.gettempdir()).resolve()
