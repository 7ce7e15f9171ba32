"""One event through the steps of a function: what the function must return."""

from __future__ import annotations

from copy import deepcopy
from types import MappingProxyType
from typing import TYPE_CHECKING

from cloudfront_functions.reference.conditions import match_conditions
from cloudfront_functions.reference.event import Json, query_fields, query_text, values_of
from cloudfront_functions.reference.paths import match_path
from cloudfront_functions.reference.targets import fill, fill_target
from cloudfront_functions.rules import (
    Answer,
    IndexDocument,
    Redirect,
    ResponseHeaders,
    Rewrite,
    Routes,
    Step,
    in_order,
)
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cloudfront_functions.rules import HeaderChange, QueryKept, Route

__all__ = ["RUNNERS", "evaluate"]


def evaluate(steps: Iterable[Step], event: Json) -> Json:
    """What the handler returns: the request, changed or not, or a response. The event is left as it is.

    Raises:
        ValueError: a step belongs to the other event.
    """
    event = deepcopy(event)
    for step in in_order(steps, event["context"]["eventType"]):
        answer = RUNNERS[type(step)](step, event)
        if answer is not None:
            return answer
    result: Json = event["response"] if "response" in event else event["request"]
    return result


def run_routes(step: Routes, event: Json) -> Json | None:
    """The first rule that matches acts."""
    return first_route(step.rules, event["request"])


def run_index(step: IndexDocument, event: Json) -> None:
    """A path that ends in a slash gets the name of the document."""
    if event["request"]["uri"].endswith("/"):
        event["request"]["uri"] += step.name


def run_headers(step: ResponseHeaders, event: Json) -> None:
    """Every rule that matches makes its changes."""
    for rule in step.rules:
        captured = match_path(rule.source, event["request"]["uri"])
        for change in rule.changes if captured is not None else ():
            change_header(change, event["response"]["headers"], captured or {})


RUNNERS: Mapping[type[Step], Callable[..., Json | None]] = MappingProxyType(
    {
        Routes: run_routes,
        IndexDocument: run_index,
        ResponseHeaders: run_headers,
    }
)
"""Kind of step -> what runs it: an answer that ends the run, or None; the event is changed in place."""


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
