"""Logs and metrics of a handler: Powertools behind a seam as wide as a chain needs, and no wider.

1. Everything is passed in code, because the edge has no environment variables; one instance serves all
   invocations.
2. Each outcome is one structured log line and one metric (EMF, printed to stdout). Both carry the request id,
   which is also that of CloudFront's access logs. CloudWatch keeps them in the Region where the function ran.
3. Facts are chosen by the features, word for word: never a cookie, a token or a query string. An exception is
   named by its type and its place; its message is left out, since it may quote what was being read.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
on `requestId` (read in a copy of 2026-04-13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics

if TYPE_CHECKING:
    from typing import Protocol

    from edge.settings import Settings

    class Telemetry(Protocol):
        """What a chain asks of whoever keeps its logs and metrics."""

        def begin(self, request_id: str, event_type: str) -> None:
            """An invocation begins; what follows belongs to it."""

        def outcome(self, feature: str, outcome: str, **facts: object) -> None:
            """A feature came to a decision: one log line, one metric."""

        def warning(self, feature: str, message: str, **facts: object) -> None:
            """Something that somebody should look at: one log line."""

        def failure(self, feature: str, error: Exception) -> None:
            """A feature raised: one log line, one metric."""

        def end(self) -> None:
            """The invocation ends: metrics are written out."""


__all__ = ["PowertoolsTelemetry", "place_of"]


class PowertoolsTelemetry:
    """Logger and Metrics of Powertools: namespace = the project, service = the handler."""

    __slots__ = ("_counted", "_logger", "_metrics")

    def __init__(self, settings: Settings) -> None:
        self._logger = Logger(
            service=settings.handler,
            level=settings.log_level,
            sampling_rate=0,
            utc=True,
            use_rfc3339=True,
            location=None,  # always this module: the features' names say more
            xray_trace_id=None,  # X-Ray is not supported at the edge
        )
        self._logger.remove_keys(["sampling_rate"])
        self._metrics = Metrics(
            namespace=settings.project, service=settings.handler, function_name=settings.handler
        )
        self._counted = False

    def begin(self, request_id: str, event_type: str) -> None:
        """Every line and metric of this invocation says which request it is about."""
        self._logger.append_keys(request_id=request_id, event_type=event_type)
        self._metrics.add_metadata("request_id", request_id)

    def outcome(self, feature: str, outcome: str, **facts: object) -> None:
        """A line at INFO and the metric `<feature>_<outcome>`."""
        self._logger.info("%s %s", feature, outcome, extra={"feature": feature, "outcome": outcome, **facts})
        self._count(feature, outcome)

    def warning(self, feature: str, message: str, **facts: object) -> None:
        """A line at WARNING."""
        self._logger.warning("%s: %s", feature, message, extra={"feature": feature, **facts})

    def failure(self, feature: str, error: Exception) -> None:
        """A line at ERROR and the metric `<feature>_failed`."""
        facts = {"outcome": "failed", "error": type(error).__name__, "at": place_of(error)}
        self._logger.error("%s failed", feature, extra={"feature": feature, **facts})
        self._count(feature, "failed")

    def end(self) -> None:
        """Print the metrics, if there are any (Powertools warns when there are none)."""
        if self._counted:
            self._counted = False
            self._metrics.flush_metrics()
        else:
            self._metrics.clear_metrics()

    def _count(self, feature: str, outcome: str) -> None:
        self._metrics.add_metric(name=f"{feature}_{outcome}", unit="Count", value=1)
        self._counted = True


def place_of(error: Exception) -> str:
    """Where an exception was raised, `file:line function`; nothing of its message and no source line."""
    trace = error.__traceback__
    if trace is None:
        return "unknown"
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{code.co_filename}:{trace.tb_lineno} {code.co_name}"
