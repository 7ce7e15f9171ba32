"""What generated functions are made of: a kind of step that is never drawn would never be compared."""

from __future__ import annotations

from random import Random

from bench.equivalence import compare
from bench.generated_functions import SOURCES, generated_function
from cloudfront_functions.compiler.plan import EMITTERS
from cloudfront_functions.reference.evaluate import RUNNERS


def test_every_kind_of_step_is_drawn() -> None:
    chance = Random(1)
    drawn = {type(step) for _ in range(600) for step in generated_function(chance).steps}
    assert drawn == {*EMITTERS} == {*RUNNERS}


def test_every_source_is_drawn() -> None:
    bounds = [bound for bound, _ in SOURCES]
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == 100


def test_a_list_is_compared_in_one_form_on_as_many_requests_as_asked_for() -> None:
    ((form, same, count),) = compare(Random(2), 30)
    assert form.endswith("quickjs-ng")
    assert same == count == 30
