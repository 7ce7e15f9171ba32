"""Threads of the server: a call waits for no other while there may be one more thread, and one can ask."""

from __future__ import annotations

import asyncio
import threading

import pytest

from cloudfrontier.server.workers import Workers


def test_each_call_has_a_thread_while_there_may_be_one_more() -> None:
    """Each of them waits for all others."""

    async def run() -> list[int]:
        workers, together = Workers(8), threading.Barrier(8)
        found = []
        for _ in range(20):
            calls = [workers.run(lambda: together.wait(30)) for _ in range(8)]
            found += sorted(await asyncio.gather(*calls))
        return found

    assert asyncio.run(run()) == list(range(8)) * 20


def test_it_says_whether_the_next_call_would_wait() -> None:
    async def run() -> list[bool]:
        workers, go_on = Workers(2), threading.Event()
        said, calls = [workers.has_room], []
        for _ in range(3):
            calls.append(workers.begin(lambda: go_on.wait(30)))
            said.append(workers.has_room)
        go_on.set()
        await asyncio.gather(*calls)
        return [*said, workers.has_room]

    assert asyncio.run(run()) == [True, True, False, False, True]


def test_what_a_call_raises_is_raised_where_it_is_awaited() -> None:
    def fail() -> None:
        raise ValueError("as asked")

    async def run() -> str:
        workers = Workers(1)
        with pytest.raises(ValueError, match="as asked"):
            await workers.run(fail)
        return await workers.run(lambda: "and goes on")

    assert asyncio.run(run()) == "and goes on"
