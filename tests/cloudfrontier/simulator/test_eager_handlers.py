"""Handlers asked by who cannot wait: each runs once, and its answer counts wherever it is waited for."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from simulator_fakes import CACHED, NOW, PAGE, MemoryOrigin, PythonCode, behavior, distribution

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.managed_policies import managed_cache_policy
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.engine import Engine
from cloudfrontier.simulator.trace import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.distribution import Behavior
    from cloudfrontier.simulator.ports import RunResult

REQUEST = Request("GET", "/page", headers=Headers((("Host", "www.example.com"),)))
UNCACHED = managed_cache_policy("CachingDisabled")


def marked(event: dict[str, Any]) -> dict[str, Any]:
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    request["headers"]["x-mark"] = [{"key": "X-Mark", "value": "1"}]
    return request


def generated(_event: dict[str, Any]) -> dict[str, Any]:
    return {"status": "200", "body": "made", "headers": {"cache-control": [{"value": "max-age=60"}]}}


@dataclass
class EagerCode(PythonCode):
    """`answers` says of each time that a handler is asked: at once, later, or not yet."""

    answers: list[str] = field(default_factory=list)
    waited: list[str] = field(default_factory=list)

    def begin(self, name: str, event: Any) -> RunResult | Callable[[], RunResult] | None:
        answer = self.answers.pop(0) if self.answers else "at once"
        if answer == "not yet":
            return None
        result = self.invoke(name, event)

        def later() -> RunResult:
            self.waited.append(name)
            return result

        return later if answer == "later" else result


@dataclass
class Place:
    engine: Engine
    code: EagerCode
    origin: MemoryOrigin
    cache: Cache

    @property
    def ran(self) -> list[str]:
        return [name for name, _ in self.code.seen]


def place(made: Behavior, *answers: str, **code: Callable[[dict[str, Any]], Any]) -> Place:
    python = EagerCode({"mark": marked, "make": generated, **code}, answers=list(answers))
    origin, cache = MemoryOrigin({"/page": PAGE}), Cache()
    engine = Engine(
        distribution(made),
        functions=python,
        handlers=python,
        origins=origin,
        entropy=random.Random(3).randbytes,
        timer=time.perf_counter,
        cache=cache,
    )
    return Place(engine, python, origin, cache)


def ended(begun: Exchange | Callable[[], Exchange]) -> Exchange:
    return begun if isinstance(begun, Exchange) else begun()


def test_a_quick_handler_before_a_hit_waits_for_nobody() -> None:
    made = place(behavior(("viewer-request", "mark")))
    made.engine.handle(REQUEST, now=NOW)
    made.code.seen.clear()
    found = made.engine.begin(REQUEST, now=NOW + 1)
    assert isinstance(found, Exchange)
    assert found.trace.x_cache == "Hit from cloudfront"
    assert found.trace.event("viewer-request").outcome == "request"
    assert made.ran == ["mark"]


@pytest.mark.parametrize("answer", ["at once", "later", "not yet"])
@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(behavior(("viewer-request", "mark")), ["mark"], id="a miss"),
        pytest.param(
            behavior(("viewer-request", "mark"), ("origin-request", "mark"), cache_policy=UNCACHED),
            ["mark", "mark"],
            id="two handlers",
        ),
        pytest.param(
            behavior(("viewer-request", "mark"), ("viewer-response", "cff")), ["mark", "cff"], id="a function"
        ),
        pytest.param(
            behavior(("origin-request", "make"), ("viewer-response", "cff")), ["make", "cff"], id="made here"
        ),
    ],
)
def test_each_runs_once_however_far_the_first_walk_came(
    made: Behavior, expected: list[str], answer: str
) -> None:
    eager, plain = (place(made, answer, cff=lambda event: event["response"]) for _ in range(2))
    found = ended(eager.engine.begin(REQUEST, now=NOW))
    other = plain.engine.handle(REQUEST, now=NOW)
    assert eager.ran == expected
    assert found.response == other.response
    assert (found.trace.cache, found.trace.x_cache) == (other.trace.cache, other.trace.x_cache)
    assert [step.outcome for step in found.trace.events] == [step.outcome for step in other.trace.events]
    assert len(eager.origin.asked) == len(plain.origin.asked)


def test_a_failing_handler_fails_at_once_too() -> None:
    def fails(_event: dict[str, Any]) -> None:
        raise ValueError("no")

    made = place(behavior(("viewer-request", "bad")), bad=fails)
    found = made.engine.begin(REQUEST, now=NOW)
    assert isinstance(found, Exchange)
    assert found.trace.x_cache == "LambdaExecutionError from cloudfront"
    assert made.ran == ["bad"]


def test_what_nobody_needs_any_more_is_waited_for_all_the_same() -> None:
    """The object came into the cache while a handler of origin-request was thinking."""
    by_cookie = replace(CACHED, cookies=ItemSelection("all"))
    made = place(behavior(("origin-request", "mark"), cache_policy=by_cookie), "later")
    rest = made.engine.begin(REQUEST, now=NOW)
    assert ended(made.engine.begin(REQUEST, now=NOW)).trace.cache.decision == "miss"
    assert not made.code.waited
    assert ended(rest).trace.cache.decision == "hit"
    assert made.code.waited == ["mark"]


def after(event: dict[str, Any]) -> dict[str, Any]:
    response: dict[str, Any] = event["Records"][0]["cf"]["response"]
    response["headers"]["x-after"] = [{"key": "X-After", "value": response["status"]}]
    return response


def test_an_answer_is_for_its_own_event_when_the_object_has_gone_meanwhile() -> None:
    """Begun at viewer-response of a hit; the walk that waits comes to origin-request first."""
    both = behavior(("origin-request", "mark"), ("viewer-response", "after"))
    made, plain = place(both, "later", after=after), place(both, after=after)
    made.engine.handle(REQUEST, now=NOW)
    rest = made.engine.begin(REQUEST, now=NOW + 1)
    made.cache.clear()
    made.code.seen.clear()
    found, other = ended(rest), plain.engine.handle(REQUEST, now=NOW + 1)
    assert made.code.waited == ["after"]
    assert made.ran == ["mark", "after"]
    assert found.response.status == 200
    assert [step.outcome for step in found.trace.events] == [step.outcome for step in other.trace.events]
    assert found.response.headers.get("x-after") == "200"


def test_an_answer_is_for_its_own_event_when_the_object_has_come_meanwhile() -> None:
    """Begun at origin-request of a miss; the walk that waits comes to viewer-response alone."""
    by_cookie = replace(CACHED, cookies=ItemSelection("all"))
    both = behavior(("origin-request", "mark"), ("viewer-response", "after"), cache_policy=by_cookie)
    made = place(both, "later", after=after)
    rest = made.engine.begin(REQUEST, now=NOW)
    made.engine.handle(REQUEST, now=NOW)
    made.code.seen.clear()
    found = ended(rest)
    assert made.code.waited == ["mark"]
    assert (made.ran, found.trace.cache.decision) == (["after"], "hit")
    assert found.trace.event("viewer-response").outcome == "response"
    assert found.response.headers.get("x-after") == "200"


def test_what_has_begun_is_waited_for_before_anything_else_is() -> None:
    """Whoever fetches the object may wait for the very process that is at work for this request."""
    waited: list[str] = []

    def spying(event: dict[str, Any]) -> dict[str, Any]:
        waited.extend(made.code.waited)
        return marked(event)

    made = place(
        behavior(("origin-request", "spy"), ("viewer-response", "after")), "later", after=after, spy=spying
    )
    made.engine.handle(REQUEST, now=NOW)
    rest = made.engine.begin(REQUEST, now=NOW + 1)
    made.cache.clear()
    assert ended(rest).response.status == 200
    assert waited == ["after"]


def test_none_is_asked_for_who_would_not_wait_for_it_at_once() -> None:
    made = place(behavior(("viewer-request", "mark")))
    rest = made.engine.begin(REQUEST, now=NOW, may_ask=False)
    assert callable(rest)
    assert not made.ran
    assert ended(rest).response.status == 200
    assert made.ran == ["mark"]
