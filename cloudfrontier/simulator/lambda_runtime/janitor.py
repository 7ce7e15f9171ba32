"""The janitor: a process that outlives the runtime by a moment, to end its workers and remove its files.

A runtime that is killed cannot clean up, and a worker in an endless loop does not see its pipe close. This
process waits for the end of a pipe that only the runtime holds; then it ends what is left.
(`PR_SET_PDEATHSIG` would do a part of this on Linux: it fires when the *thread* that started a worker ends,
it knows no grandchildren, and it removes no folder.)

It runs as a script, `janitor.py FOLDER TOKEN`, and is told of process groups on stdin: `+PID` and `-PID`. The
runtime uses the same functions for what it ends itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PREFIX", "TOKEN_VARIABLE", "end_group", "end_strays", "remove_folder"]

PREFIX = "cloudfrontier-lambda-"
"""How the folder of a runtime is called; no other is ever removed."""

TOKEN_VARIABLE = "AWS_LAMBDA_METADATA_TOKEN"  # noqa: S105 - a variable's name
"""Has a token of its own in each worker: what inherits it and left the group is found by it, on Linux."""

_ROUNDS = 5


def end_group(leader: int) -> None:
    """Kill a process group whose leader has not been waited for, or only just: numbers are used again."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def end_strays(token: str) -> None:
    """Kill what was started by a worker and left its group: every process whose environment has the token.

    There is no `/proc` but on Linux; elsewhere a handler that starts a daemon leaves it behind.
    """
    for _ in range(_ROUNDS):
        found = list(_with_token(token.encode()))
        for pid in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if not found:
            return


def _with_token(token: bytes) -> Iterator[int]:
    mark = TOKEN_VARIABLE.encode() + b"=" + token
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # what is dead already has an empty one
            if mark in (entry / "environ").read_bytes():
                yield int(entry.name)


def remove_folder(folder: Path) -> None:
    """Remove a folder that may hold read-only ones."""
    for path, _, _ in os.walk(folder):
        with contextlib.suppress(OSError):
            os.chmod(path, 0o700)  # noqa: PTH101 - os.walk speaks in strings
    shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Wait for the runtime's end, then end what it left."""
    folder, token = Path(sys.argv[1]), sys.argv[2]
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        sign, number = line[0], int(line[1:])
        (groups.add if sign == "+" else groups.discard)(number)
    for leader in groups:
        end_group(leader)
    end_strays(token)
    if folder.name.startswith(PREFIX):
        remove_folder(folder)


if __name__ == "__main__":
    main()
