"""What edge code costs: AWS's prices in US dollars, each with how sure it is, and the sums that follow.

The pricing page could not be read itself; figures are from stored copies of it and from several others that
agree. Flat-rate plans bill Lambda@Edge on top.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfrontier.cloudfront.source import Source

__all__ = [
    "FLAT_RATE_PLANS",
    "FUNCTION_INVOCATIONS",
    "INVALIDATION_PATHS",
    "KEY_VALUE_STORE_READS",
    "LAMBDA_DURATION",
    "LAMBDA_REQUESTS",
    "PRICES",
    "REALTIME_LOG_LINES",
    "Price",
    "function_cost",
    "lambda_cost",
]

_MILLION = 1_000_000
_PAGE = Source("https://aws.amazon.com/cloudfront/pricing/", "2026-10")
_LAMBDA = Source("https://aws.amazon.com/lambda/pricing/", "2026-05")


@dataclass(frozen=True)
class Price:
    """`dollars` for every `per` of `unit`; `free` of them a month cost nothing (pay-as-you-go)."""

    id: str
    dollars: float
    per: int
    unit: str
    source: Source
    confidence: Literal["high", "medium", "uncertain"]
    free: int = 0

    def of(self, amount: float) -> float:
        """What the amount costs in a month, in dollars."""
        return max(0.0, amount - self.free) / self.per * self.dollars


LAMBDA_REQUESTS = Price("lambda-requests", 0.60, _MILLION, "requests", _LAMBDA, "high")
LAMBDA_DURATION = Price("lambda-duration", 0.00005001, 1, "GB-seconds", _LAMBDA, "high")
"""Billed by the millisecond, until the function returns; Lambda@Edge has no free tier."""
FUNCTION_INVOCATIONS = Price(
    "function-invocations", 0.10, _MILLION, "invocations", _PAGE, "high", free=2 * _MILLION
)
KEY_VALUE_STORE_READS = Price(
    "key-value-store-reads", 0.03, _MILLION, "reads", _PAGE, "uncertain", free=2 * _MILLION
)
INVALIDATION_PATHS = Price("invalidation-paths", 0.005, 1, "paths", _PAGE, "high", free=1000)
REALTIME_LOG_LINES = Price("realtime-log-lines", 0.01, _MILLION, "lines", _PAGE, "high")

PRICES = (
    LAMBDA_REQUESTS,
    LAMBDA_DURATION,
    FUNCTION_INVOCATIONS,
    KEY_VALUE_STORE_READS,
    INVALIDATION_PATHS,
    REALTIME_LOG_LINES,
)

FLAT_RATE_PLANS: dict[str, int] = {"Free": 0, "Pro": 15, "Business": 200, "Premium": 1000}
"""Plan -> dollars a month.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/flat-rate-pricing-plan.html (read
2026-10).
"""


def lambda_cost(invocations: int, *, milliseconds: float, memory_mb: int) -> float:
    """Dollars for that many runs of Lambda@Edge, each billed for one millisecond at least.

    Count every request for viewer events and misses only for origin events.
    """
    gb_seconds = invocations * max(milliseconds, 1.0) / 1000 * memory_mb / 1024
    return LAMBDA_REQUESTS.of(invocations) + LAMBDA_DURATION.of(gb_seconds)


def function_cost(invocations: int, *, key_value_store_reads: int = 0) -> float:
    """Dollars for that many runs of CloudFront Functions in a month, the free ones taken off."""
    return FUNCTION_INVOCATIONS.of(invocations) + KEY_VALUE_STORE_READS.of(key_value_store_reads)
