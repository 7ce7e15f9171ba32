"""Sample runs: a function is tried on a small set of events before anybody's request meets it."""

from cloudfrontier.simulator.sample_runs.events import SampleEvent
from cloudfrontier.simulator.sample_runs.function_test import FunctionTester, FunctionTestResult
from cloudfrontier.simulator.sample_runs.report import SampleReport, SampleRun
from cloudfrontier.simulator.sample_runs.request_events import REQUEST_EVENTS
from cloudfrontier.simulator.sample_runs.response_events import RESPONSE_EVENTS
from cloudfrontier.simulator.sample_runs.sampling import function_samples, sample_findings

__all__ = [
    "REQUEST_EVENTS",
    "RESPONSE_EVENTS",
    "FunctionTestResult",
    "FunctionTester",
    "SampleEvent",
    "SampleReport",
    "SampleRun",
    "function_samples",
    "sample_findings",
]
