"""Compiled experiments against the plain evaluator, on visits of every kind, readable and compact."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.batch_engine import run_njs, run_quickjs
from bench.generated_experiments import experiment_event, experiments, visitors
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules import IndexDocument, Step
from cloudfront_functions.rules.experiments import BOTS, ExperimentCookies, Experiments
from edge.ab_testing import targeting

if TYPE_CHECKING:
    from cloudfront_functions.spec import ViewerEvent

SEEDS = st.integers(0, 2**32 - 1)
EVENTS: tuple[ViewerEvent, ...] = ("viewer-request", "viewer-response")


def steps_of(chance: Random, event: ViewerEvent) -> tuple[Step, ...]:
    listed, names = experiments(chance), visitors(chance)
    if event == "viewer-response":
        return (ExperimentCookies(experiments=listed, visitors=names),)
    return (IndexDocument("index.html"), Experiments(experiments=listed, visitors=names))


def code_of(event: ViewerEvent, steps: tuple[Step, ...], *, compact: bool) -> str:
    text = compile_function(FunctionSpec("f", event, steps=steps), limit=1 << 30).text
    return compacted(text) if compact else text


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, event=st.sampled_from(EVENTS), compact=st.booleans())
def test_a_function_does_what_the_reference_does(seed: int, event: ViewerEvent, compact: bool) -> None:  # noqa: FBT001  drawn by hypothesis
    chance = Random(seed)
    steps = steps_of(chance, event)
    visits = [experiment_event(chance, event) for _ in range(60)]
    answers = run_quickjs(code_of(event, steps, compact=compact), visits)
    for visit, answer in zip(visits, answers, strict=True):
        assert answer == evaluate(steps, visit), visit


@pytest.mark.parametrize("event", EVENTS)
def test_njs_does_what_the_reference_does(event: ViewerEvent) -> None:
    njs = shutil.which("njs")
    if njs is None:
        pytest.skip("njs is not on PATH")
    chance = Random(5)
    for _ in range(10):
        steps = steps_of(chance, event)
        visits = [experiment_event(chance, event) for _ in range(60)]
        answers = run_njs(njs, code_of(event, steps, compact=False), visits)
        for visit, answer in zip(visits, answers, strict=True):
            assert answer == evaluate(steps, visit), visit


def test_bots_are_the_same_at_both_places() -> None:
    assert targeting.BOTS == BOTS
