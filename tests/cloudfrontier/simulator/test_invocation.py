"""One function at one event: what the ports answered becomes a step, and a page when it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from simulator_fakes import NOW, distribution

from cloudfrontier.cloudfront.distribution import Association
from cloudfrontier.cloudfront.limits import AWS_LIMITS
from cloudfrontier.cloudfront.message import Request
from cloudfrontier.simulator.invocation import Invoker, Occasion
from cloudfrontier.simulator.ports import RunResult

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import Kind

OCCASION = Occasion("viewer-request", Request("GET", "/page"), "id==", NOW)


class Answering:
    """Both runtimes, answering every event with the same result."""

    def __init__(self, result: RunResult) -> None:
        self.result = result
        self.asked: tuple[Any, ...] = ()

    def run(self, name: str, event: Any, *, now: float, raw_query: str | None) -> RunResult:
        self.asked = (name, event["version"], now, raw_query)
        return self.result

    def invoke(self, name: str, event: Any) -> RunResult:
        self.asked = (name, event["Records"])
        return self.result


def run(result: RunResult, *, kind: Kind) -> Any:
    code = Answering(result)
    invoker = Invoker(distribution(), functions=code, handlers=code, limits=AWS_LIMITS)
    return invoker.run(Association("viewer-request", kind, "gate"), OCCASION)


@pytest.mark.parametrize(
    ("kind", "throttled", "x_cache"),
    [
        ("function", False, "FunctionExecutionError"),
        ("function", True, "FunctionThrottledError"),
        ("handler", False, "LambdaExecutionError"),
        ("handler", True, "LambdaLimitExceeded"),
    ],
)
def test_a_run_that_failed_is_a_503_with_the_word_for_it(
    kind: Kind, *, throttled: bool, x_cache: str
) -> None:
    ran = run(RunResult(error="TypeError: x is not a function", throttled=throttled), kind=kind)
    assert (ran.failure.status, ran.failure.x_cache) == (503, f"{x_cache} from cloudfront")
    assert ran.step.why == "TypeError: x is not a function"
    assert (ran.request, ran.response) == (None, None)


def test_times_and_logs_of_a_run_are_in_its_step() -> None:
    result = RunResult(None, "boom", logs=("a", "b"), duration_ms=1.5, init_ms=80.0)
    step = run(result, kind="handler").step
    assert (step.logs, step.duration_ms, step.init_ms) == (("a", "b"), 1.5, 80.0)


def test_a_return_that_is_not_valid_has_its_finding_and_its_page() -> None:
    ran = run(RunResult("a string"), kind="function")
    assert (ran.failure.status, ran.failure.x_cache) == (502, "FunctionValidationError from cloudfront")
    assert ran.step.findings
    assert ran.step.why == ran.step.findings[0].message


def test_a_function_is_told_the_query_string_as_it_was_sent() -> None:
    code = Answering(RunResult(error="not the point"))
    invoker = Invoker(distribution(), functions=code, handlers=code, limits=AWS_LIMITS)
    occasion = Occasion("viewer-request", Request("GET", "/", "b=1&a=%20"), "id==", NOW)
    invoker.run(Association("viewer-request", "function", "gate"), occasion)
    assert code.asked == ("gate", "1.0", NOW, "b=1&a=%20")
