"""Python and the compiled function place visitors alike, and no split is further off than chance allows."""

from __future__ import annotations

from bench.assign import agreement


def test_a_slice_of_the_million_agrees_and_is_split_as_it_should_be() -> None:
    found = agreement(20_000)
    assert found["alike"] == found["ids"]
    assert found["least p of a split"] > found["all above"]
    assert found["least p of independence"] > found["all above"]
