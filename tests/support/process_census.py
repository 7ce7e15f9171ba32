"""Counts what a Lambda runtime may leave behind: processes that have its token, and its folders."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

from cloudfrontier.simulator.lambda_runtime.janitor import PREFIX, TOKEN_VARIABLE

__all__ = ["folders_left", "processes_of", "wait_until"]


def processes_of(folder: str) -> set[int]:
    """Processes that were started for the runtime whose folder that is, however far they went (Linux)."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            about = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            own = TOKEN_VARIABLE.encode() in about or b"janitor.py" in about
            if own and folder.encode() in about:
                found.add(int(entry.name))
    return found


def folders_left() -> set[str]:
    """The folders of all runtimes on this machine."""
    return {str(path) for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*")}


def wait_until(claim: object, *, seconds: float = 5.0) -> bool:
    """Whether a claim (a function without arguments) becomes true in time."""
    assert callable(claim)
    deadline = time.monotonic() + seconds
    while not (holds := bool(claim())) and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds
