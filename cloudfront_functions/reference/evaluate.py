"""One event through the steps of a function: what the function must return."""

from __future__ import annotations

from copy import deepcopy
from types import MappingProxyType
from typing import TYPE_CHECKING

from cloudfront_functions.reference.basic_auth import check_credentials
from cloudfront_functions.reference.cache_control import set_cache_control
from cloudfront_functions.reference.canonical import on_site, run_canonical, run_to_canonical
from cloudfront_functions.reference.conditions import match_conditions
from cloudfront_functions.reference.cors import answer_preflight, set_cors_headers
from cloudfront_functions.reference.event import Json, query_fields, query_text, values_of
from cloudfront_functions.reference.experiments import remember_variants, run_experiments
from cloudfront_functions.reference.ip_list import check_address
from cloudfront_functions.reference.maintenance import close_site
from cloudfront_functions.reference.method_list import check_method
from cloudfront_functions.reference.path_forms import run_form
from cloudfront_functions.reference.paths import match_path
from cloudfront_functions.reference.request_steps import (
    refuse_hand_written,
    run_query_keys,
    run_request_headers,
    run_single_page,
)
from cloudfront_functions.reference.signed_links import check_link
from cloudfront_functions.reference.targets import fill, fill_target
from cloudfront_functions.reference.visitors import run_device, run_locale
from cloudfront_functions.rules import (
    Answer,
    BasicAuth,
    CacheControl,
    CorsHeaders,
    CorsPreflight,
    IndexDocument,
    IpList,
    Maintenance,
    MethodList,
    Redirect,
    ResponseHeaders,
    Rewrite,
    Routes,
    SignedLinks,
    Step,
    in_order,
)
from cloudfront_functions.rules.canonical import Canonical, ToCanonical
from cloudfront_functions.rules.experiments import ExperimentCookies, Experiments
from cloudfront_functions.rules.hand_written import HandWritten
from cloudfront_functions.rules.path_forms import FORMS
from cloudfront_functions.rules.query_keys import QueryKeys
from cloudfront_functions.rules.request_headers import RequestHeaders
from cloudfront_functions.rules.single_page import SinglePage
from cloudfront_functions.rules.visitors import Device, Locale
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cloudfront_functions.rules import HeaderChange, QueryKept, Route

__all__ = ["RUNNERS", "evaluate"]


def evaluate(
    steps: Iterable[Step],
    event: Json,
    *,
    own: Callable[[HandWritten, Json], Json | None] = refuse_hand_written,
) -> Json:
    """What the handler returns: the request, changed or not, or a response. The event is left as it is.

    own: what a step that somebody wrote in JavaScript means, in the way of `RUNNERS`.

    Raises:
        ValueError: a step belongs to the other event, or is in JavaScript and nobody said what it means.
    """
    event = deepcopy(event)
    runners: Mapping[type[Step], Callable[..., Json | None]] = {**RUNNERS, HandWritten: own}
    for step in in_order(steps, event["context"]["eventType"]):
        answer = runners[type(step)](step, event)
        if answer is not None:
            return answer if isinstance(step, HandWritten) else on_site(answer, event)
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
        MethodList: check_method,
        IpList: check_address,
        Maintenance: close_site,
        CorsPreflight: answer_preflight,
        BasicAuth: check_credentials,
        SignedLinks: check_link,
        HandWritten: refuse_hand_written,
        Canonical: run_canonical,
        Routes: run_routes,
        Locale: run_locale,
        Device: run_device,
        ToCanonical: run_to_canonical,
        Experiments: run_experiments,
        **dict.fromkeys(FORMS, run_form),
        IndexDocument: run_index,
        SinglePage: run_single_page,
        QueryKeys: run_query_keys,
        RequestHeaders: run_request_headers,
        CacheControl: set_cache_control,
        ResponseHeaders: run_headers,
        CorsHeaders: set_cors_headers,
        ExperimentCookies: remember_variants,
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
