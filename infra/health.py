"""How a distribution does, by CloudWatch: its requests, its 5xx errors, and those of its functions.

An error of a Lambda@Edge handler is a 502 or 503 to the visitor, so it is among the 5xx errors; CloudFront
Functions have counters of their own. Figures arrive minutes late and are asked for from the beginning each
time, so that what was late is counted.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
(read 2026-11): the namespace, the dimensions and which statistic each metric has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.associations import attached
from infra.aws import call

if TYPE_CHECKING:
    from datetime import datetime

    from infra.aws import Aws
    from infra.state import LiveDistribution

__all__ = ["PERIOD", "Health", "Thresholds", "read_health"]

PERIOD = 60
"""Seconds: the finest that CloudFront gives."""
FUNCTION_ERRORS = ("FunctionExecutionErrors", "FunctionValidationErrors", "FunctionThrottles")
_REQUESTS, _RATE = "requests", "rate"


@dataclass(frozen=True)
class Health:
    """Sums since the beginning; `errors` are requests answered with 5xx, by their rate: no whole number."""

    requests: float = 0.0
    errors: float = 0.0
    function_errors: float = 0.0

    @property
    def error_rate(self) -> float:
        """Percent of the requests."""
        return 100 * self.errors / self.requests if self.requests else 0.0

    def __str__(self) -> str:
        return (
            f"{self.requests:.0f} requests, {self.error_rate:.2f} % answered with 5xx,"
            f" {self.function_errors:.0f} failures of functions"
        )


@dataclass(frozen=True)
class Thresholds:
    """What is too much; `error_rate` in percent, which counts from `least_requests` requests on."""

    error_rate: float = 1.0
    function_errors: int = 0
    least_requests: int = 1

    def passed_by(self, health: Health) -> str:
        """What is too much, in words; empty if nothing is."""
        if health.function_errors > self.function_errors:
            return f"{health.function_errors:.0f} failures of functions, {self.function_errors} are allowed"
        if health.requests >= self.least_requests and health.error_rate > self.error_rate:
            return f"{health.error_rate:.2f} % of the answers are 5xx, {self.error_rate:g} % are allowed"
        return ""


def read_health(aws: Aws, distribution: LiveDistribution, since: datetime, until: datetime) -> Health:
    """The sums over that time.

    Raises:
        AwsError: AWS refused.
    """
    held = attached(distribution.config).values()
    names = dict.fromkeys(item.arn.rpartition("/")[2] for item in held if item.kind == "function")
    queries = [
        _query(_REQUESTS, distribution.id, "Requests", "Sum"),
        _query(_RATE, distribution.id, "5xxErrorRate", "Average"),
        *(
            _query(f"f{number}m{index}", distribution.id, metric, "Sum", function=name)
            for number, name in enumerate(names)
            for index, metric in enumerate(FUNCTION_ERRORS)
        ),
    ]
    found = _read(aws, queries, since, until)
    requests, rates = found.pop(_REQUESTS, {}), found.pop(_RATE, {})
    return Health(
        sum(requests.values()),
        sum(number * rates.get(when, 0.0) / 100 for when, number in requests.items()),
        sum(value for values in found.values() for value in values.values()),
    )


def _query(name: str, distribution: str, metric: str, statistic: str, *, function: str = "") -> Any:
    dimensions = {"DistributionId": distribution, "Region": "Global"}
    if function:
        dimensions["FunctionName"] = function
    named = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    about = {"Namespace": "AWS/CloudFront", "MetricName": metric, "Dimensions": named}
    return {"Id": name, "MetricStat": {"Metric": about, "Period": PERIOD, "Stat": statistic}}


def _read(aws: Aws, queries: list[Any], since: datetime, until: datetime) -> dict[str, dict[datetime, float]]:
    """Query -> time -> value. At most 500 queries a call, which no distribution's functions come near."""
    found: dict[str, dict[datetime, float]] = {}
    asked: dict[str, Any] = {"MetricDataQueries": queries, "StartTime": since, "EndTime": until}
    while True:
        told = call(aws.metrics.get_metric_data, **asked)
        for result in told["MetricDataResults"]:
            pairs = zip(result["Timestamps"], result["Values"], strict=True)
            found.setdefault(result["Id"], {}).update(pairs)
        if not told.get("NextToken"):
            return found
        asked["NextToken"] = told["NextToken"]
