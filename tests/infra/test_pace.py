"""Waiting and trying again, on a clock that only the test moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.errors import TimedOutError
from infra.aws import ServiceError
from infra.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def failing(times: int, code: str = "PreconditionFailed") -> Callable[[], str]:
    left = iter(range(times))

    def step() -> str:
        if next(left, None) is not None:
            raise ServiceError("UpdateDistribution", code, "")
        return "done"

    return step


def moved(error: ServiceError) -> bool:
    return error.code == "PreconditionFailed"


def test_a_lost_race_is_run_again_after_a_random_and_growing_pause() -> None:
    clock = Clock()
    pace = Pace(clock.sleep, clock, lambda: 1.0)
    assert pace.converge(failing(4), moved=moved) == "done"
    assert clock.slept == [0.5, 1.0, 2.0, 4.0]
    half = Clock()
    Pace(half.sleep, half, lambda: 0.5).converge(failing(2), moved=moved)
    assert half.slept == [0.25, 0.5]


def test_the_last_lost_race_is_told() -> None:
    clock = Clock()
    with pytest.raises(ServiceError):
        Pace(clock.sleep, clock, lambda: 1.0).converge(failing(8), moved=moved)
    assert clock.slept == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 16.0]


def test_another_error_ends_it_at_once() -> None:
    clock = Clock()
    with pytest.raises(ServiceError, match="AccessDenied"):
        Pace(clock.sleep, clock).converge(failing(1, "AccessDenied"), moved=moved)
    assert clock.slept == []


def test_what_is_ready_is_not_waited_for() -> None:
    clock = Clock()
    assert Pace(clock.sleep, clock).wait_for(lambda: 7, what="it", seconds=0, every=1) == 7
    assert clock.slept == []


def test_whoever_waits_is_told_how_long_already() -> None:
    clock = Clock()
    told: list[tuple[str, float]] = []
    answers = iter([None, None, "ready"])
    pace = Pace(clock.sleep, clock, on_wait=lambda what, seconds: told.append((what, seconds)))
    assert pace.wait_for(lambda: next(answers), what="the moon", seconds=60, every=10) == "ready"
    assert told == [("the moon", 0), ("the moon", 10)]


def test_time_that_is_up_is_an_error_that_says_how_to_go_on() -> None:
    clock = Clock()
    with pytest.raises(TimedOutError, match=r"waited 60 s for the moon; .* run the same command again"):
        Pace(clock.sleep, clock).wait_for(lambda: None, what="the moon", seconds=60, every=10)
