"""What a run of a CloudFront Function costs: counted, not timed, so that it is the same on every machine."""

from cloudfrontier.javascript.cost.counters import COUNTERS, Counter
from cloudfrontier.javascript.cost.meter import STOPPED, Metered, meter
from cloudfrontier.javascript.cost.work import DEFAULT_BUDGET, Budget, Work, utilization

__all__ = [
    "COUNTERS",
    "DEFAULT_BUDGET",
    "STOPPED",
    "Budget",
    "Counter",
    "Metered",
    "Work",
    "meter",
    "utilization",
]
