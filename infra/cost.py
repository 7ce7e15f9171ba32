"""What the attached code would cost a month, by AWS's prices and the traffic that somebody expects.

A plan cannot know how visitors spread over behaviors, so traffic is given by behavior: one number for each
that has edge code, or one for some of them by pattern. The rest is assumed, and is printed with the sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import ORIGIN_EVENTS
from cloudfrontier.cloudfront.pricing import function_cost, lambda_cost

if TYPE_CHECKING:
    from infra.desired import Desired

__all__ = ["Cost", "Traffic", "cost_of"]


@dataclass(frozen=True)
class Traffic:
    """Requests a month to each behavior, and how they are taken to run.

    misses: the share that reaches the origin, for which origin events run. milliseconds: of one run of a
    handler. by_behavior: pattern -> requests, where it is not `requests`.
    """

    requests: int = 1_000_000
    misses: float = 0.1
    milliseconds: float = 5.0
    by_behavior: Mapping[str, int] = field(default_factory=dict)

    def of(self, pattern: str) -> int:
        """Requests to that behavior."""
        return self.by_behavior.get(pattern, self.requests)


@dataclass(frozen=True)
class Cost:
    """Dollars a month, and the runs that they are for; the free tier of CloudFront Functions is taken off."""

    function_runs: int
    function_dollars: float
    handler_runs: int
    handler_dollars: float

    @property
    def dollars(self) -> float:
        """The sum."""
        return self.function_dollars + self.handler_dollars


def cost_of(desired: Desired, traffic: Traffic) -> Cost:
    """The cost of what a project wants attached; a function with a KeyValueStore reads it once a run."""
    runs: Counter[str] = Counter()
    for item in desired.associations:
        share = traffic.misses if item.slot.event in ORIGIN_EVENTS else 1.0
        runs[item.deployed_name] += round(traffic.of(item.slot.behavior) * share)
    function_runs = sum(runs[item.deployed_name] for item in desired.functions)
    reads = sum(runs[item.deployed_name] for item in desired.functions if item.store)
    handler_runs = sum(runs[item.deployed_name] for item in desired.handlers)
    dollars = sum(
        lambda_cost(
            runs[item.deployed_name],
            milliseconds=traffic.milliseconds,
            memory_mb=item.settings.memory_mb,
        )
        for item in desired.handlers
    )
    return Cost(
        function_runs, function_cost(function_runs, key_value_store_reads=reads), handler_runs, dollars
    )
