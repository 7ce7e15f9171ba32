"""Logs and metrics of a handler: a seam as wide as a chain needs, and two ways to fill it.

1. Everything is passed in code, because the edge has no environment variables; one instance serves all
   invocations.
2. Each outcome is one structured log line and one metric (EMF, printed to stdout). Both carry the request id,
   which is also that of CloudFront's access logs. CloudWatch keeps them in the Region where the function ran.
   An outcome that is told of a share of the requests has a `weight`: how many it counts for.
3. Facts are chosen by the features, word for word: never a cookie, a token or a query string. An exception is
   named by its type and its place; its message is left out, since it may quote what was being read.
4. `logging = "powertools"` prints through Powertools, `"lean"` the same lines without it, which a cold start
   is many milliseconds shorter for. A zip holds the one that it was built for.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
on `requestId` (read in a copy of 2026-04-13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.settings import SettingsError

if TYPE_CHECKING:
    from typing import Protocol

    from edge.settings import Settings

    class Telemetry(Protocol):
        """What a chain asks of whoever keeps its logs and metrics."""

        def begin(self, request_id: str, event_type: str) -> None:
            """An invocation begins; what follows belongs to it."""

        def outcome(self, feature: str, outcome: str, weight: float = 1.0, /, **facts: object) -> None:
            """A feature came to a decision: one log line, one metric that counts `weight`."""

        def warning(self, feature: str, message: str, **facts: object) -> None:
            """Something that somebody should look at: one log line."""

        def failure(self, feature: str, error: Exception) -> None:
            """A feature raised: one log line, one metric."""

        def end(self) -> None:
            """The invocation ends: metrics are written out."""


__all__ = ["open_telemetry", "place_of"]


def open_telemetry(settings: Settings) -> Telemetry:
    """The telemetry that the settings name.

    Raises:
        SettingsError: the zip was built without it.
    """
    try:
        if settings.logging == "lean":
            from edge.logging_lean import LeanTelemetry  # noqa: PLC0415  a zip holds one of the two

            return LeanTelemetry(settings)
        from edge.logging_powertools import PowertoolsTelemetry  # noqa: PLC0415  as above

        return PowertoolsTelemetry(settings)
    except ImportError:
        raise SettingsError(
            f"logging is {settings.logging!r}, and this zip was built without it: build it again"
        ) from None


def place_of(error: Exception) -> str:
    """Where an exception was raised, `file:line function`; nothing of its message and no source line."""
    trace = error.__traceback__
    if trace is None:
        return "unknown"
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{code.co_filename}:{trace.tb_lineno} {code.co_name}"
