"""Ctrl-C, SIGTERM and a terminal that goes away end the server in the same way, and leave nothing behind.

1. Before it listens, the first of them ends the build, as Ctrl-C does; what was made is removed on the way.
2. While it answers, each of them calls the server's own end; the second time, viewers are not waited for.
3. From the moment that things are removed, no further one disturbs that.

A SIGHUP that is ignored when we start stays ignored, as `nohup` means it. Of SIGINT that is not so: shells
let whatever they start in the background ignore it, and a script still ends it by `kill -INT`.
"""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["ending_softly", "ends_by"]


@contextlib.contextmanager
def ending_softly() -> Iterator[None]:
    """The first signal is a KeyboardInterrupt, all others are ignored until this has ended."""
    before = {number: signal.getsignal(number) for number in _heeded()}

    def interrupt(_number: int, _frame: object) -> None:
        _ignore(before)
        raise KeyboardInterrupt

    for number in before:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def ends_by(end: Callable[[], None], loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Signals call `end` in the loop; after that they are ignored until `ending_softly` has ended."""
    numbers = _heeded()
    for number in numbers:
        loop.add_signal_handler(number, end)
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
        _ignore(numbers)


def _heeded() -> tuple[signal.Signals, ...]:
    found = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # not on Windows
        found.append(signal.SIGHUP)
    return tuple(found)


def _ignore(numbers: Iterable[signal.Signals]) -> None:
    for number in numbers:
        signal.signal(number, signal.SIG_IGN)
