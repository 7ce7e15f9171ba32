"""One function or handler on one event, as AWS's TestFunction and Lambda's Invoke do, and judged besides.

AWS's own test of a CloudFront Function does not check what it returned; here the return rules always do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast, get_args

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.returns.words import describe
from cloudfrontier.simulator.invocation import settle

if TYPE_CHECKING:
    from cloudfrontier.artifacts.manifest import Manifest
    from cloudfrontier.cloudfront.events import FunctionEvent, LambdaEvent
    from cloudfrontier.cloudfront.limits import Limits
    from cloudfrontier.simulator.ports import FunctionPort, HandlerPort
    from cloudfrontier.simulator.trace import EventStep

__all__ = ["query_of", "run_single_event"]


def run_single_event(  # noqa: PLR0913 - what an event needs, all by name
    name: str,
    event: object,
    *,
    manifest: Manifest,
    functions: FunctionPort,
    handlers: HandlerPort,
    limits: Limits,
    now: float,
) -> EventStep:
    """The step of that event; `event` is JSON as Python holds it, in the shape of the code's runtime.

    Raises:
        UsageError: nothing has that name, or the event is not one for it.
    """
    function = manifest.function(name)
    if function is not None:
        event_type, given = _function_event(event)
        if event_type != function.event:
            raise UsageError(f"{name} is written for {function.event}; the event says {event_type}")
        result = functions.run(name, cast("FunctionEvent", given), now=now, raw_query=query_of(given))
        step, _ = settle(event_type, "function", name, event=given, result=result, limits=limits)
        return step
    if manifest.handler(name) is not None:
        event_type, given = _handler_event(event)
        result = handlers.invoke(name, cast("LambdaEvent", given))
        step, _ = settle(event_type, "handler", name, event=given, result=result, limits=limits)
        return step
    known = sorted([*(item.name for item in manifest.functions), *(item.name for item in manifest.handlers)])
    raise UsageError(f"nothing is built under the name {name!r}; there is {', '.join(known) or 'nothing'}")


def _function_event(event: object) -> tuple[EventType, dict[str, Any]]:
    given = _object(event, "the event")
    context = _object(given.get("context"), "context")
    event_type = _event_type(context.get("eventType"), "context.eventType")
    _object(given.get("request"), "request")
    if event_type == "viewer-response":
        _object(given.get("response"), "response")
    return event_type, given


def _handler_event(event: object) -> tuple[EventType, dict[str, Any]]:
    given = _object(event, "the event")
    records = given.get("Records")
    if not isinstance(records, list) or len(records) != 1:
        raise UsageError("Records: expected a list with one record, as Lambda@Edge events have")
    cf = _object(_object(records[0], "Records[0]").get("cf"), "Records[0].cf")
    config = _object(cf.get("config"), "Records[0].cf.config")
    event_type = _event_type(config.get("eventType"), "Records[0].cf.config.eventType")
    _object(cf.get("request"), "Records[0].cf.request")
    if event_type.endswith("-response"):
        _object(cf.get("response"), "Records[0].cf.response")
    return event_type, given


def _object(value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{path}: {describe(value)}, expected an object")
    return dict(value)


def _event_type(value: object, path: str) -> EventType:
    known = get_args(EventType)
    if value not in known:
        raise UsageError(f"{path}: {value!r}, expected one of {', '.join(known)}")
    return cast("EventType", value)


def query_of(event: Mapping[str, Any]) -> str | None:
    """The query string that the event's object stands for; None when it has no parameter."""
    parameters = event["request"].get("querystring")
    if not isinstance(parameters, Mapping):
        return None
    pairs = []
    for name, entry in parameters.items():
        several = entry.get("multiValue") if isinstance(entry, Mapping) else None
        for single in several or (entry,):
            value = single.get("value", "") if isinstance(single, Mapping) else single
            pairs.append(f"{name}={value}")
    return "&".join(pairs) or None
