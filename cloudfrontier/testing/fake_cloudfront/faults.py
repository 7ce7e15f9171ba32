"""Calls that go wrong on purpose: throttled, refused, lost on the way, or the last thing a process did.

1. `nth` counts calls from the moment the fault is planned, only those of its operation if it names one.
2. A fault strikes before the call has any effect, or after (`applied`): a time-out tells nobody which.
3. A fault reaches the caller as it is, above botocore's retries: as it looks when they are used up.
"""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.fake_cloudfront.request import CLOUDFRONT

__all__ = ["Fault", "Faults", "SimulatedCrash", "Struck", "names"]


class SimulatedCrash(BaseException):
    """The process died here; nothing but the test catches it."""


@dataclass(frozen=True)
class Fault:
    """`with_` is `timeout`, `reset`, `throttle`, an HTTP status, an error code, or what is to be raised."""

    with_: str | BaseException
    applied: bool = False


@dataclass
class _Planned:
    fault: Fault
    operation: str | None
    first: int
    last: int
    seen: int = 0

    def strikes(self, service: str, operation: str) -> bool:
        if not names(self.operation, service, operation):
            return False
        self.seen += 1
        return self.first <= self.seen <= self.last


class Faults:
    """What is planned; guarded by the server's lock."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(self, fault: Fault, *, operation: str | None, nth: int, times: int) -> None:
        """Let `times` calls go wrong, from the `nth` on.

        Raises:
            UsageError: `nth` or `times` is below 1.
        """
        if nth < 1 or times < 1:
            raise UsageError(f"nth is {nth} and times {times}; both count from 1")
        self._planned.append(_Planned(fault, operation, nth, nth + times - 1))

    def next(self, service: str, operation: str) -> Fault | None:
        """Count a call; the fault that strikes it, if one does."""
        striking = [planned.fault for planned in self._planned if planned.strikes(service, operation)]
        return striking[0] if striking else None

    def clear(self) -> None:
        """Forget what is planned."""
        self._planned.clear()


def names(wanted: str | None, service: str, operation: str) -> bool:
    """Whether `wanted` means this operation: any, `UpdateDistribution`, or `lambda:PublishVersion`."""
    if wanted is None:
        return True
    named_service, colon, name = wanted.rpartition(":")
    if colon:
        return (named_service, name) == (service, operation)
    return service.startswith(CLOUDFRONT) and name == operation


class Struck(Exception):  # noqa: N818  (takes a fault from the server to the bridge, never to a caller)
    """A fault has struck the call."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault.with_))
        self.fault = fault
