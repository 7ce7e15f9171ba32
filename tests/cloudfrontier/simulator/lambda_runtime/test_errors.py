"""A handler that fails: each way of failing has its kind, and what is told about it helps who wrote it."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from lambda_zips import EVENT, handler_zip, lambda_zip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

    Run = Callable[..., HandlerOutcome]

HANDLER = "\ndef lambda_handler(event, context):\n    return 'ok'\n"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS limits memory on Linux only")


def test_an_exception_is_told_with_the_frames_of_the_zip(run_module: Run) -> None:
    error = run_module(
        textwrap.dedent(
            """
            import json
            import helper
            def lambda_handler(event, context):
                return helper.call(lambda: json.loads("{"))
            """
        ),
        files={"helper.py": b"def call(function):\n    return function()\n"},
    ).error
    assert error is not None
    assert (error.kind, error.type) == ("exception", "JSONDecodeError")
    assert error.message.startswith("Expecting property name")
    assert error.traceback == (
        '  File "lambda_function.py", line 5, in lambda_handler',
        '    return helper.call(lambda: json.loads("{"))',
        '  File "helper.py", line 2, in call',
        "    return function()",
        '  File "lambda_function.py", line 5, in <lambda>',
        '    return helper.call(lambda: json.loads("{"))',
    )


def test_a_deep_recursion_is_told_in_few_lines(run: Run) -> None:
    error = run("def f(): return f()\nf()").error
    assert error is not None
    assert (error.kind, error.type) == ("exception", "RecursionError")
    assert len(error.traceback) < 70
    assert any("more" in line for line in error.traceback)


@pytest.mark.parametrize(
    ("body", "kind", "type_", "message"),
    [
        ("raise ValueError('no')", "exception", "ValueError", "no"),
        ("raise KeyboardInterrupt", "exception", "KeyboardInterrupt", ""),
        (
            "class Odd(Exception):\n    def __str__(self): raise RuntimeError\nraise Odd",
            "exception",
            "Odd",
            "(its message cannot be shown)",
        ),
        ("input()", "exception", "EOFError", "EOF when reading a line"),
        ("import sys; sys.exit(3)", "exit", "Runtime.ExitError", "exit status 3"),
        ("exit()", "exit", "Runtime.ExitError", "exit status 0"),
        ("import os; os._exit(7)", "exit", "Runtime.ExitError", "exit status 7"),
        ("import ctypes; ctypes.string_at(0)", "crash", "Runtime.ExitError", "SIGSEGV"),
        ("import os; os.abort()", "crash", "Runtime.ExitError", "SIGABRT"),
        ("import os, signal; os.kill(os.getpid(), 9)", "memory", "Runtime.OutOfMemory", "killed"),
        ("return {1, 2}", "unserialisable", "Runtime.MarshalError", "set is not JSON serializable"),
        ("return {'a': float('nan')}", "unserialisable", "Runtime.MarshalError", "Out of range float"),
        ("return {(1, 2): 3}", "unserialisable", "Runtime.MarshalError", "keys must be str"),
        ("a = []; a.append(a); return a", "unserialisable", "Runtime.MarshalError", "Circular reference"),
        ("return b'no json'", "unserialisable", "Runtime.MarshalError", "no JSON"),
        ("return b'NaN'", "unserialisable", "Runtime.MarshalError", "NaN"),
        (
            "return {'a': 'x' * 7_000_000}",
            "too-large",
            "Function.ResponseSizeTooLarge",
            "7,000,009 bytes of JSON, the limit is 6,291,456 bytes",
        ),
    ],
)
def test_a_failure_has_its_kind(run: Run, body: str, kind: str, type_: str, message: str) -> None:
    outcome = run(body)
    assert outcome.value is None
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.type) == (kind, type_)
    assert message in outcome.error.message


@pytest.mark.parametrize(
    ("source", "type_", "message"),
    [
        ("1 / 0", "ZeroDivisionError", "division by zero"),
        ("import nothing_here", "Runtime.ImportModuleError", "No module named 'nothing_here'"),
        ("def (:", "Runtime.UserCodeSyntaxError", "Syntax error in module 'lambda_function'"),
        ("other = 1", "Runtime.HandlerNotFound", "Handler 'lambda_handler' missing on module"),
    ],
)
def test_a_module_that_cannot_be_loaded_is_an_init_error(
    run_module: Run, source: str, type_: str, message: str
) -> None:
    outcome = run_module(source)
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.type) == ("init", type_)
    assert message in outcome.error.message
    assert outcome.cold


@pytest.mark.parametrize(
    ("handler", "type_"),
    [
        ("lambda_handler", "Runtime.MalformedHandlerName"),
        ("missing.lambda_handler", "Runtime.ImportModuleError"),
        ("sys.exit", "Runtime.BuiltInModuleConflict"),
        ("lambda_function.absent", "Runtime.HandlerNotFound"),
    ],
)
def test_a_handler_string_that_names_nothing_is_an_init_error(
    run_module: Run, handler: str, type_: str
) -> None:
    error = run_module(HANDLER, handler=handler).error
    assert error is not None
    assert (error.kind, error.type) == ("init", type_)


@pytest.mark.parametrize("ending", ["sys.exit(2)", "os._exit(2)"])
def test_a_module_that_ends_the_process_is_an_exit(run_module: Run, ending: str) -> None:
    error = run_module(f"import os, sys\n{ending}\n{HANDLER}").error
    assert error is not None
    assert (error.kind, error.message) == ("exit", "Runtime exited with error: exit status 2")


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "while True: print('x' * 1000)",
        "import os\nwhile True: os.write(1, b'y' * 65536)",
    ],
    ids=["loop", "sleep", "ignores SIGTERM", "stopped", "endless lines", "endless line"],
)
def test_who_does_not_end_in_time_is_killed(run: Run, body: str) -> None:
    outcome = run(body, timeout_s=0.4)
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.message) == ("timeout", "Task timed out after 0.40 seconds")
    assert outcome.duration_ms == 400
    assert sum(map(len, outcome.logs)) < 25_000


@LINUX
@pytest.mark.parametrize(
    "body",
    [
        "data = bytearray(500 * 1024 ** 2)",
        "kept = []\nwhile True: kept.append(bytearray(1_000_000))",
        "return {'a': 'x' * 100_000_000}",
    ],
    ids=["at once", "bit by bit", "when encoding"],
)
def test_who_needs_more_memory_than_the_function_has_runs_out_of_it(run: Run, body: str) -> None:
    outcome = run(body, memory_mb=128)
    assert outcome.error is not None
    assert outcome.error.kind == "memory"
    assert outcome.memory_mb <= 130


@LINUX
def test_who_has_more_memory_may_use_it(run: Run) -> None:
    assert run("return len(bytearray(300 * 1024 ** 2))", memory_mb=512).value == 300 * 1024**2


@LINUX
def test_a_module_that_needs_too_much_memory_runs_out_of_it(run_module: Run) -> None:
    error = run_module(f"data = bytearray(500 * 1024 ** 2){HANDLER}").error
    assert error is not None
    assert error.kind == "memory"


@pytest.mark.parametrize(
    ("ending", "is_cold_again"),
    [
        ("raise ValueError", False),
        ("return {1}", False),
        ("return 'x' * 7_000_000", False),
        ("import os; os._exit(0)", True),
        ("import os; os.abort()", True),
        ("import time; time.sleep(9)", True),
        ("raise MemoryError", True),
    ],
)
def test_after_a_failure_lambda_keeps_the_process_or_starts_another(
    runtime: LambdaRuntime, tmp_path: Path, ending: str, *, is_cold_again: bool
) -> None:
    artifact = handler_zip(tmp_path, f"if event.get('good'): return 'good'\n{ending}")
    bad = runtime.invoke(artifact, tmp_path, EVENT, request_id="a", timeout_s=0.3)
    good = runtime.invoke(artifact, tmp_path, {"good": True}, request_id="b")
    assert bad.error is not None
    assert good.value == "good"
    assert good.cold is is_cold_again


def test_a_failed_load_is_tried_again(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = lambda_zip(tmp_path, f"1 / 0{HANDLER}")
    for _ in range(2):
        outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a")
        assert outcome.cold
        assert outcome.error is not None
