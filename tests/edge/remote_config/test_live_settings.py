"""The document is fresh, old or gone, its source quick, slow or broken: nobody waits long, nothing raises."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from edge.remote_config.live_settings import LiveSettings, Times

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = Times(ttl=60.0, bound=0.3)
START = 1000.0


class Place:
    """A source that a test fills: a document, an error, or a gate that stays shut."""

    def __init__(self, answer: object = None) -> None:
        self.answer = answer
        self.asked = 0
        self.gate = threading.Event()
        self.gate.set()
        self.answered = threading.Semaphore(0)

    def __call__(self) -> Any:
        self.asked += 1
        self.gate.wait(10)
        try:
            if isinstance(self.answer, BaseException):
                raise self.answer
            return self.answer
        finally:
            self.answered.release()


class Reports:
    """What was said."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []

    def __call__(self, reason: str, failures: int) -> None:
        self.lines.append((reason, failures))


def settings(place: Callable[[], Any], *, dice: float = 0.5) -> LiveSettings:
    return LiveSettings(place, TIMES, reason=lambda error: type(error).__name__, dice=lambda: dice)


def settled(live: LiveSettings, now: float, reports: Reports) -> object:
    """What serves once the fetch that is on its way has come back."""
    pending = live._pending
    if pending is not None:
        assert pending.done.wait(10)
    return live.current(now, reports)


def test_the_first_who_asks_waits_for_the_document() -> None:
    place, reports = Place({"auth": 1}), Reports()
    assert settings(place).current(START, reports) == {"auth": 1}
    assert (place.asked, reports.lines) == (1, [])


def test_while_it_is_fresh_nothing_is_asked_and_the_document_is_the_same_object() -> None:
    place, reports = Place({"auth": 1}), Reports()
    live = settings(place)
    first = live.current(START, reports)
    assert live.current(START + 59.9, reports) is first
    assert place.asked == 1


@pytest.mark.parametrize(("dice", "fresh_for"), [(0.0, 54.0), (1.0, 66.0)])
def test_the_ttl_differs_by_a_tenth_so_that_not_all_ask_at_once(dice: float, fresh_for: float) -> None:
    place, reports = Place({"auth": 1}), Reports()
    live = settings(place, dice=dice)
    live.current(START, reports)
    live.current(START + fresh_for - 0.01, reports)
    assert place.asked == 1
    live.current(START + fresh_for, reports)
    assert settled(live, START + fresh_for, reports) == {"auth": 1}
    assert place.asked == 2


def test_an_old_document_serves_while_the_next_is_fetched() -> None:
    place, reports = Place({"auth": 1}), Reports()
    live = settings(place)
    live.current(START, reports)
    place.answer = {"auth": 2}
    place.gate.clear()
    assert live.current(START + 61, reports) == {"auth": 1}
    assert live.current(START + 62, reports) == {"auth": 1}
    assert place.asked == 2
    place.gate.set()
    assert settled(live, START + 63, reports) == {"auth": 2}
    assert reports.lines == []


def test_a_document_that_did_not_change_stays_the_same_object() -> None:
    place, reports = Place({"auth": [1]}), Reports()
    live = settings(place)
    first = live.current(START, reports)
    place.answer = {"auth": [1]}
    live.current(START + 61, reports)
    assert settled(live, START + 62, reports) is first


def test_a_slow_source_is_waited_for_once_and_taken_when_it_answers() -> None:
    place, reports = Place({"auth": 1}), Reports()
    place.gate.clear()
    live = settings(place)
    assert live.current(START, reports) == {}
    assert reports.lines == [("slow", 1)]
    for second in range(5):
        assert live.current(START + second, reports) == {}
    assert (place.asked, len(reports.lines)) == (1, 1)
    place.gate.set()
    assert settled(live, START + 6, reports) == {"auth": 1}


def test_a_source_that_is_not_ready_is_waited_for_no_longer_and_is_no_failure() -> None:
    place, reports = Place(ValueError("x")), Reports()
    place.gate.clear()
    live = LiveSettings(place, TIMES, reason=lambda _error: "denied", is_ready=lambda: False)
    assert live.current(START, reports) == {}
    assert reports.lines == [("starting", 0)]
    place.gate.set()
    settled(live, START + 1, reports)
    assert reports.lines == [("starting", 0), ("denied", 1)]  # nothing of a real failure is held back


def test_a_source_that_becomes_ready_while_it_is_waited_for_is_waited_for_to_the_end() -> None:
    place, reports = Place({"auth": 1}), Reports()
    place.gate.clear()
    asked = iter((False, True))

    def is_ready() -> bool:
        ready = next(asked)
        if ready:
            place.gate.set()  # boto3 is there now, and AWS answers
            assert live._pending is not None
            live._pending.done.wait(10)
        return ready

    live = LiveSettings(place, TIMES._replace(bound=0.1), reason=str, is_ready=is_ready)
    assert live.current(START, reports) == {"auth": 1}
    assert reports.lines == []


def test_a_source_that_is_not_ready_is_not_waited_for_where_its_start_alone_is_longer_than_the_bound() -> (
    None
):
    place, reports = Place({"auth": 1}), Reports()
    place.gate.clear()
    live = LiveSettings(place, TIMES._replace(bound=0.05), reason=str, is_ready=lambda: False)
    assert live.current(START, reports) == {}
    assert reports.lines == [("starting", 0)]
    place.gate.set()
    assert settled(live, START + 1, reports) == {"auth": 1}


def test_a_fetch_that_never_ends_is_left_behind() -> None:
    stuck, reports = Place({"auth": 1}), Reports()
    stuck.gate.clear()
    live = settings(stuck)
    live.current(START, reports)
    live.current(START + 11, reports)
    live.current(START + 17, reports)
    assert stuck.asked == 2
    stuck.gate.set()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (ConnectionError("secret"), "ConnectionError"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (["a"], "junk"),
        (None, "junk"),
    ],
    ids=["an error", "an interrupt", "a list", "nothing"],
)
def test_the_last_good_document_serves_whatever_happens(answer: object, reason: str) -> None:
    place, reports = Place({"auth": 1}), Reports()
    live = settings(place)
    live.current(START, reports)
    place.answer = answer
    live.current(START + 61, reports)
    assert settled(live, START + 62, reports) == {"auth": 1}
    assert reports.lines == [(reason, 1)]
    place.answer = {"auth": 3}
    live.current(START + 70, reports)
    assert settled(live, START + 71, reports) == {"auth": 3}


def test_without_a_good_document_what_was_baked_holds() -> None:
    reports = Reports()
    assert settings(Place(ValueError("x"))).current(START, reports) == {}
    assert reports.lines == [("ValueError", 1)]


def test_failures_are_counted_and_said_once_a_minute() -> None:
    place, reports = Place(ValueError("x")), Reports()
    live = settings(place)
    for second in range(0, 130, 5):
        live.current(START + second, reports)
        settled(live, START + second, reports)
    assert [reason for reason, _ in reports.lines] == ["ValueError"] * 3
    counts = [count for _, count in reports.lines]
    assert counts[0] == 1
    assert counts[1] > 5
    assert sum(counts) <= place.asked


def test_keys_that_no_feature_knows_are_said_once_and_the_others_used() -> None:
    place, reports = Place({"ab_tseting": {}, "auth": {}}), Reports()
    live = settings(place)
    assert live.current(START, reports) == {"ab_tseting": {}, "auth": {}}
    live.current(START + 61, reports)
    settled(live, START + 62, reports)
    assert place.asked == 2
    assert reports.lines == [("unknown-key", 1)]
