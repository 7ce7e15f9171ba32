"""Request collapsing, with real threads: one asks the origin, and who waited takes what came.

Source: RequestAndResponseBehaviorCustomOrigin.html of the developer guide, "Simultaneous requests for the
same object" (read 2026-04).
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from simulator_fakes import CACHED, NOW, PAGE, PythonCode, behavior, distribution

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.managed_policies import managed_cache_policy
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.engine import Engine

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior, Origin
    from cloudfrontier.simulator.trace import Exchange

AT_ONCE = 6
PATIENCE = 20


@dataclass
class GatedOrigin:
    """Answers when its gate is open; `asked` counts."""

    answer: Response = PAGE
    gate: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    asked: list[Request] = field(default_factory=list)
    failure: Exception | None = None

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        self.asked.append(request)
        self.arrived.release()
        assert self.gate.wait(PATIENCE)
        if self.failure is not None:
            raise self.failure
        return self.answer


def engine_over(origin: GatedOrigin, *behaviors: Behavior) -> Engine:
    code = PythonCode({})
    return Engine(
        distribution(*behaviors),
        functions=code,
        handlers=code,
        origins=origin,
        entropy=lambda count: b"e" * count,
        timer=lambda: 0.0,
    )


def at_once(engine: Engine, origin: GatedOrigin, *, fetches: int) -> list[Exchange]:
    """The same request from several threads; the origin answers when so many fetches have arrived."""
    request = Request("GET", "/page", headers=Headers((("Host", "www.example.com"), ("Cookie", "a=1"))))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(engine.handle, request, now=NOW) for _ in range(AT_ONCE)]
        for _ in range(fetches):
            assert origin.arrived.acquire(timeout=PATIENCE)
        origin.gate.set()
        return [item.result(PATIENCE) for item in running]


def test_simultaneous_requests_for_one_object_are_one_fetch() -> None:
    origin = GatedOrigin()
    exchanges = at_once(engine_over(origin, behavior()), origin, fetches=1)
    words = sorted(exchange.trace.x_cache for exchange in exchanges)
    assert len(origin.asked) == 1
    assert words == ["Hit from cloudfront"] * (AT_ONCE - 1) + ["Miss from cloudfront"]
    assert {exchange.response.body for exchange in exchanges} == {PAGE.body}


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(replace(CACHED, cookies=ItemSelection("all")), id="cookies are forwarded"),
        pytest.param(managed_cache_policy("CachingDisabled"), id="caching is off"),
    ],
)
def test_there_is_no_collapsing_where(policy: object) -> None:
    origin = GatedOrigin()
    at_once(engine_over(origin, behavior(cache_policy=policy)), origin, fetches=AT_ONCE)
    assert len(origin.asked) == AT_ONCE


def test_what_may_not_be_stored_is_fetched_for_each_who_waited() -> None:
    origin = GatedOrigin(Response(200, Headers((("Cache-Control", "no-store"),)), b"mine"))
    exchanges = at_once(engine_over(origin, behavior()), origin, fetches=1)
    assert len(origin.asked) == AT_ONCE
    assert {exchange.trace.cache.decision for exchange in exchanges} <= {"miss", "expired"}


def test_a_fetch_that_breaks_leaves_nobody_waiting() -> None:
    origin = GatedOrigin(failure=RuntimeError("a fault of ours"))
    engine = engine_over(origin, behavior())
    request = Request("GET", "/page")
    origin.gate.set()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            engine.handle(request, now=NOW)


def test_threads_that_ask_and_invalidate_all_come_to_their_ends() -> None:
    origin = GatedOrigin()
    origin.gate.set()
    code, cache = PythonCode({}), Cache(max_objects=3)
    engine = Engine(
        distribution(behavior()),
        functions=code,
        handlers=code,
        origins=origin,
        entropy=lambda count: b"e" * count,
        timer=lambda: 0.0,
        cache=cache,
    )

    def work(number: int) -> int:
        statuses = set()
        for step in range(60):
            request = Request("GET", f"/page/{(number + step) % 5}")
            statuses.add(engine.handle(request, now=NOW + step).response.status)
            if step % 7 == number:
                cache.invalidate([f"/page/{step % 5}", "/page/1*"])
        return max(statuses)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(work, number) for number in range(AT_ONCE)]
        assert [item.result(PATIENCE) for item in running] == [200] * AT_ONCE
    assert len(cache) <= 3
