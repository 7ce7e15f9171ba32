"""Compiled steps that change addresses answer as the reference does, alone and in mixtures."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.batch_engine import run_quickjs
from bench.equivalence import written_forms
from bench.generated_rules import request_steps
from bench.generated_visits import KINDS, canonical, visit_event, visit_steps
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.canonical_routes import with_canonical_routes
from cloudfront_functions.reference import evaluate
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES
from cloudfrontier.rules.javascript import check_function

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfront_functions.rules import Step

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_each_kind_is_compiled_to_what_the_reference_says(
    make: Callable[[Random], tuple[Step, ...]], seed: int
) -> None:
    chance = Random(seed)
    compare(make(chance), chance)


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS)
def test_mixtures_are_compiled_to_what_the_reference_says(seed: int) -> None:
    chance = Random(seed)
    compare(visit_steps(chance), chance)


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS)
def test_lists_in_the_form_of_addresses_are_compiled_to_what_the_reference_says(seed: int) -> None:
    chance = Random(seed)
    steps = (*canonical(chance), *request_steps(chance, most=8))
    compare(with_canonical_routes(steps), chance)


def compare(steps: tuple[Step, ...], chance: Random) -> None:
    """All answers are the same JSON, with the parameters in the same order."""
    events = [visit_event(chance, steps) for _ in range(20)]
    expected = [evaluate(steps, event) for event in events]
    for _, code, store in written_forms(FunctionSpec("f", "viewer-request", steps=steps), literal_only=True):
        answers = run_quickjs(code, events, store)
        for event, wanted, answer in zip(events, expected, answers, strict=True):
            assert answer == wanted, (steps, event, code)
            assert json.dumps(answer.get("querystring")) == json.dumps(wanted.get("querystring")), (
                steps,
                event,
            )


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_the_validator_says_nothing_of_them(seed: int) -> None:
    steps = visit_steps(Random(seed))
    for runtime in FUNCTION_RUNTIMES:
        compiled = compile_function(FunctionSpec("f", "viewer-request", runtime, steps))
        found = check_function(compiled.text, name="f.js", runtime=runtime, event="viewer-request")
        assert [item for item in found if item.severity != "note"] == []


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_no_path_leads_to_another_host(seed: int) -> None:
    chance = Random(seed)
    steps = tuple(step for make in KINDS for step in make(chance))
    for _ in range(20):
        answer = evaluate(steps, visit_event(chance, steps))
        location = answer.get("headers", {}).get("location", {}).get("value", "/").partition("?")[0]
        rest = location.removeprefix("https://")
        assert rest.split("/")[0] in {"", "example.com", "www.example.com", "m.example.com", "example.de"}
        assert location.isascii()
        assert location.isprintable()
        assert not location.startswith(("//", "/\\"))
