"""`cloudfrontier serve` as people start it, in a process of its own, for a browser to look at.

Over TLS it stands for any host that the browser is told to find there; the authority that it makes for its
certificate is kept in the test's folder.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Served", "served"]

START = "from cloudfrontier.cli import main; main()"
ADDRESS = re.compile(r"https?://(127\.0\.0\.1:[0-9]+)/$")
REQUEST = re.compile(r"^[0-9:]{8} GET (\S+) ")


@dataclass
class Served:
    """Where the site is, and what it has told so far."""

    address: str = ""
    """`127.0.0.1:port`."""
    lines: list[str] = field(default_factory=list)
    listens: threading.Event = field(default_factory=threading.Event)
    """Set when it can be asked, or has ended."""

    def asked(self) -> list[str]:
        """Paths that were asked for so far, and forget them."""
        found = [match[1] for line in self.lines if (match := REQUEST.match(line))]
        self.lines.clear()
        return found


@contextmanager
def served(root: Path, *options: str) -> Iterator[Served]:
    """The project, served until the test is over."""
    command = [sys.executable, "-c", START, "serve", str(root), "--port", "0", "--no-reload", *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(root / ".cache"), "PYTHONUNBUFFERED": "1"},
    )
    site = Served()
    reader = threading.Thread(target=_keep, args=(process, site))
    reader.start()
    try:
        assert site.listens.wait(60), site.lines
        assert site.address, site.lines
        yield site
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        reader.join()


def _keep(process: subprocess.Popen[str], site: Served) -> None:
    assert process.stdout
    with process.stdout as lines:
        for line in lines:
            site.lines.append(line.rstrip())
            match = ADDRESS.search(line.rstrip())
            if match and not site.address:
                site.address = match[1]
                site.listens.set()
    site.listens.set()
