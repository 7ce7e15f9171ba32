"""A fault of the tool itself while it builds anew: it is told, and the next edit is built all the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from serve_projects import write_served_project

from cloudfrontier.server.bounds import Bounds
from cloudfrontier.server.generation import Generation, make_generation
from cloudfrontier.server.journal import Journal
from cloudfrontier.server.live import LiveDistribution
from cloudfrontier.server.reloading import Reloading
from cloudfrontier.server.workers import Workers

if TYPE_CHECKING:
    from pathlib import Path


def test_a_fault_of_one_build_ends_no_watch(tmp_path: Path) -> None:
    root = write_served_project(tmp_path / "project")
    attempts: list[int] = []

    def make(number: int) -> Generation:
        attempts.append(number)
        if len(attempts) == 2:
            raise RuntimeError("as asked")
        return make_generation(root, number=number)

    async def run(live: LiveDistribution) -> list[str]:
        ending, told = asyncio.Event(), asyncio.Queue[str]()
        reloading = Reloading(
            live,
            Journal(Bounds()),
            workers=Workers(2),
            configured=None,
            tell=told.put_nowait,
            ending=ending,
        )
        running = asyncio.ensure_future(reloading.run())
        heard = []
        for build in (1, 2):
            (root / "_redirects").write_text(f"/old /new-{build} 301\n", encoding="utf-8")
            heard.append(await told.get())
        ending.set()
        await running
        return heard

    live = LiveDistribution(make)
    try:
        first, second = asyncio.run(asyncio.wait_for(run(live), 60))
    finally:
        live.close()
    assert first == "nothing was built: a fault of cloudfrontier: RuntimeError: as asked"
    assert second.startswith("build 2, ")
