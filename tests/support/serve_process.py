"""`serve` in a process of its own, as people start it: its lines, its end, and what it leaves behind.

Temporary files go to a folder of the test, so that whatever is left of the server can be named: files in the
folder, and processes that work in it or were told of it.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Answer", "ServeProcess"]

SCRIPT = """
import json, sys
from pathlib import Path
from cloudfrontier.server.application import Viewers
from cloudfrontier.server.bounds import Bounds
from cloudfrontier.server.running import serve
from cloudfrontier.server.settings import ServeSettings
from cloudfrontier.simulator.configured import Configured

told = json.loads(sys.argv[1])
bounds = Bounds(**told.pop("bounds"))
viewers = Viewers(**told.pop("viewers"))
configured = told.pop("configured", None)
if configured:
    configured = Configured(Path(configured.pop("file")), **configured)
settings = ServeSettings(
    project=Path(told.pop("project")), port=0, bounds=bounds, viewers=viewers, configured=configured,
    allowed_hosts=tuple(told.pop("allowed_hosts")), **told,
)
serve(settings, lambda text: print(text, flush=True))
print("ended", flush=True)
"""
START_SECONDS = 60.0
END_SECONDS = 20.0


@dataclass(frozen=True)
class Answer:
    """What a viewer got; header names are in lower case, of two with one name the last."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class ServeProcess:
    """A context manager: the server listens when it is entered. `told` are fields of `ServeSettings`."""

    project: Path
    temporary: Path
    bounds: dict[str, Any] = field(default_factory=dict)
    viewers: dict[str, Any] = field(default_factory=dict)
    allowed_hosts: tuple[str, ...] = ()
    told: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Self:
        self.start()
        assert self.says("every request in detail", seconds=START_SECONDS), "\n".join(self.lines)
        url = next(line for line in self.lines if "every request in detail" in line).rsplit(" ", 1)[1]
        self.port = int(url.removesuffix("/__cloudfrontier/").rpartition(":")[2])
        return self

    def start(self) -> None:
        """Start the process, and do not wait until it listens."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        told = {
            "project": str(self.project),
            "bounds": self.bounds,
            "viewers": self.viewers,
            "allowed_hosts": self.allowed_hosts,
            **self.told,
        }
        cache = str(self.temporary.with_name("cache"))
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, json.dumps(told)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "TMPDIR": str(self.temporary), "XDG_CACHE_HOME": cache},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.end()
        self._reader.join(END_SECONDS)
        assert self.process.stdout
        self.process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send the signal and wait; the exit code."""
        self.process.send_signal(number)
        try:
            return self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def says(self, text: str, *, seconds: float = 20.0) -> bool:
        """Whether a line with the text is printed in time."""
        deadline = time.monotonic() + seconds
        while not any(text in line for line in list(self.lines)):
            if time.monotonic() > deadline or (
                self.process.poll() is not None and not self._reader.is_alive()
            ):
                return any(text in line for line in self.lines)
            time.sleep(0.02)
        return True

    def request(
        self, method: str, target: str, *, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            connection.request(method, target, body or None, headers or {})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()

    def get(self, target: str, **headers: str) -> Answer:
        """GET; `_` in the name of a header stands for `-`."""
        return self.request(
            "GET", target, headers={key.replace("_", "-"): value for key, value in headers.items()}
        )

    def post(self, path: str, value: object = None, **headers: str) -> Answer:
        """POST to the page as the page does, but for the headers that are given."""
        sent = {"Origin": self.url, "Content-Type": "application/json"}
        sent |= {key.replace("_", "-"): value for key, value in headers.items()}
        return self.request(
            "POST", f"/__cloudfrontier/{path}", headers=sent, body=json.dumps(value or {}).encode()
        )

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=40)

    def left_behind(self) -> list[str]:
        """Files that it made and processes that it started, which are still there (Linux)."""
        found = [str(path) for path in self.temporary.iterdir()]
        mark = str(self.temporary).encode()
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                about = (entry / "cmdline").read_bytes() + os.fsencode((entry / "cwd").readlink())
            except OSError:
                continue
            if mark in about and int(entry.name) not in {os.getpid(), self.process.pid}:
                found.append(f"{entry.name}: {about!r}")
        return found

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
