"""Makes this process what a handler expects around it: Lambda's log format, and Lambda's limits."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["LogHandler", "limit_resources"]

_MEGABYTE = 1024**2


class LogHandler(logging.Handler):
    """What Lambda puts on the root logger: a line with level, time and request, written past `sys.stdout`."""

    def __init__(self, request_id: Callable[[], str]) -> None:
        super().__init__()
        self._request_id = request_id
        self._write = os.write
        self.setFormatter(
            logging.Formatter(
                "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n",
                "%Y-%m-%dT%H:%M:%S",
            )
        )

    def emit(self, record: logging.LogRecord) -> None:
        """One line of the log."""
        record.aws_request_id = self._request_id()
        with contextlib.suppress(OSError):
            self._write(1, self.format(record).encode("utf-8", "replace"))


def limit_resources(config: Mapping[str, int]) -> list[str]:
    """Hold this process to its limits, from here on; what this system cannot hold it to is told.

    The limit is on address space, the only one there is without privileges. What the interpreter has mapped
    and does not use is allowed on top, so that what is left is what the function would have.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, config["open_files"])
    _lower(resource.RLIMIT_FSIZE, config["file_mb"] * _MEGABYTE)
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - without pathlib
            mapped, resident = (int(pages) * resource.getpagesize() for pages in statm.read().split()[:2])
        most = config["memory_mb"] * _MEGABYTE + mapped - resident
        _lower(resource.RLIMIT_AS, most)
    except (OSError, ValueError) as error:
        return [f"the memory limit of {config['memory_mb']} MB is not enforced on this system: {error}"]
    return []


def _lower(limit: int, most: int) -> None:
    """Set a limit for good, to what it is already if that is lower."""
    _, hard = resource.getrlimit(limit)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (most, most))
