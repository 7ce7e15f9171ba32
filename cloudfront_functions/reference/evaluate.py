"""One event through the steps of a function: what the function must return."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, assert_never

from cloudfront_functions.reference.conditions import match_conditions
from cloudfront_functions.reference.event import query_fields, query_text, values_of
from cloudfront_functions.reference.paths import match_path
from cloudfront_functions.reference.targets import fill, fill_target
from cloudfront_functions.rules import (
    Answer,
    IndexDocument,
    Redirect,
    ResponseHeaders,
    Rewrite,
    Routes,
    in_order,
)
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules import HeaderChange, QueryKept, Route, Step

__all__ = ["evaluate"]


def evaluate(steps: Iterable[Step], event: Json) -> Json:
    """What the handler returns: the request, changed or not, or a response. The event is left as it is.

    Raises:
        ValueError: a step belongs to the other event.
    """
    event = deepcopy(event)
    for step in in_order(steps, event["context"]["eventType"]):
        answer = run(step, event)
        if answer is not None:
            return answer
    result: Json = event["response"] if "response" in event else event["request"]
    return result


def run(step: Step, event: Json) -> Json | None:
    """One step: an answer that ends the run, or None; the event is changed in place."""
    match step:
        case Routes():
            return first_route(step.rules, event["request"])
        case IndexDocument():
            if event["request"]["uri"].endswith("/"):
                event["request"]["uri"] += step.name
        case ResponseHeaders():
            for rule in step.rules:
                captured = match_path(rule.source, event["request"]["uri"])
                for change in rule.changes if captured is not None else ():
                    change_header(change, event["response"]["headers"], captured or {})
        case _:
            assert_never(step)
    return None


def first_route(rules: tuple[Route, ...], request: Json) -> Json | None:
    """What the first rule that matches answers, or None when it rewrites or there is none."""
    for rule in rules:
        in_path = match_path(rule.source, request["uri"])
        in_request = match_conditions(rule.when, request)
        if in_path is not None and in_request is not None:
            return act(rule, request, {**in_path, **in_request})
    return None


def act(rule: Route, request: Json, captured: dict[str, str]) -> Json | None:
    """What a rule that matches does."""
    if isinstance(rule, Answer):
        return response(rule.status, dict(rule.headers), rule.body)
    path, query, fragment = fill_target(rule.target, captured)
    kept = kept_query(rule.query, rule, request)
    whole = "&".join(text for text in (query, kept) if text)
    if isinstance(rule, Redirect):
        location = path + (f"?{whole}" if whole else "") + (f"#{fragment}" if fragment else "")
        return response(rule.status, {"location": location})
    request["uri"] = path
    if query or rule.query == "none" or (rule.query == "others" and rule.when.query):
        request["querystring"] = query_fields(whole)
    return None


def kept_query(kept: QueryKept, rule: Redirect | Rewrite, request: Json) -> str:
    """What is kept of the request's query string."""
    if kept == "none":
        return ""
    named = frozenset(match.name for match in rule.when.query) if kept == "others" else frozenset()
    return query_text(request, named)


def response(status: int, headers: dict[str, str], body: str = "") -> Json:
    """A generated response, without a body where it is empty, and without a phrase where there is none."""
    phrase = reason_phrase(status)
    return {
        "statusCode": status,
        **({"statusDescription": phrase} if phrase else {}),
        "headers": {name: {"value": value} for name, value in headers.items()},
        **({"body": body} if body else {}),
    }


def change_header(change: HeaderChange, headers: Json, captured: dict[str, str]) -> None:
    """One change of one header."""
    value = fill(change.value, captured)
    match change.kind:
        case "set":
            headers[change.name] = {"value": value}
        case "add":
            values = values_of(headers[change.name]) if change.name in headers else []
            headers[change.name] = {"value": ", ".join([*values, value])}
        case "remove":
            headers.pop(change.name, None)
