"""One function at one event: the event is made, the code runs, what it returned is judged and taken over.

Every way in which this can go wrong ends in a value: the step with its reason, and the page that CloudFront
answers with. There is no fail-open: CloudFront has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.cloudfront import outcomes
from cloudfrontier.cloudfront.distribution import Association, Distribution, Origin
from cloudfrontier.cloudfront.events import REQUEST_EVENTS, EventType, Kind
from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.cloudfront.outcomes import Outcome
from cloudfrontier.cloudfront.regions import validation_log_group
from cloudfrontier.simulator.functions_runtime import OriginChange
from cloudfrontier.simulator.judgement import Judgement, judge
from cloudfrontier.simulator.trace import EventStep
from cloudfrontier.simulator.wire import function_event as functions
from cloudfrontier.simulator.wire import handler_event as handlers
from cloudfrontier.simulator.wire.origin_object import read_origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.limits import Limits
    from cloudfrontier.simulator.ports import FunctionPort, HandlerPort, RunResult
    from cloudfrontier.simulator.trace import Outcome as StepOutcome

__all__ = ["Invoker", "Occasion", "Ran", "settle"]


@dataclass(frozen=True)
class Occasion:
    """What an event is made of: `origin` in the origin events, `response` in the response events."""

    event: EventType
    request: Request
    request_id: str
    now: float
    origin: Origin | None = None
    response: Response | None = None


@dataclass(frozen=True)
class Ran:
    """What came of it: `failure`, or the request that goes on (with its origin), or the response."""

    step: EventStep
    request: Request | None = None
    origin: Origin | None = None
    response: Response | None = None
    failure: Outcome | None = None
    change: OriginChange | None = None
    """What a function asked of the origin."""


class Invoker:
    """Runs what is attached to the events of one distribution."""

    def __init__(
        self, distribution: Distribution, *, functions: FunctionPort, handlers: HandlerPort, limits: Limits
    ) -> None:
        self._distribution = distribution
        self._limits = limits
        self._functions = functions
        self._handlers = handlers

    def with_ports(self, *, handlers: HandlerPort, functions: FunctionPort | None = None) -> Invoker:
        """The same with other ways to run what is attached; functions as before, if none is given."""
        functions = self._functions if functions is None else functions
        return Invoker(self._distribution, functions=functions, handlers=handlers, limits=self._limits)

    def run(self, association: Association, occasion: Occasion) -> Ran:
        """The association at its event."""
        event, result = self._run(association, occasion)
        step, failure = settle(
            occasion.event,
            association.kind,
            association.name,
            event=event,
            result=result,
            limits=self._limits,
        )
        if failure is not None:
            return Ran(step, failure=failure)
        take = _take_function if association.kind == "function" else _take_handler
        try:
            ran = take(step, occasion, cast("Mapping[str, Any]", result.value))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # No return is known that passes the rules and cannot be read; if there is one, it is not valid.
            why = f"what was returned cannot be read: {type(error).__name__}: {error}"
            return Ran(replace(step, outcome="error", why=why), failure=_UNREADABLE[association.kind])
        return ran if result.origin is None else replace(ran, change=result.origin)

    def _run(self, association: Association, occasion: Occasion) -> tuple[dict[str, Any], RunResult]:
        ids = {
            "distribution_id": self._distribution.id,
            "domain_name": self._distribution.domain_name,
            "request_id": occasion.request_id,
        }
        if association.kind == "function":
            function_event = functions.function_event(
                occasion.event, request=occasion.request, response=occasion.response, **ids
            )
            raw_query = functions.raw_query(occasion.request)
            result = self._functions.run(
                association.name, function_event, now=occasion.now, raw_query=raw_query
            )
            return cast("dict[str, Any]", function_event), result
        handler_event = handlers.handler_event(
            occasion.event,
            request=occasion.request,
            origin=occasion.origin,
            response=occasion.response,
            include_body=association.include_body,
            **ids,
        )
        return cast("dict[str, Any]", handler_event), self._handlers.invoke(association.name, handler_event)


def settle(  # noqa: PLR0913 - what came of a run, all by name
    event_type: EventType,
    kind: Kind,
    name: str,
    *,
    event: Mapping[str, Any],
    result: RunResult,
    limits: Limits,
) -> tuple[EventStep, Outcome | None]:
    """The run of one event as a step, and what the viewer is answered with when it failed."""
    record = event if kind == "function" else event["Records"][0]["cf"]
    generates = event_type in REQUEST_EVENTS
    if result.error:
        judgement = Judgement(failure=_FAILURES[kind, result.throttled])
    else:
        judgement = judge(kind, event_type, given=event, returned=result.value, name=name, limits=limits)
    outcome: StepOutcome = "error"
    if judgement.failure is None:
        status = "statusCode" if kind == "function" else "status"
        is_response = not generates or status in cast("Mapping[str, Any]", result.value)
        outcome = "response" if is_response else "request"
    step = EventStep(
        event=event_type,
        outcome=outcome,
        why=(result.error or judgement.why) if judgement.failure is not None else "",
        kind=kind,
        name=name,
        given=record["request" if generates else "response"],
        returned=result.value,
        logs=result.logs,
        validation_log=judgement.log,
        findings=judgement.findings,
        duration_ms=result.duration_ms,
        init_ms=result.init_ms,
        log_group=result.log_group,
        report=result.report,
        secrets=result.secrets,
        validation_log_group=_validation_group(record, result) if judgement.log else "",
    )
    return step, judgement.failure


def _validation_group(record: Mapping[str, Any], result: RunResult) -> str:
    """Where CloudFront writes of a handler's return; of a function's it writes nowhere that is known."""
    config = record.get("config")
    if not isinstance(config, dict):
        return ""
    _, _, region = result.log_group.partition(" in ")
    group = validation_log_group(str(config.get("distributionId", "")))
    return f"{group} in {region}" if region else group


_FAILURES: dict[tuple[Kind, bool], Outcome] = {
    ("function", False): outcomes.FUNCTION_EXECUTION,
    ("function", True): outcomes.FUNCTION_THROTTLED,
    ("handler", False): outcomes.LAMBDA_EXECUTION,
    ("handler", True): outcomes.LAMBDA_THROTTLED,
}
"""Kind of code, and whether it was throttled -> what the viewer is answered with."""

_UNREADABLE: dict[Kind, Outcome] = {
    "function": outcomes.FUNCTION_VALIDATION,
    "handler": outcomes.LAMBDA_VALIDATION,
}


def _take_function(step: EventStep, occasion: Occasion, returned: Mapping[str, Any]) -> Ran:
    given = cast("Any", step.given)
    if occasion.response is not None:
        return Ran(step, response=functions.read_response(occasion.response, returned, given=given))
    if step.outcome == "response":
        return Ran(step, response=functions.generated_response(returned))
    return Ran(step, request=functions.read_request(occasion.request, returned, given=given))


def _take_handler(step: EventStep, occasion: Occasion, returned: Mapping[str, Any]) -> Ran:
    given, event = cast("Any", step.given), occasion.event
    if occasion.response is not None:
        response = handlers.read_response(occasion.response, returned, given=given, event=event)
        return Ran(step, response=response)
    if step.outcome == "response":
        return Ran(step, response=handlers.generated_response(returned))
    request = handlers.read_request(occasion.request, returned, given=given, event=event)
    origin = occasion.origin
    if origin is not None and returned.get("origin") not in (None, given.get("origin")):
        origin = read_origin(returned["origin"], current=origin)
    return Ran(step, request=request, origin=origin)
