"""What Lambda writes itself: REPORT, a loading that is tried again, and who is throttled."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from lambda_zips import EVENT, handler_zip

from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., HandlerOutcome]

MS = r"[\d.]+ ms"


def test_the_first_report_has_the_time_of_loading_and_the_second_has_not(
    runtime: LambdaRuntime, tmp_path: Path
) -> None:
    artifact = handler_zip(tmp_path, "print('said'); return 1", memory_mb=256)
    first, second = (
        runtime.invoke(artifact, tmp_path, EVENT, request_id=name, region="eu-central-1") for name in "ab"
    )
    fields = rf"Duration: {MS}\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB"
    assert re.fullmatch(rf"REPORT RequestId: a\t{fields}\tInit Duration: {MS}", first.report)
    assert re.fullmatch(rf"REPORT RequestId: b\t{fields}", second.report)
    assert first.cloudwatch == (
        "START RequestId: a Version: 1",
        "said",
        "END RequestId: a",
        first.report,
    )
    assert (first.log_group, first.region) == ("/aws/lambda/us-east-1.sample", "eu-central-1")


def test_what_is_billed_is_whole_milliseconds_with_the_time_of_loading() -> None:
    outcome = HandlerOutcome(duration_ms=2.1, init_ms=100.2, cold=True, request_id="a")
    assert "Billed Duration: 103 ms" in outcome.report
    assert "Billed Duration: 1 ms" in HandlerOutcome(request_id="a").report


@pytest.mark.parametrize(
    ("body", "told", "status"),
    [
        (
            "raise ValueError('no')",
            ("[ERROR] ValueError: no", "Traceback (most recent call last):"),
            "",
        ),
        ("return {1}", ("[ERROR] Runtime.MarshalError: Unable to marshal response: ",), ""),
        (
            "import os; os._exit(3)",
            ("RequestId: request-1 Error: Runtime exited with error: exit status 3", "Runtime.ExitError"),
            "Status: error\tError Type: Runtime.ExitError",
        ),
        ("while True: pass", ("request-1 Task timed out after 0.40 seconds",), "Status: timeout"),
        ("bytearray(10 ** 10)", ("RequestId: request-1 Error: ",), "Error Type: Runtime.OutOfMemory"),
    ],
)
def test_an_error_stands_in_the_log_and_in_the_report(
    run: Run, body: str, told: tuple[str, ...], status: str
) -> None:
    outcome = run(body, timeout_s=0.4)
    log = outcome.cloudwatch
    assert log[0] == "START RequestId: request-1 Version: 1"
    for expected, line in zip(told, log[1:], strict=False):
        assert line.startswith(expected)
    assert outcome.report.endswith(status)
    assert status or "Status" not in outcome.report


def test_a_module_that_fails_is_loaded_again_within_the_invocation(run_module: Run) -> None:
    """The log of both times is kept, and Lambda tells of both."""
    outcome = run_module("print('loading')\n1 / 0\n")
    assert outcome.error is not None
    assert outcome.error.kind == "init"
    assert outcome.logs == ("loading", "loading")
    first, second = outcome.init_reports
    failed = r"Status: error\tError Type: ZeroDivisionError"
    assert re.fullmatch(rf"INIT_REPORT Init Duration: {MS}\tPhase: init\t{failed}", first)
    assert re.fullmatch(rf"INIT_REPORT Init Duration: {MS}\tPhase: invoke\t{failed}", second)
    assert outcome.report.endswith("Status: error\tError Type: ZeroDivisionError")
    assert "Init Duration" not in outcome.report


def test_what_fails_only_once_serves_the_invocation(run_module: Run, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    outcome = run_module(
        f"""
        import os
        if not os.path.exists({str(mark)!r}):
            open({str(mark)!r}, "w").close()
            os._exit(1)
        def lambda_handler(event, context):
            return context.get_remaining_time_in_millis()
        """,
        timeout_s=5.0,
    )
    assert outcome.error is None
    assert isinstance(outcome.value, int)
    assert outcome.value <= 5000 - outcome.init_ms
    (report,) = outcome.init_reports
    assert report.endswith("Phase: init\tStatus: error\tError Type: Runtime.ExitError")
    assert outcome.duration_ms >= outcome.init_ms


def test_a_module_that_never_ends_takes_all_the_time_of_the_function(run_module: Run) -> None:
    outcome = run_module("while True: pass\n", timeout_s=0.3)
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.message) == ("timeout", "Task timed out after 0.30 seconds")
    assert outcome.init_reports == (
        "INIT_REPORT Init Duration: 1000.00 ms\tPhase: init\tStatus: timeout",
        "INIT_REPORT Init Duration: 300.00 ms\tPhase: invoke\tStatus: timeout",
    )
    assert outcome.report.endswith("Status: timeout")


def test_a_slow_module_is_loaded_with_the_time_of_the_function(run_module: Run) -> None:
    outcome = run_module(
        "import time; time.sleep(1.2)\ndef lambda_handler(event, context): return 'late'\n", timeout_s=10.0
    )
    assert outcome.value == "late"
    assert outcome.init_reports[0].endswith("Phase: init\tStatus: timeout")
    assert "Init Duration" not in outcome.report


def test_what_is_above_the_quota_of_the_region_is_throttled(tmp_path: Path) -> None:
    """Running and waiting invocations count; another Region has a quota of its own."""
    artifact = handler_zip(tmp_path, "import time\nif event.get('slow'): time.sleep(3)\nreturn 'ran'")
    begun = threading.Event()
    with LambdaRuntime(throttled_above=1) as runtime:
        runtime.invoke(artifact, tmp_path, EVENT, request_id="warm")

        def occupy() -> None:
            begun.set()
            runtime.invoke(artifact, tmp_path, {"slow": True}, request_id="slow")

        thread = threading.Thread(target=occupy)
        thread.start()
        begun.wait()
        outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a")
        while outcome.error is None:  # the thread has begun, and may not have come to the quota
            outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a")
        elsewhere = runtime.invoke(artifact, tmp_path, EVENT, request_id="b", region="eu-west-1")
        thread.join()
        after = runtime.invoke(artifact, tmp_path, EVENT, request_id="c")
    assert outcome.error.kind == "throttled"
    assert str(outcome.error) == "TooManyRequestsException: Rate Exceeded."
    assert (outcome.report, outcome.cloudwatch) == ("", ())
    assert (elsewhere.value, after.value) == ("ran", "ran")
