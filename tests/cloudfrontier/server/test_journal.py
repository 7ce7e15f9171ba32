"""The ring of requests: bounded in entries and in bytes, cut where bodies are large, told to who listens."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.server.bounds import Bounds
from cloudfrontier.server.journal import Entry, Journal
from cloudfrontier.simulator.trace import CacheStep, EventStep, Trace


def trace(*, body: bytes = b"", sent: bytes = b"", log: str = "") -> Trace:
    step = EventStep("viewer-request", "request", given={"uri": "/"}, logs=(log,))
    idle = tuple(EventStep(event) for event in ("origin-request", "origin-response", "viewer-response"))
    first, second, third = idle
    return Trace(
        request_id="id",
        request=Request("GET", "/", body=sent),
        behavior="*",
        events=(step, first, second, third),
        cache=CacheStep("miss"),
        response=Response(200, body=body),
        x_cache="Miss from cloudfront",
    )


def filled(journal: Journal, count: int, **parts: object) -> list[Entry]:
    return [journal.add(trace(**parts), at=0.0, generation=1) for _ in range(count)]  # type: ignore[arg-type]  # any parts


def test_the_oldest_go_when_there_are_too_many() -> None:
    journal = Journal(Bounds(journal_entries=3))
    filled(journal, 5)
    assert [entry.number for entry in journal] == [3, 4, 5]
    assert journal.get(2) is None


def test_the_oldest_go_when_they_take_too_much() -> None:
    journal = Journal(Bounds(journal_bytes=50_000))
    filled(journal, 20, log="x" * 20_000)
    assert 1 <= len(journal) <= 2
    filled(journal, 1, log="x" * 60_000)
    assert len(journal) == 0, "what is larger than the whole journal is not kept"


def test_large_bodies_are_cut_and_their_size_is_known() -> None:
    journal = Journal(Bounds(journal_body_bytes=10, replay_body_bytes=10))
    (entry,) = filled(journal, 1, body=b"x" * 100, sent=b"y" * 100)
    assert (len(entry.trace.response.body), entry.response_bytes) == (10, 100)
    assert (entry.trace.request.body, entry.replayable) == (b"", False)


def test_what_is_small_is_kept_as_it_was() -> None:
    journal = Journal(Bounds())
    original = trace(body=b"x", sent=b"y")
    assert journal.add(original, at=1.0, generation=2, replay_of=7) == Entry(
        1, 1.0, original, 2, 1, replayable=True, replay_of=7
    )


def test_a_listener_gets_news_and_who_left_gets_none() -> None:
    async def listen() -> None:
        journal = Journal(Bounds())
        listener = journal.listen()
        assert listener is not None
        filled(journal, 2)
        journal.announce()
        taken = await listener.take()
        assert [item and item.number for item in taken] == [1, 2, None]
        journal.leave(listener)
        filled(journal, 1)
        assert listener.missed == 0

    asyncio.run(listen())


def test_who_is_too_slow_misses_the_oldest_and_is_told_how_many() -> None:
    async def listen() -> None:
        journal = Journal(Bounds(listener_backlog=3))
        listener = journal.listen()
        assert listener is not None
        filled(journal, 10)
        assert [item and item.number for item in await listener.take()] == [8, 9, 10]
        assert listener.missed == 7

    asyncio.run(listen())


def test_there_is_an_end_to_listeners() -> None:
    async def listen() -> None:
        journal = Journal(replace(Bounds(), listeners=1))
        assert journal.listen() is not None
        assert journal.listen() is None

    asyncio.run(listen())
