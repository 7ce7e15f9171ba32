"""The folder and the processes of one runtime, in the custody of a janitor that outlives it.

The janitor is told of a worker as soon as there is one, and forgets it when the runtime has ended it
itself. When the runtime goes away, however it does, the janitor ends what it still knows of and removes the
folder.
"""

from __future__ import annotations

import contextlib
import itertools
import secrets
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from cloudfrontier.simulator.lambda_runtime import janitor

__all__ = ["Custody"]

_LAST_SECONDS = 10.0


class Custody:
    """Makes the folder and starts the janitor; safe to use from several threads."""

    def __init__(self) -> None:
        # what a worker sees of its own path is the real one; macOS links its temporary folder
        self.folder = Path(tempfile.mkdtemp(prefix=janitor.PREFIX)).resolve()
        self.token = secrets.token_hex(16)
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        try:
            self._janitor = subprocess.Popen(  # noqa: S603 - our own script, under this Python
                [sys.executable, "-I", "-S", "-B", janitor.__file__, self.folder, self.token],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except BaseException:
            janitor.remove_folder(self.folder)
            raise

    def number(self) -> int:
        """A number that no other worker or folder of this runtime has."""
        return next(self._numbers)

    def watch(self, pid: int) -> None:
        """End the process group of that leader when the runtime goes away."""
        self._tell(f"+{pid}\n")

    def forget(self, pid: int) -> None:
        """The runtime has ended it."""
        self._tell(f"-{pid}\n")

    def close(self) -> None:
        """Remove the folder and let the janitor go; all workers have been ended."""
        # what was just starting when its worker was ended had no environment to be known by
        janitor.end_strays(self.token)
        janitor.remove_folder(self.folder)
        with self._lock, contextlib.suppress(OSError):
            if self._janitor.stdin:
                self._janitor.stdin.close()
        try:
            self._janitor.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._janitor.kill()
            self._janitor.wait()

    def _tell(self, line: str) -> None:
        # a janitor that somebody killed is missed when the runtime is killed too, and not before
        with self._lock, contextlib.suppress(OSError, ValueError):
            if self._janitor.stdin:
                self._janitor.stdin.write(line.encode())
                self._janitor.stdin.flush()
