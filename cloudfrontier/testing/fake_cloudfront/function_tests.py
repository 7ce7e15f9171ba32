"""TestFunction: one function, run on one event by whatever runtime the fake was given.

The fake has no JavaScript of its own. A runner takes a `FunctionTest` and returns a `TestOutcome`; when it
raises, CloudFront's answer is TestFunctionFailed. Without a runner the operation is refused in the test that
calls it, and never answered with a made-up success.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/test-function.html (read 2026-04).
What `FunctionOutput` holds after an error is not documented; it is left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.function_stages import (
    blob,
    find_stage,
    function_summary,
    stores_of,
)
from cloudfrontier.testing.fake_cloudfront.service_error import NotFakedError, ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, StageName

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request

__all__ = ["FunctionTest", "FunctionTests", "TestOutcome", "TestRunner"]


@dataclass(frozen=True)
class FunctionTest:
    """What is to be run: source, `cloudfront-js-1.0` or `-2.0`, the event as JSON, and the store's entries.

    `store` is None for a function without a KeyValueStore.
    """

    name: str
    code: bytes
    runtime: str
    stage: StageName
    event: bytes
    store: Mapping[str, str] | None = None


@dataclass(frozen=True)
class TestOutcome:
    """What came of it: `output` is JSON text, `utilization` a percentage of the allowed time."""

    __test__ = False  # pytest takes classes whose names begin so for tests

    output: str = ""
    logs: tuple[str, ...] = ()
    error: str = ""
    utilization: int = 0


TestRunner = Callable[[FunctionTest], TestOutcome]


class FunctionTests:
    """The operation TestFunction."""

    def __init__(self, account: Account, runner: TestRunner | None) -> None:
        self._account = account
        self._runner = runner
        self.operations: Operations = {"TestFunction": self._test}

    def _test(self, request: Request) -> Answer:
        if self._runner is None:
            raise NotFakedError("TestFunction needs a runtime: FakeCloudFront(test_runner=...)")
        function, stage_name, stage = find_stage(self._account, request)
        stage.version.require_known(request.params.get("IfMatch"))
        event = blob(request.params["EventObject"])
        if len(event) > self._account.limit(limits.FUNCTION_TEST_EVENT):
            raise ServiceError("InvalidArgument", because="the event object is too large")
        runtime = str(stage.config["Runtime"])
        test = FunctionTest(
            function.name, stage.code, runtime, stage_name, event, self._store(stores_of(stage.config))
        )
        outcome = _run(self._runner, test)
        return {
            "TestResult": {
                "FunctionSummary": function_summary(self._account, function, stage_name),
                "ComputeUtilization": str(outcome.utilization),
                "FunctionExecutionLogs": list(outcome.logs),
                "FunctionErrorMessage": outcome.error,
                "FunctionOutput": "" if outcome.error else outcome.output,
            }
        }

    def _store(self, arns: list[str]) -> Mapping[str, str] | None:
        stores = [store for store in self._account.stores.values() if store.arn in arns]
        return dict(stores[0].entries) if stores else None


def _run(runner: TestRunner, test: FunctionTest) -> TestOutcome:
    try:
        return runner(test)
    except Exception as error:  # a runtime may fail in any way; CloudFront has one code for all of them
        raise ServiceError("TestFunctionFailed", because=str(error)) from error
