"""What every way of proving who one is agrees on: an identity, a refusal, and a scheme that tells them apart.

1. A scheme is given a request and the time, and answers with an `Identity`, with `Refused`, or with None
   where nothing was presented to it, so that another scheme may look.
2. A claim is what an issuer said of the subject; claims are read only and never logged.
3. A reason is a word of ours for the log: it holds nothing of what was presented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    from edge.events import Request

    class Scheme(Protocol):
        """A way to prove who one is: bearer token, basic, signed link, API key."""

        @property
        def name(self) -> str:
            """The scheme's word in logs and in `Identity.scheme`."""

        def check(self, request: Request, now: float) -> Identity | Refused | None:
            """Who sent the request at that time (seconds since the epoch); None: nothing was presented."""


__all__ = ["Identity", "Refused"]


class Identity(NamedTuple):
    """Somebody who proved who they are."""

    subject: str
    """Whose identity it is; visible ASCII, so that it may stand in a header."""
    claims: Mapping[str, object]
    """What is said of the subject; read only."""
    scheme: str
    """Name of the scheme that took the proof."""
    expires: float | None = None
    """When the proof ends, seconds since the epoch; None: it has no end of its own."""


class Refused(NamedTuple):
    """Something was presented and proves nothing."""

    reason: str
    """A word for the log, such as `expired` or `signature`."""
