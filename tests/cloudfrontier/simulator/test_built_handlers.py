"""Built handlers as the engine asks for them: what a throttled invocation is, where its log would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lambda_zips import EVENT, handler_zip

from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.simulator.built_handlers import BuiltHandlers
from cloudfrontier.simulator.lambda_runtime import LambdaRuntime

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.simulator.ports import RunResult


def invoke(tmp_path: Path, body: str, **settings: Any) -> RunResult:
    manifest = Manifest("test", handlers=(handler_zip(tmp_path, body),))
    with LambdaRuntime(**settings) as runtime:
        handlers = BuiltHandlers(
            tmp_path, manifest, runtime=runtime, entropy=lambda size: b"\7" * size, region="sa-east-1"
        )
        return handlers.invoke("sample", EVENT)  # type: ignore[arg-type]  # as much as the runtime needs


def test_a_handler_runs_in_the_region_that_was_chosen(tmp_path: Path) -> None:
    result = invoke(tmp_path, "import os; print('said'); return os.environ['AWS_REGION']")
    assert (result.value, result.error, result.throttled) == ("sa-east-1", "", False)
    assert result.log_group == "/aws/lambda/us-east-1.sample in sa-east-1"
    assert result.report.startswith("REPORT RequestId: 07070707-0707-4707-8707-070707070707\tDuration: ")
    assert result.init_ms is not None


def test_a_throttled_handler_is_no_failed_one(tmp_path: Path) -> None:
    result = invoke(tmp_path, "return 1", throttled_above=0)
    assert result.throttled
    assert result.error == "TooManyRequestsException: Rate Exceeded."
    assert (result.report, result.logs) == ("", ())


@pytest.mark.parametrize("body", ["raise ValueError", "import os; os._exit(1)"])
def test_a_failed_handler_is_no_throttled_one(tmp_path: Path, body: str) -> None:
    result = invoke(tmp_path, body)
    assert result.error
    assert not result.throttled
