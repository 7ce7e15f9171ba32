"""What the events of one request cost: an estimate of compute utilization, and dollars for a million.

Prices are those of `cloudfrontier.cloudfront.pricing`, without the free part of a month. A handler's time is
that of this machine. A function is run again, with a meter in it, when somebody opens the request.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.cloudfront.pricing import FUNCTION_INVOCATIONS, lambda_cost
from cloudfrontier.errors import CloudfrontierError
from cloudfrontier.simulator.functions_runtime import Surroundings, read_key_values
from cloudfrontier.simulator.sample_runs.function_test import FunctionTester
from cloudfrontier.simulator.wire.function_event import function_event, raw_query

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Distribution
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.server.generation import Generation
    from cloudfrontier.simulator.trace import EventStep, Trace

__all__ = ["Costs"]

_MILLION = 1_000_000


class Costs:
    """Costs by the artefacts of one generation; safe to use from threads, one at a time."""

    def __init__(self, generation: Generation) -> None:
        manifest = generation.simulator.manifest
        self._folder = generation.folder
        self._distribution = generation.simulator.distribution
        self._functions = {artifact.name: artifact for artifact in manifest.functions}
        self._stores = {store.name: store for store in manifest.stores}
        self._handlers = {artifact.name: artifact for artifact in manifest.handlers}
        self._testers: dict[str, FunctionTester] = {}
        self._lock = threading.Lock()

    def of(self, trace: Trace) -> list[dict[str, Any] | None]:
        """For each of the four events `{dollars, utilization, memory_mb}`; dollars for a million runs."""
        with self._lock:
            return [self._step(step, trace) if step.ran else None for step in trace.events]

    def _step(self, step: EventStep, trace: Trace) -> dict[str, Any] | None:
        if step.kind == "function" and step.name in self._functions:
            return {
                "dollars": FUNCTION_INVOCATIONS.dollars * _MILLION / FUNCTION_INVOCATIONS.per,
                "utilization": self._utilization(step, trace),
                "memory_mb": None,
            }
        if step.kind == "handler" and step.name in self._handlers:
            memory = self._handlers[step.name].memory_mb
            dollars = lambda_cost(_MILLION, milliseconds=step.duration_ms, memory_mb=memory)
            return {"dollars": dollars, "utilization": None, "memory_mb": memory}
        return None

    def _utilization(self, step: EventStep, trace: Trace) -> int | None:
        """None where it cannot be told: the code is none that the meter takes."""
        try:
            tester = self._testers.get(step.name) or self._tester(step.name)
        except (CloudfrontierError, OSError):
            return None
        return tester.utilization(_event_of(step, trace, self._distribution), raw_query(trace.request))

    def _tester(self, name: str) -> FunctionTester:
        artifact = self._functions[name]
        surroundings = Surroundings()
        if artifact.store:
            store = self._folder / self._stores[artifact.store].path
            surroundings = Surroundings(read_key_values(store.read_text(encoding="utf-8"), str(store)))
        tester = FunctionTester(
            (self._folder / artifact.path).read_text(encoding="utf-8"),
            runtime=cast("FunctionRuntime", artifact.runtime),
            surroundings=surroundings,
        )
        self._testers[name] = tester
        return tester


def _event_of(step: EventStep, trace: Trace, distribution: Distribution) -> dict[str, Any]:
    """The event as the function was given it; at viewer-response beside the request as the viewer sent it."""
    is_response = step.event == "viewer-response"
    event = function_event(
        step.event,
        distribution_id=distribution.id,
        domain_name=distribution.domain_name,
        request_id=trace.request_id,
        request=trace.request,
        response=trace.response if is_response else None,
    )
    return {**event, "response" if is_response else "request": step.given}
