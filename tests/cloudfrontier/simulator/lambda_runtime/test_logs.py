"""What a handler prints and logs: every line, in order, with the invocation that wrote it, up to a bound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lambda_zips import EVENT, lambda_zip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

    Run = Callable[..., HandlerOutcome]


def test_stdout_and_stderr_come_in_the_order_they_were_written(run: Run) -> None:
    outcome = run(
        """
        import os, sys
        print("one")
        print("two", file=sys.stderr)
        os.write(1, b"three\\n")
        print("four\\nfive", end="")
        """
    )
    assert outcome.logs == ("one", "two", "three", "four", "five")


def test_logging_has_the_format_of_lambda(run: Run) -> None:
    outcome = run(
        """
        import logging
        logger = logging.getLogger()
        logger.info("not shown: the root logger begins at WARNING")
        logger.setLevel("INFO")
        logger.info("shown")
        logging.getLogger("mine").error("shown too")
        """
    )
    assert len(outcome.logs) == 2
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert re.fullmatch(rf"\[INFO\]\t{stamp}\trequest-1\tshown", outcome.logs[0])
    assert re.fullmatch(rf"\[ERROR\]\t{stamp}\trequest-1\tshown too", outcome.logs[1])


def test_lines_belong_to_the_invocation_that_wrote_them(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = lambda_zip(
        tmp_path,
        """
        print("loaded")
        def lambda_handler(event, context):
            print(context.aws_request_id)
        """,
    )
    logs = [runtime.invoke(artifact, tmp_path, EVENT, request_id=name).logs for name in ("a", "b", "c")]
    assert logs == [("loaded", "a"), ("b",), ("c",)]


def test_an_error_keeps_the_lines_before_it(run: Run) -> None:
    for ending in ("raise ValueError", "os._exit(1)", "os.abort()", "time.sleep(60)"):
        outcome = run(f"import os, time; print('before', end=''); {ending}", timeout_s=0.3)
        assert outcome.error is not None
        assert outcome.logs == ("before",)


def test_a_flood_is_cut_off_with_a_note(run: Run) -> None:
    outcome = run("print('x' * 1_000_000); return 'done'")
    assert outcome.value == "done"
    kept, note = outcome.logs
    assert kept == "x" * 20_000
    assert note == "[980,001 more bytes of output were dropped: 20,000 are kept]"


def test_output_that_is_no_utf_8_is_shown_with_replacements(run: Run) -> None:
    assert run("import os; os.write(1, b'a\\xff\\n')").logs == ("a\N{REPLACEMENT CHARACTER}",)


def test_a_message_of_the_context_is_logged_as_it_is(run: Run) -> None:
    assert run("context.log('one '); context.log('two')").logs == ("one two",)
