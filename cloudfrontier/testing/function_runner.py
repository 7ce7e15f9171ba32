"""Runs what FakeCloudFront's TestFunction is asked to run: `FakeCloudFront(test_runner=run_function)`."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, cast

from cloudfrontier.simulator.functions_runtime import KeyValues, Surroundings
from cloudfrontier.simulator.sample_runs import FunctionTester
from cloudfrontier.testing.fake_cloudfront import TestOutcome

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.testing.fake_cloudfront import FunctionTest

__all__ = ["run_function"]


def run_function(test: FunctionTest) -> TestOutcome:
    """One test on the simulator's runtime.

    Raises:
        ValueError: the event is no JSON object; the fake answers TestFunctionFailed.
    """
    event = json.loads(test.event)
    if not isinstance(event, dict):
        raise ValueError("the event is no object")  # noqa: TRY004 - it is a wrong value, whatever its type
    store = None if test.store is None else KeyValues(test.store)
    # the fake checked the runtime's name when the function was made
    runtime = cast("FunctionRuntime", test.runtime)
    tester = FunctionTester(test.code.decode(), runtime=runtime, surroundings=Surroundings(store=store))
    result = tester.run(event, now=time.time())
    return TestOutcome(result.output, result.logs, result.error, result.utilization)
