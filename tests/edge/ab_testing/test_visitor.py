"""Visitors: the id they bring, or the one that their request's id makes."""

from __future__ import annotations

import pytest
from edge_support import REQUEST_ID

from edge.ab_testing.hashing import position
from edge.ab_testing.visitor import Visitor, known_elsewhere, visitor_of


def made_from(request_id: str) -> str:
    return visitor_of([], request_id=request_id).id


@pytest.mark.parametrize(
    "value",
    ["0123456789abcdef0123456789abcdef", "GA1.2.1033501218.1368477899", "a" * 8, "~" * 128],
)
def test_a_well_formed_id_is_kept(value: str) -> None:
    assert visitor_of([value], request_id=REQUEST_ID) == Visitor(value, known=True)


@pytest.mark.parametrize(
    "value", ["", "short", "a" * 129, "a b c d e f", "<script>x</script>", "é" * 10, "a;b;c;d;e"]
)
def test_anything_else_is_no_id(value: str) -> None:
    assert visitor_of([value], request_id=REQUEST_ID).known is False
    assert visitor_of([value, "visitor-1"], request_id=REQUEST_ID) == Visitor("visitor-1", known=True)


def test_both_events_of_a_first_visit_come_to_the_same_id() -> None:
    visitor = visitor_of([], request_id=REQUEST_ID)
    assert visitor == visitor_of([], request_id=REQUEST_ID)
    assert not visitor.known
    assert len(visitor.id) == 32
    assert visitor_of([visitor.id], request_id="another") == Visitor(visitor.id, known=True)


def test_the_id_does_not_repeat_the_requests_id() -> None:
    assert not set(made_from(REQUEST_ID)) - set("0123456789abcdef")
    assert REQUEST_ID[:8] not in made_from(REQUEST_ID)


def test_first_visits_are_split_as_evenly_as_others() -> None:
    tenths = [0] * 10
    for number in range(10_000):
        place = position("hero", made_from(f"{number:x}TzyHTaYWb1GX1qTfsHhEqV6HUDd=="))
        tenths[int((place or 0) * 10)] += 1
    assert sum((count - 1000) ** 2 / 1000 for count in tenths) < 27.88  # 9 degrees of freedom, p = 0.001


def test_different_requests_make_different_visitors() -> None:
    numbers = range(20_000)
    made = {made_from(f"{number:x}TzyHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc==") for number in numbers}
    assert len(made) == len(numbers)
    for word in range(4):  # each of the four words is a hash of its own: about 0.05 collisions are expected
        assert len({item[8 * word : 8 * word + 8] for item in made}) >= len(numbers) - 4


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["mira@example.org", "GA1.2.3"], "mira@example.org"),
        ([None, "GA1.2.3"], "GA1.2.3"),
        (["", "x"], "x"),
        (["x" * 513, "y"], "y"),
        ([None], None),
    ],
    ids=["the first", "no header", "an empty one", "one that is too long", "none"],
)
def test_an_id_that_the_site_knows_is_taken_as_it_is(values: list[str | None], expected: str | None) -> None:
    found = known_elsewhere(values)
    assert found == (expected and Visitor(expected, known=True))
