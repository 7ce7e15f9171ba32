"""One worker process: started, loaded, invoked, frozen in between, and ended with everything it has started.

Lambda freezes an execution environment between two invocations. Here the process group is stopped when the
handler left a thread running, or has forked: what is left does not run on, and costs this machine nothing. A
process waits for its next request anyway, and stopping it takes longer than all the rest, so others are not.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cloudfrontier.errors import MissingToolError
from cloudfrontier.simulator.lambda_runtime.channel import Channel, ChannelClosedError, Reply
from cloudfrontier.simulator.lambda_runtime.janitor import end_group, end_strays

if sys.platform != "win32":
    import resource

__all__ = ["Ended", "Launch", "TimedOut", "WorkerProcess"]

_GRACE_SECONDS = 1.0
"""How long a process may take to die after it closed its channel."""

_ROOM_FOR_ERRORS = 1024**2
_STATUS_BYTES = 4096


@dataclass(frozen=True)
class Launch:
    """How a worker is started, what its handler sees, and what it is held to.

    `watched`: the worker cannot limit its own memory, so that it is looked at.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    task: Path
    temporary: Path
    handler: str
    token: str
    memory_mb: int
    file_mb: int
    open_files: int
    most_bytes: int
    log_bytes: int
    unset: tuple[str, ...] = ()
    host_packages: str = ""
    watched: bool = False
    callbacks_removed: bool = False


@dataclass(frozen=True)
class TimedOut:
    """The time was over before there was a reply; the process is dead."""


@dataclass(frozen=True)
class Ended:
    """The process ended, or closed its channel, before it replied; a negative `code` is a signal's number.

    `code` is None when it was still alive without its channel.
    """

    code: int | None


class WorkerProcess:
    """A process and its channel; it is dead after anything but a reply, and may be killed at any time."""

    def __init__(self, launch: Launch) -> None:
        launch.temporary.mkdir(parents=True)
        self._launch = launch
        self._killed = False
        self._frozen = False
        self._process, self._channel = _start(launch)
        self.pid = self._process.pid
        self.peak_mb = 0
        """The most memory that it was seen to hold; what a process held that ended by itself is not known."""
        # absent where there is no /proc; what the worker says of itself has to do there
        self._status = _open_status(self.pid)

    def load(self, seconds: float) -> Reply | Ended | TimedOut:
        """Wait until the handler is loaded."""
        return self._exchange(b"", seconds)

    def invoke(self, message: bytes, seconds: float) -> Reply | Ended | TimedOut:
        """Thaw the process, send it a request and wait for the reply."""
        self._thaw()
        return self._exchange(message, seconds)

    def begin(self, message: bytes, patience: float) -> Reply | Ended | None:
        """As `invoke`, for so many seconds; None: no reply yet, and `invoke` without a message awaits it."""
        self._thaw()
        try:
            reply = self._channel.exchange(message, time.monotonic() + patience)
        except ChannelClosedError:
            return self._ended()
        return None if reply is None else self._taken(reply)

    def take_logs(self) -> tuple[str, ...]:
        """What it printed since the last time."""
        return self._channel.take_logs()

    def interrupt(self) -> None:
        """End the process from another thread; the one that waits for its reply cleans up."""
        end_group(self.pid)

    def kill(self) -> None:
        """End the process and all it has started, and remove its temporary folder."""
        if self._killed:
            return
        self._killed = True
        end_group(self.pid)
        self._process.wait()
        end_strays(self._launch.token)
        self._channel.drain()
        self._channel.close()
        if self._status is not None:
            os.close(self._status)
            self._status = None
        shutil.rmtree(self._launch.temporary, ignore_errors=True)

    def _exchange(self, message: bytes, seconds: float) -> Reply | Ended | TimedOut:
        try:
            watch = self._watch if self._launch.watched and self._status is not None else None
            reply = self._channel.exchange(message, time.monotonic() + seconds, watch=watch)
        except ChannelClosedError:
            return self._ended()
        if reply is None:
            self.peak_mb = max(self.peak_mb, self._peak_kb(None) // 1024)
            self.kill()
            return TimedOut()
        return self._taken(reply)

    def _taken(self, reply: Reply) -> Reply:
        self.peak_mb = max(self.peak_mb, self._peak_kb(reply) // 1024)
        if reply.left_running:
            self._signal(signal.SIGSTOP)
            self._frozen = True
        return reply

    def _thaw(self) -> None:
        if self._frozen:
            self._signal(signal.SIGCONT)
            self._frozen = False

    def _watch(self) -> None:
        """End the process when it holds more than the function has."""
        if self._held_kb("VmRSS:") > self._launch.memory_mb * 1024:
            self.peak_mb = max(self.peak_mb, self._held_kb("VmHWM:") // 1024)
            self.interrupt()

    def _held_kb(self, what: str) -> int:
        """A line of the process's status, 0 when it is gone or there is no such file."""
        if self._status is None:
            return 0
        _, mark, rest = os.pread(self._status, _STATUS_BYTES, 0).partition(what.encode())
        return int(rest.split(None, 1)[0]) if mark else 0

    def _peak_kb(self, reply: Reply | None) -> int:
        if self._status is not None:
            return self._held_kb("VmHWM:")
        return reply.peak_kb // (1024 if sys.platform == "darwin" else 1) if reply else 0

    def _ended(self) -> Ended:
        try:
            code: int | None = self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        self.kill()
        return Ended(code)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)


def _start(launch: Launch) -> tuple[subprocess.Popen[bytes], Channel]:
    ends: list[int] = []
    try:
        for _ in range(3):
            ends += os.pipe()
        requests_in, requests, replies, replies_out, output, output_out = ends
        process = subprocess.Popen(  # noqa: S603 - our own script, under the program that was chosen
            (*launch.command, str(requests_in), str(replies_out), json.dumps(_config(launch))),
            stdin=subprocess.DEVNULL,
            stdout=output_out,
            stderr=output_out,
            pass_fds=(requests_in, replies_out),
            cwd=launch.task,
            env=launch.environment,
            start_new_session=True,
        )
    except BaseException as error:
        for end in ends:
            os.close(end)
        if isinstance(error, OSError):
            raise MissingToolError(f"{launch.command[0]}: cannot be started: {error}") from error
        raise
    for end in (requests_in, replies_out, output_out):
        os.close(end)
    if launch.watched:
        _limit(process.pid, launch)
    most = launch.most_bytes + _ROOM_FOR_ERRORS
    return process, Channel(requests, replies, output, log_bytes=launch.log_bytes, most=most)


def _config(launch: Launch) -> dict[str, object]:
    """What the worker is told of its work."""
    return {
        "task": str(launch.task),
        "handler": launch.handler,
        "memory_mb": launch.memory_mb,
        "file_mb": launch.file_mb,
        "open_files": launch.open_files,
        "most": launch.most_bytes,
        "unset": launch.unset,
        "host_packages": launch.host_packages,
        "callbacks_removed": launch.callbacks_removed,
        "notes": [],
    }


def _limit(pid: int, launch: Launch) -> None:
    """The limits that Python's worker sets for itself, but for memory; Linux alone lets others set them."""
    if sys.platform == "linux":
        with contextlib.suppress(ProcessLookupError):
            for limit, most in (
                (resource.RLIMIT_CORE, 0),
                (resource.RLIMIT_NOFILE, launch.open_files),
                (resource.RLIMIT_FSIZE, launch.file_mb * 1024**2),
            ):
                _, hard = resource.prlimit(pid, limit)
                most_allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.prlimit(pid, limit, (most_allowed, most_allowed))


def _open_status(pid: int) -> int | None:
    try:
        return os.open(f"/proc/{pid}/status", os.O_RDONLY)
    except OSError:
        return None
