"""A function with a meter does what it does without one, in a context of its own and in a shared one."""

from __future__ import annotations

from pathlib import Path

import pytest
from metered_functions import handler, metered, plain

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.functions_runtime.prepare import prepare_source
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS

SAMPLES = (*REQUEST_EVENTS[::5], REQUEST_EVENTS[4])
HELPER = "async function one() { return 1; }"


def pieces(file: str) -> dict[str, str]:
    """The code of each section of a file, by the name above it."""
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    sections = text.split("//// ")[1:]
    return {name: code for name, _, code in (section.partition("\n") for section in sections)}


CONSTRUCTS = pieces("constructs.js")
ONLY_2_0 = pieces("constructs_2_0.js")
ASYNC = pieces("constructs_async.js")
WHOLE = pieces("whole_functions.js")


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("body", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_a_construct_does_the_same_with_a_meter(body: str, runtime: FunctionRuntime) -> None:
    same(handler(body), runtime)


@pytest.mark.parametrize("body", ONLY_2_0.values(), ids=ONLY_2_0)
def test_a_construct_of_2_0_does_the_same(body: str) -> None:
    same(handler(body))


@pytest.mark.parametrize("body", ASYNC.values(), ids=ASYNC)
def test_async_code_does_the_same(body: str) -> None:
    same(handler(body, above=HELPER, kind="async function"))


@pytest.mark.parametrize("code", WHOLE.values(), ids=WHOLE)
def test_code_around_the_handler_does_the_same(code: str) -> None:
    same(code)


def test_a_long_chain_of_else_if_can_be_metered() -> None:
    chain = " else ".join(f"if (r.uri === '/{number}') {{ r.x = {number}; }}" for number in range(600))

    same(handler(f"{chain} return r;"))


def same(code: str, runtime: FunctionRuntime = "cloudfront-js-2.0") -> None:
    """Both agree on every sample, and runs that share a context agree with those that do not."""
    assert prepare_source(parse(code, runtime=runtime, name="function.js")).error is None
    expected = [plain(code, sample, runtime=runtime) for sample in SAMPLES]
    alone = metered(code, *SAMPLES, runtime=runtime, alone=True)
    assert [run.returned for run in alone] == [outcome.ok for outcome in expected]
    assert [run.value for run in alone if run.returned] == [item.value for item in expected if item.ok]
    if "this.handler" in code or "globalThis.handler" in code:
        # in a shared context the code is the body of a function, and can tell: such runs are repeated alone
        return
    shared = metered(code, *SAMPLES, runtime=runtime)
    assert [run.value for run in shared] == [run.value for run in alone]
    assert [run.work for run in shared] == [run.work for run in alone]
