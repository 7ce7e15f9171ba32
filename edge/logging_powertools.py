"""Logs and metrics through Powertools for AWS Lambda, which a zip holds unless its logging is lean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics

from edge.telemetry import place_of

if TYPE_CHECKING:
    from edge.settings import Settings

__all__ = ["PowertoolsTelemetry"]


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

    def outcome(self, feature: str, outcome: str, weight: float = 1.0, /, **facts: object) -> None:
        """A line at INFO and the metric `<feature>_<outcome>`."""
        if weight != 1:
            facts["weight"] = weight
        self._logger.info("%s %s", feature, outcome, extra={"feature": feature, "outcome": outcome, **facts})
        self._count(feature, outcome, weight)

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

    def _count(self, feature: str, outcome: str, weight: float = 1.0) -> None:
        self._metrics.add_metric(name=f"{feature}_{outcome}", unit="Count", value=weight)
        self._counted = True
