"""Runs cases here: requests through the whole distribution, events through one function or handler.

What code returns for an event is judged by the rules that hold in production, which AWS's own test does not
do: a case fails when CloudFront would refuse the answer, unless it expects that `error`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.functions_runtime import Surroundings, read_key_values
from cloudfrontier.simulator.sample_runs.function_test import FunctionTester, shown
from cloudfrontier.simulator.single_event import query_of
from cloudfrontier.testing.cases.aws_shapes import is_handler_event
from cloudfrontier.testing.cases.case import CaseResult
from cloudfrontier.testing.cases.given import events_given
from cloudfrontier.testing.edge_client import EdgeClient
from cloudfrontier.testing.expectations import differences
from cloudfrontier.testing.explain import explain, explain_step
from cloudfrontier.testing.response_view import response_differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.sample_runs.function_test import FunctionTestResult
    from cloudfrontier.simulator.trace import EventStep
    from cloudfrontier.testing.cases.case import Asked, Case
    from cloudfrontier.testing.edge_host import EdgeHost
    from cloudfrontier.testing.edge_response import EdgeResponse

__all__ = ["CaseRunner"]

_RETURNED = frozenset({"request", "response"})

_SAYS_FAILURE = frozenset({"status", "x_cache", "events"})
"""Who names one of these has thought of the case that edge code fails."""


class CaseRunner:
    """Runs cases on a project that was built; `clock` tells the time. Each case has a cache of its own."""

    def __init__(self, host: EdgeHost, *, clock: Callable[[], float] = time.time) -> None:
        self._host = host
        self._clock = clock
        self._tester = cache(self._make_tester)

    def run(self, case: Case) -> CaseResult:
        """What came of it; whatever edge code does is a result, and so is a request that is none."""
        if case.skip:
            return CaseResult(case, "skipped", case.skip)
        start = time.perf_counter()
        try:
            result = self._request(case, case.request) if case.request else self._event(case)
        except UsageError as error:
            result = CaseResult(case, "failed", str(error))
        return replace(result, seconds=time.perf_counter() - start)

    def code_of(self, case: Case) -> str:
        """The name of what gets the event of a case.

        Raises:
            UsageError: nobody says, and there is not exactly one CloudFront Function of that event.
        """
        if case.code:
            return case.code
        event = case.event or {}
        wanted = "viewer-response" if "response" in event else "viewer-request"
        names = [item.name for item in self._host.simulator.manifest.functions if item.event == wanted]
        if is_handler_event(event) or len(names) != 1:
            raise UsageError(
                "the case does not say what gets its event; name it with `function`, `handler` or --function"
            )
        return names[0]

    def _request(self, case: Case, asked: Asked) -> CaseResult:
        client = EdgeClient(self._host, clock=self._clock, keep_cookies=True)
        for earlier in case.before:
            _send(client, earlier)
        response = _send(client, asked)
        expect = case.expect or {}
        found = tuple(response_differences(response, expect))
        failed = [step for step in response.trace.events if step.outcome == "error"]
        why = ""
        if failed and not _SAYS_FAILURE.intersection(expect):
            why = f"{failed[0].name} failed at {failed[0].event}: {_first_line(failed[0].why)}"
        return CaseResult(
            case,
            "failed" if found or why else "passed",
            why,
            found,
            seen=_summary(response),
            explained=explain(response.trace),
            given=events_given(response.trace, self._host.simulator.distribution),
        )

    def _event(self, case: Case) -> CaseResult:
        expect, event = dict(case.expect or {}), case.event or {}
        name = self.code_of(case)
        step = self._host.simulator.run_event(name, event, now=self._clock())
        seen = _output(step, event)
        if "utilization" in expect:
            seen["utilization"] = self._utilization(name, event)
            expect["utilization"] = _at_most(expect["utilization"])
        found = tuple(differences(expect, seen))
        why = _first_line(step.why) if step.outcome == "error" and "error" not in expect else ""
        accepted = {key: value for key, value in seen.items() if key in _RETURNED and not why}
        return CaseResult(
            case,
            "failed" if found or why else "passed",
            why,
            () if why else found,
            seen=accepted,
            explained=explain_step(step),
            given=((name, event),) if step.kind == "function" else (),
        )

    def as_test_function(self, name: str, event: Mapping[str, Any]) -> FunctionTestResult:
        """What this machine answers in the place of AWS's TestFunction; nothing of it is judged.

        Raises:
            UsageError: that is no CloudFront Function.
        """
        return self._tester(name).run(event, now=self._clock())

    def _utilization(self, name: str, event: Mapping[str, Any]) -> int:
        """The estimate in points."""
        return self._tester(name).utilization(event, query_of(event))

    def _make_tester(self, name: str) -> FunctionTester:
        manifest, dist = self._host.simulator.manifest, self._host.dist
        built = manifest.function(name)
        if built is None:
            raise UsageError(f"{name} is no CloudFront Function: compute utilization is none of a handler's")
        store = manifest.store(built.store) if built.store else None
        values = read_key_values((dist / store.path).read_text("utf-8"), store.path) if store else None
        return FunctionTester(
            (dist / built.path).read_text("utf-8"),
            # the build wrote the manifest, and takes no other
            runtime=cast("FunctionRuntime", built.runtime),
            surroundings=Surroundings(values),
        )


def _at_most(expected: Any) -> Any:
    """A plain number is the most that is meant: less is no mistake."""
    return expected if isinstance(expected, Mapping) else {"$at_most": expected}


def _send(client: EdgeClient, asked: Asked) -> EdgeResponse:
    return client.request(
        asked.method, asked.url, headers=asked.headers, body=asked.body, client_ip=asked.client_ip
    )


def _summary(response: EdgeResponse) -> dict[str, Any]:
    """What most people would write of a response."""
    location = response.headers.get("location")
    ran = {step.event: step.outcome for step in response.trace.events if step.ran}
    return {
        "status": response.status,
        **({"headers": {"location": location}} if location else {}),
        "x_cache": response.x_cache,
        **({"events": ran} if ran else {}),
    }


def _first_line(why: str) -> str:
    """Without the traceback, which stands below, where it happened."""
    return why.partition("\n")[0]


def _output(step: EventStep, event: Mapping[str, Any]) -> dict[str, Any]:
    """What the code did, in the shape of AWS's TestFunction for both kinds of code."""
    seen: dict[str, Any] = {"logs": list(step.logs)}
    if step.outcome == "error":
        seen["error"] = step.why
    if step.returned is None and step.outcome == "error":
        return seen
    if step.kind == "function":
        return seen | cast("dict[str, Any]", json.loads(shown(step.returned, event)))
    answers = isinstance(step.returned, Mapping) and "status" in step.returned
    return seen | {"response" if answers else "request": step.returned}
