"""A document that is read when it is first asked for and kept: old values serve while new ones are fetched.

1. Fresh (younger than the TTL, give or take a tenth so that containers do not ask all at once): nothing is
   done, and nothing is waited for.
2. Old, up to twice the TTL: the value serves, and a thread fetches the next one meanwhile. Lambda stops the
   thread between invocations; it goes on in a later one.
3. Older, or the first time: whoever asks waits for the thread, `bound` seconds at most, and once for each
   fetch. Then the last good value serves, or, where there is none, nothing at all: what was baked holds.
4. A source that is not ready yet, as in a cold start that imports boto3, is waited for a little less: while
   it reads the model of a service it keeps the interpreter to itself, and whoever waits wakes up late.
5. A fetch that fails is tried again after a while. All failures are counted; one line a minute says so. That
   the source is not ready is said, and is no failure.

It never raises.
"""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Report = Callable[[str, int], None]
    """Is told of a failure: the reason as a word, and how many there were since the last time.

    Two are none: `unknown-key`, when the document is used but for so many keys that no feature knows, and
    `starting`, when somebody has waited for a source that is not ready.
    """

__all__ = ["LiveSettings", "Times"]

NOTHING: Mapping[str, Any] = {}
MINUTE = 60.0
KNOWN = frozenset({"ab_testing", "auth"})
"""Features that look at the document; what else is in it was meant for one of them and misspelt."""
RETRY = 5.0
"""Seconds after a failure; a shorter TTL wins."""
SWITCH, LATE = 0.01, 0.06
"""Seconds by which whoever waits may wake up late, as threads take turns every 5 ms; and for a source that is
not ready, since parsing DynamoDB's model takes 30 ms of a core in one piece."""
ABANDONED = 10.0
"""Seconds after which a fetch is not waited for any more; its own timeouts are far shorter."""


class Times(NamedTuple):
    """Seconds."""

    ttl: float = 60.0
    bound: float = 0.3


class LiveSettings:
    """The document behind `fetch`, which returns a dict, or raises whatever it likes.

    `reason` names an error by a word for the log, and `dice` gives numbers in [0, 1).
    """

    __slots__ = (
        "_dice",
        "_failures",
        "_fetch",
        "_fresh_until",
        "_is_ready",
        "_pending",
        "_reason",
        "_report_at",
        "_serves_until",
        "_times",
        "_value",
    )

    def __init__(
        self,
        fetch: Callable[[], Mapping[str, Any]],
        times: Times = Times(),  # noqa: B008 - a tuple, which nobody changes
        *,
        reason: Callable[[BaseException], str],
        is_ready: Callable[[], bool] = lambda: True,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._fetch = fetch
        self._times = times
        self._reason = reason
        self._is_ready = is_ready
        self._dice = dice
        self._value = NOTHING
        self._fresh_until = self._serves_until = self._report_at = float("-inf")
        self._pending: _Fetch | None = None
        self._failures = 0

    def current(self, now: float, report: Report) -> Mapping[str, Any]:
        """The document as far as it is known; the same object as long as it is the same document."""
        if now >= self._fresh_until:
            self._refresh(now, report)
        return self._value

    def _refresh(self, now: float, report: Report) -> None:
        pending = self._pending
        if pending is None:
            pending = self._pending = _Fetch(self._fetch, now)
            pending.start()
            if now >= self._serves_until and not self._waited(pending):
                if self._is_ready():
                    self._failed("slow", now, report)
                else:
                    report("starting", 0)
        if pending.done.is_set():
            self._pending = None
            self._adopt(pending, now, report)
        elif now - pending.since > ABANDONED:
            self._pending = None
            self._again(now)

    def _waited(self, pending: _Fetch) -> bool:
        """Whether it was done within the bound."""
        bound = self._times.bound
        early = 0.0 if self._is_ready() else max(bound - LATE, 0.0)
        if early and pending.done.wait(early):
            return True
        # a wait of 0 seconds tells what is done
        return pending.done.wait(max(bound - SWITCH - early, 0.0) if self._is_ready() else 0.0)

    def _adopt(self, fetch: _Fetch, now: float, report: Report) -> None:
        if fetch.error is not None:
            self._failed(self._reason(fetch.error), now, report)
            self._again(now)
        elif not isinstance(fetch.value, dict):
            self._failed("junk", now, report)
            self._again(now)
        else:
            if fetch.value != self._value:
                self._value = fetch.value
                if unknown := len(fetch.value.keys() - KNOWN):
                    report("unknown-key", unknown)
            self._fresh_until = now + self._times.ttl * (0.9 + 0.2 * self._dice())
            self._serves_until = self._fresh_until + self._times.ttl

    def _again(self, now: float) -> None:
        """Try again later, and let nobody wait for it."""
        self._fresh_until = now + min(RETRY, self._times.ttl) * (0.9 + 0.2 * self._dice())
        self._serves_until = self._fresh_until + self._times.ttl

    def _failed(self, reason: str, now: float, report: Report) -> None:
        self._failures += 1
        if now >= self._report_at:
            report(reason, self._failures)
            self._report_at = now + MINUTE
            self._failures = 0


class _Fetch(threading.Thread):
    """One attempt; `done` is set when `value` or `error` is there."""

    def __init__(self, fetch: Callable[[], object], since: float) -> None:
        super().__init__(name="live-settings", daemon=True)
        self.since = since
        self.done = threading.Event()
        self.value: object = None
        self.error: BaseException | None = None
        self._fetch = fetch

    def run(self) -> None:
        try:
            self.value = self._fetch()
        except BaseException as error:  # noqa: BLE001 - nothing may reach the thread's own handler, which prints
            self.error = error
        finally:
            self.done.set()
