"""The loop of a worker: load the handler once, then answer one request after the other."""

from __future__ import annotations

import _sitebuiltins
import builtins
import contextlib
import json
import logging
import os
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING, Any

from . import protocol
from .context import LambdaContext
from .encoding import make_encoder
from .loading import HostPackages, RefusedError, load_handler
from .surroundings import LogHandler, limit_resources
from .telling import user_frames, words

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Worker", "main"]


class Worker:
    """One handler in one process."""

    def __init__(self, requests: int, replies: int, config: dict[str, Any]) -> None:
        self._requests = requests
        self._replies = replies
        self._config = config
        self._root = config["task"]
        self._request_id = ""
        self._read, self._write, self._clock, self._now = os.read, os.write, time.perf_counter, time.monotonic
        self._get_pid, self._exit, self._pid = os.getpid, os._exit, os.getpid()
        self._loads, self._encode = json.loads, make_encoder()
        self._peak = resource.getrusage
        # made now, for there may be no memory to make it when it is needed
        self._no_memory = protocol.REPLY.pack(protocol.NO_MEMORY, True, 0, 0, 2) + b"{}"
        self._threads, self._forked = threading.active_count, False
        os.register_at_fork(after_in_parent=self._note_fork, after_in_child=self._let_go)

    def run(self) -> None:
        """Load the handler, then answer requests until the runtime closes its end."""
        began = self._clock()
        try:
            handler = load_handler(self._config["handler"])
        except RefusedError as error:
            fault = {"type": error.name, "message": str(error), "trace": list(error.trace)}
            self._reply(protocol.REFUSED, began, self._encode(fault))
            return
        except Exception as error:  # noqa: BLE001 - whatever a module raises when it is loaded is reported
            self._reply_error(error, began, protocol.REFUSED)
            return
        self._reply(protocol.READY, began, "\n".join(self._config["notes"]).encode())
        while True:
            size = self._take(protocol.REQUEST.size)
            if not size:
                return
            self._invoke(handler, self._take(*protocol.REQUEST.unpack(size)))

    def request_id(self) -> str:
        """The request that is being served, for the log's lines."""
        return self._request_id

    def _invoke(self, handler: Callable[[Any, LambdaContext], Any], message: bytes) -> None:
        began = self._clock()
        try:
            request = self._loads(message)
            self._request_id = request["id"]
            os.environ["_X_AMZN_TRACE_ID"] = request["trace"]
            context = LambdaContext(request["id"], request["arn"], self._now() + request["seconds"])
            began = self._clock()
            value = handler(request["event"], context)
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a handler raises is an answer
            self._reply_error(error, began, protocol.ERROR)
            return
        try:
            body = value if isinstance(value, bytes) else self._encode(value)
        except MemoryError as error:
            self._reply_error(error, began, protocol.ERROR)
        except Exception as error:  # noqa: BLE001 - a value's own methods run here
            message = f"Unable to marshal response: {words(error)}".encode()
            self._reply(protocol.NO_JSON, began, message)
        else:
            if len(body) > self._config["most"]:
                self._reply(protocol.TOO_LARGE, began, f"{len(body):,}".encode())
            else:
                self._reply(protocol.RESULT, began, body)

    def _reply_error(self, error: BaseException, began: float, kind: bytes) -> None:
        try:
            # frees what the handler's frames hold, so that there is memory to tell what happened
            traceback.clear_frames(error.__traceback__)
            fault = {
                "type": type(error).__name__,
                "message": words(error),
                "trace": user_frames(error.__traceback__, self._root),
            }
            self._reply(
                protocol.NO_MEMORY if isinstance(error, MemoryError) else kind, began, self._encode(fault)
            )
        except MemoryError:
            self._send(self._no_memory)

    def _reply(self, kind: bytes, began: float, body: bytes) -> None:
        if self._get_pid() != self._pid:
            self._exit(0)
        for stream in (sys.stdout, sys.stderr):
            # a handler may have closed it, or put something else in its place
            with contextlib.suppress(BaseException):
                stream.flush()
        left = self._forked or self._threads() > 1
        took = int((self._clock() - began) * 1_000_000)
        peak = self._peak(resource.RUSAGE_SELF).ru_maxrss
        self._send(protocol.REPLY.pack(kind, left, took, peak, len(body)) + body)

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._write(self._replies, view) :]

    def _take(self, size: int) -> bytes:
        """That many bytes of the request; none when the runtime is gone."""
        taken = b""
        while len(taken) < size:
            part = self._read(self._requests, size - len(taken))
            if not part:
                return b""
            taken += part
        return taken

    def _note_fork(self) -> None:
        self._forked = True

    def _let_go(self) -> None:
        for descriptor in (self._requests, self._replies):
            with contextlib.suppress(OSError):
                os.close(descriptor)


def main() -> None:
    """Become the worker that the command line asks for."""
    requests, replies, config = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
    sys.argv[:] = [""]
    # our own modules may be compiled for the next worker; the handler's folder stays as it is
    sys.dont_write_bytecode = True
    # -S leaves these two out, which Lambda's Python has
    for name in ("exit", "quit"):
        setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D (i.e. EOF)"))
    for name in config["unset"]:
        os.environ.pop(name, None)
    sys.path.insert(0, config["task"])
    if config["host_packages"]:
        sys.meta_path.append(HostPackages(config["host_packages"]))
    worker = Worker(requests, replies, config)
    logging.Formatter.converter = time.gmtime
    logging.getLogger().addHandler(LogHandler(worker.request_id))
    config["notes"] = limit_resources(config)
    worker.run()
