"""A handler that behaves: what it is given, what it may see, and what comes back."""

from __future__ import annotations

import importlib.util
import py_compile
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from lambda_zips import EVENT, handler_zip, lambda_zip

from cloudfrontier.errors import InternalError, UsageError
from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., HandlerOutcome]

HERE = f"python3.{sys.version_info.minor}"


def test_the_event_goes_in_and_the_value_comes_out(run: Run) -> None:
    outcome = run("return {'got': event}")
    assert outcome.value == {"got": EVENT}
    assert outcome.error is None


def test_the_second_invocation_is_warm(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = lambda_zip(
        tmp_path,
        """
        import time
        time.sleep(0.02)
        count = 0
        def lambda_handler(event, context):
            global count
            count += 1
            return count
        """,
    )
    first = runtime.invoke(artifact, tmp_path, EVENT, request_id="a")
    second = runtime.invoke(artifact, tmp_path, EVENT, request_id="b")
    assert (first.value, second.value) == (1, 2)
    assert (first.cold, second.cold) == (True, False)
    assert first.init_ms >= 20
    assert second.init_ms == 0
    assert 0 < second.duration_ms < 1000


def test_two_handlers_do_not_share_a_process(runtime: LambdaRuntime, tmp_path: Path) -> None:
    pids = {
        runtime.invoke(
            handler_zip(tmp_path, "import os; return os.getpid()", name=name), tmp_path, EVENT, request_id="a"
        ).value
        for name in ("one", "two")
    }
    assert len(pids) == 2


def test_a_newer_build_takes_the_place_of_the_older(runtime: LambdaRuntime, tmp_path: Path) -> None:
    for version in (1, 2):
        artifact = handler_zip(tmp_path, f"return {version}")
        assert runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value == version


def test_the_context_has_everything_that_lambdas_has(runtime: LambdaRuntime, tmp_path: Path) -> None:
    """The members of awslambdaric's `LambdaContext` (142f9cb, read 2026-11)."""
    artifact = handler_zip(
        tmp_path,
        """
        return {
            "identity": [context.identity.cognito_identity_id, context.identity.cognito_identity_pool_id],
            "none": [context.client_context, context.tenant_id],
            "w3c": context.w3c(),
            "shown": repr(context),
        }
        """,
    )
    value = runtime.invoke(artifact, tmp_path, EVENT, request_id="request-1").value
    assert isinstance(value, dict)
    shown = value.pop("shown")
    assert value == {"identity": [None, None], "none": [None, None], "w3c": {}}
    assert shown.startswith("LambdaContext([aws_request_id=request-1,log_group_name=/aws/lambda/us-east-1.")


def test_the_context_says_who_and_where(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = handler_zip(
        tmp_path,
        """
        return {
            "id": context.aws_request_id,
            "name": context.function_name,
            "version": context.function_version,
            "memory": context.memory_limit_in_mb,
            "arn": context.invoked_function_arn,
            "group": context.log_group_name,
            "stream": context.log_stream_name,
            "left": context.get_remaining_time_in_millis(),
        }
        """,
        name="gate",
    )
    value: Any = runtime.invoke(artifact, tmp_path, EVENT, request_id="id-7", region="eu-west-1").value
    assert value["id"] == "id-7"
    assert value["name"] == "us-east-1.gate"
    assert value["version"] == "1"
    assert value["memory"] == "128"
    assert value["arn"] == "arn:aws:lambda:eu-west-1:123456789012:function:us-east-1.gate:1"
    assert value["group"] == "/aws/lambda/us-east-1.gate"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d/\[1\][0-9a-f]{32}", value["stream"])
    assert 4000 < value["left"] <= 5000


RESERVED = {
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_LAMBDA_METADATA_API",
    "AWS_LAMBDA_METADATA_TOKEN", "PATH", "LANG", "TZ", "PYTHONPATH", "LD_LIBRARY_PATH",
}  # fmt: skip
"""https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (read 2026-10)."""


def test_only_reserved_variables_are_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_SECRET", "s3cr3t")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3cr3t")
    value: Any = run("import os; return dict(os.environ)").value
    assert value.keys() == RESERVED | {"TMPDIR", "HOME"}
    assert "s3cr3t" not in value.values()
    assert value["TZ"] == ":UTC"
    assert value["AWS_REGION"] == "us-east-1"
    assert value["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.11"
    assert value["_X_AMZN_TRACE_ID"].endswith(";Sampled=0")


def test_the_task_folder_is_where_it_runs_and_is_read_only(run: Run) -> None:
    value: Any = run(
        """
        import os, stat
        root = os.environ["LAMBDA_TASK_ROOT"]
        modes = [stat.S_IMODE(os.stat(path).st_mode) for path in (root, "lambda_function.py", "lib/a.txt")]
        return {"here": os.getcwd() == root, "modes": modes, "files": sorted(os.listdir(root))}
        """,
        files={"lib/a.txt": b"a"},
    ).value
    assert value == {"here": True, "modes": [0o555, 0o444, 0o444], "files": ["lambda_function.py", "lib"]}


def test_temporary_files_go_into_a_folder_of_its_own(run: Run) -> None:
    value: Any = run("import os, tempfile; return [tempfile.gettempdir(), os.environ['TMPDIR']]").value
    assert value[0] == value[1]


@pytest.mark.parametrize("name", ["click", "pytest", "boto3", "cloudfrontier"])
def test_packages_of_this_machine_cannot_be_imported(run: Run, name: str) -> None:
    outcome = run(f"import {name}")
    assert outcome.error is not None
    assert outcome.error.type == "ModuleNotFoundError"


def test_boto3_can_be_imported_when_asked_for_and_nothing_beside_it(tmp_path: Path) -> None:
    pytest.importorskip("boto3")
    body = """
        import importlib.util
        import boto3, botocore, dateutil, urllib3
        return [boto3.__name__, importlib.util.find_spec("click") is None]
    """
    with LambdaRuntime(boto3=True) as runtime:
        artifact = handler_zip(tmp_path, body, memory_mb=256, runtime=HERE)
        outcome = runtime.invoke(artifact, tmp_path, EVENT, request_id="a")
    assert outcome.error is None
    assert outcome.value == ["boto3", True]


def test_modules_of_the_zip_come_before_all_others(run: Run) -> None:
    outcome = run("import colorsys; return colorsys.mine", files={"colorsys.py": b"mine = True\n"})
    assert outcome.value is True


def test_compiled_files_of_the_zip_are_used(runtime: LambdaRuntime, tmp_path: Path) -> None:
    """The bytecode says 2 and its source says 1: with unchecked hashes nobody compares them."""
    source = tmp_path / "answer.py"
    source.write_text("value = 2\n")
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compiled = py_compile.compile(str(source), str(tmp_path / "answer.pyc"), invalidation_mode=mode)
    assert compiled is not None
    cached = importlib.util.cache_from_source("answer.py")
    artifact = handler_zip(
        tmp_path,
        "import answer; return answer.value",
        files={"answer.py": b"value = 1\n", cached: (tmp_path / "answer.pyc").read_bytes()},
        runtime=HERE,
    )
    assert runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value == 2


def test_the_python_of_the_runtime_is_used_where_there_is_one(tmp_path: Path) -> None:
    others = [minor for minor in (10, 12, 13, 14) if shutil.which(f"python3.{minor}")]
    with LambdaRuntime() as runtime:
        for minor in others:
            artifact = handler_zip(
                tmp_path,
                "import sys; return sys.version_info[1]",
                runtime=f"python3.{minor}",
                name=f"h{minor}",
            )
            value = runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value
            # a program of that name may still not run: then there is a note
            assert value == minor or any(f"python3.{minor}" in note for note in runtime.notes)


def test_without_such_a_python_this_one_is_used_and_a_note_says_so(tmp_path: Path) -> None:
    with LambdaRuntime(search_path=str(tmp_path)) as runtime:
        artifact = handler_zip(tmp_path, "import sys; return sys.version_info[1]", runtime="python3.99")
        assert runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value == sys.version_info.minor
        (note,) = runtime.notes
        assert "python3.99" in note


def test_a_runtime_that_cannot_be_run_here_is_refused(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = handler_zip(tmp_path, "return 1", runtime="java21")
    with pytest.raises(UsageError, match=r"java21"):
        runtime.invoke(artifact, tmp_path, EVENT, request_id="a")


def test_a_closed_runtime_invokes_nothing(tmp_path: Path) -> None:
    runtime = LambdaRuntime()
    runtime.close()
    runtime.close()
    with pytest.raises(InternalError):
        runtime.invoke(handler_zip(tmp_path, "return 1"), tmp_path, EVENT, request_id="a")


def test_the_memory_of_the_process_is_told(run: Run) -> None:
    small = run("return 1").memory_mb
    large = run("data = bytearray(60 * 1024 ** 2); return len(data)").memory_mb
    assert 5 <= small <= 40
    assert 55 <= large - small <= 65
