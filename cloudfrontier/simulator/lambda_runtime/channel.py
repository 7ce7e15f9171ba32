"""The runtime's end of a worker's three pipes: requests go in, replies and output come out.

One `poll` watches all of them until a deadline, so a worker that prints without end, reads nothing or sends
half a reply holds nobody up. Output is kept up to a number of bytes for each invocation and counted beyond
it.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.simulator.lambda_runtime.worker import protocol

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Channel", "ChannelClosedError", "Reply"]

_CHUNK = 65536
_WATCH_SECONDS = 0.02


class ChannelClosedError(Exception):
    """The worker's end is closed, or what came out of it is no reply: it is dead, or talks nonsense."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered; `peak_kb` as `getrusage` counts it there."""

    kind: bytes
    left_running: bool
    seconds: float
    peak_kb: int
    body: bytes


class Channel:
    """Owns the runtime's ends of the pipes."""

    def __init__(self, requests: int, replies: int, output: int, *, log_bytes: int, most: int) -> None:
        self._requests = requests
        self._replies = replies
        self._output: int | None = output
        self._most = most
        self._log_bytes = log_bytes
        self._unsent = memoryview(b"")
        self._writing = False
        self._inbox = bytearray()
        self._kept = bytearray()
        self._dropped = 0
        self._poll = select.poll()
        for descriptor in (requests, replies, output):
            os.set_blocking(descriptor, False)
        for descriptor in (replies, output):
            self._poll.register(descriptor, select.POLLIN)

    def exchange(
        self, message: bytes, deadline: float, *, watch: Callable[[], None] | None = None
    ) -> Reply | None:
        """Send a message, if there is one, and wait for the reply; None when the time is over first.

        `deadline` is on `time.monotonic`'s clock; `watch` is called all the while.

        Raises:
            ChannelClosedError: there will be no reply.
        """
        if message:
            self._unsent = memoryview(protocol.REQUEST.pack(len(message)) + message)
            self._write()
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            if watch is not None:
                watch()
                left = min(left, _WATCH_SECONDS)
            for descriptor, _ in self._poll.poll(math.ceil(left * 1000)):
                if descriptor == self._output:
                    self._read_output()
                elif descriptor == self._requests:
                    self._write()
                elif reply := self._read_reply():
                    self.drain()
                    return reply

    def drain(self) -> None:
        """Read what is in the pipe of output now, and no more than is kept: it may be filled as we read."""
        for _ in range(self._log_bytes // _CHUNK + 1):
            if not self._read_output():
                return

    def take_logs(self) -> tuple[str, ...]:
        """The lines since the last time, with a note where some were dropped."""
        if not self._kept and not self._dropped:
            return ()
        text = self._kept.decode("utf-8", "replace")
        lines = text.removesuffix("\n").split("\n") if text else []
        if self._dropped:
            lines.append(
                f"[{self._dropped:,} more bytes of output were dropped: {self._log_bytes:,} are kept]"
            )
        self._kept.clear()
        self._dropped = 0
        return tuple(lines)

    def close(self) -> None:
        """Close all ends; the worker sees the end of its requests."""
        for descriptor in (self._requests, self._replies, self._output):
            if descriptor is not None:
                os.close(descriptor)
        self._output = None

    def _write(self) -> None:
        try:
            while self._unsent:
                self._unsent = self._unsent[os.write(self._requests, self._unsent) :]
        except BlockingIOError:
            pass
        except OSError as error:
            raise ChannelClosedError(str(error)) from error
        if bool(self._unsent) != self._writing:
            self._writing = not self._writing
            if self._writing:
                self._poll.register(self._requests, select.POLLOUT)
            else:
                self._poll.unregister(self._requests)

    def _read_reply(self) -> Reply | None:
        try:
            part = os.read(self._replies, _CHUNK)
        except BlockingIOError:
            return None
        if not part:
            raise ChannelClosedError("the worker closed its end")
        self._inbox += part
        if len(self._inbox) < protocol.REPLY.size:
            return None
        kind, left_running, took, peak, size = protocol.REPLY.unpack_from(self._inbox)
        if kind not in protocol.KINDS or size > self._most:
            raise ChannelClosedError("what the worker sent is no reply")
        end = protocol.REPLY.size + size
        if len(self._inbox) < end:
            return None
        body = bytes(self._inbox[protocol.REPLY.size : end])
        # anything behind a reply was written by the handler itself
        self._inbox.clear()
        return Reply(kind, left_running, took / 1_000_000, peak, body)

    def _read_output(self) -> bool:
        """Whether there was something to read."""
        if self._output is None:
            return False
        part = b""
        with contextlib.suppress(BlockingIOError):
            part = os.read(self._output, _CHUNK)
            if not part:
                # the handler closed its stdout and stderr
                self._poll.unregister(self._output)
                os.close(self._output)
                self._output = None
        room = self._log_bytes - len(self._kept)
        self._kept += part[:room]
        self._dropped += max(0, len(part) - room)
        return bool(part)
