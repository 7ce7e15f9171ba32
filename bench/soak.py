"""Twenty thousand requests through one warm worker: valid, broken and expired sessions, and none; what stays.

Each request has a cookie of its own, so that whatever is remembered is as much as it can be. Memory is what
the system says that the process holds, after a warm-up that fills every bounded cache.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.auth_project import Pool, event, unpacked_handlers
from bench.measure import Report, Row
from bench.session_check import work

__all__ = ["run"]

REQUESTS, WARM = 20_000, 2_000
BOUND = 1024
"""Kilobytes that a worker may grow by."""


def run(runs: int) -> Report:
    """Measure as often as `runs` says, twice at most: the figure hardly varies."""
    with tempfile.TemporaryDirectory(prefix="bench-soak-") as name:
        folder = Path(name)
        handlers = unpacked_handlers(folder, Pool.make())
        rows = []
        for logging in ("lean", "full"):
            job = {
                "work": "soak",
                "zip": str(handlers[logging][0]),
                "key_file": str(folder / "project" / "session.key"),
                "event": event(),
                "count": REQUESTS,
                "warm": WARM,
            }
            grown = [work(job)["kilobytes"] for _ in range(min(runs, 2))]
            rows.append(Row(f"growth, logging {logging}", "kB", grown, [BOUND], "what it may grow by"))
        return Report("soak", tuple(rows))
