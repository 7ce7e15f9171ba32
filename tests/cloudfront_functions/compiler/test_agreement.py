"""Compiled functions against the plain evaluator: generated rules and requests, every form, both engines."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.batch_engine import run_quickjs
from bench.equivalence import compare, written_forms
from bench.generated_events import request_event, response_event
from bench.generated_rules import request_steps, response_steps
from cloudfront_functions import FunctionSpec, ViewerEvent, compile_function
from cloudfront_functions.reference import evaluate
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.rules.javascript import check_function
from cloudfrontier.simulator.sample_runs import sample_findings

if TYPE_CHECKING:
    from cloudfront_functions.rules import Step

NJS = shutil.which("njs")
CHANCES = st.randoms(use_true_random=False)


def generated(chance: Random) -> tuple[ViewerEvent, tuple[Step, ...]]:
    if chance.randrange(5):
        return "viewer-request", request_steps(chance)
    return "viewer-response", response_steps(chance)


@given(CHANCES)
@settings(max_examples=60, deadline=None)
def test_every_form_answers_as_the_rules_say(chance: Random) -> None:
    event_name, steps = generated(chance)
    make = request_event if event_name == "viewer-request" else response_event
    events = [make(chance, steps) for _ in range(6)]
    expected = [evaluate(steps, event) for event in events]
    for name, code, store in written_forms(FunctionSpec("f", event_name, steps=steps)):
        assert run_quickjs(code, events, store) == expected, name


@pytest.mark.parametrize("seed", range(12))
def test_long_lists_answer_as_the_rules_say(seed: int) -> None:
    for _name, same, count in compare(Random(seed), 120):
        assert same == count


@pytest.mark.skipif(NJS is None, reason="njs is not on PATH (Debian's package `njs`)")
@pytest.mark.parametrize("seed", range(6))
def test_njs_answers_as_the_rules_say(seed: int) -> None:
    for _name, same, count in compare(Random(seed), 40, njs=NJS):
        assert same == count


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("seed", range(12))
def test_no_rule_of_the_validator_finds_anything_in_what_is_compiled(
    seed: int, runtime: FunctionRuntime
) -> None:
    event_name, steps = generated(Random(seed))
    compiled = compile_function(FunctionSpec("f", event_name, runtime, steps))
    found = check_function(compiled.text, name="f.js", runtime=runtime, event=event_name)
    ran = sample_findings(compiled.text, name="f.js", runtime=runtime, event=event_name).findings
    assert [item for item in (*found, *ran) if item.severity != "note"] == []
