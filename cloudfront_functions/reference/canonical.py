"""The one address of each page, in plain Python.

What is worked out before the routes and used behind them is kept beside the event: `site` is what stands in
front of redirects to paths, `moved` where the visitor is sent if nothing else is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.reference.conditions import host
from cloudfront_functions.reference.event import query_text
from cloudfront_functions.reference.path_forms import formed
from cloudfront_functions.reference.targets import fill
from cloudfront_functions.rules.target import Slot
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.canonical import Canonical, ToCanonical

__all__ = ["on_site", "redirect_to", "run_canonical", "run_to_canonical", "safe_path"]


def run_canonical(step: Canonical, event: Json) -> None:
    """Give the path its form, and note where the visitor should have come."""
    request = event["request"]
    path = request["uri"]
    for form in step.forms:
        path = formed(path, form)
    is_other_host = step.host is not None and host(request) in step.host.others
    if step.host is not None and is_other_host:
        event["site"] = step.host.site
    if is_other_host or path != request["uri"]:
        event["moved"] = with_query(safe_path(path), request)
        request["uri"] = path


def run_to_canonical(step: ToCanonical, event: Json) -> Json | None:
    """Send the visitor there."""
    return redirect_to(step.status, event["moved"]) if "moved" in event else None


def safe_path(path: str) -> str:
    """A path that is one on the same host for every browser."""
    return "/" + fill((Slot("path"),), {"path": path}).lstrip("/\\")


def with_query(location: str, request: Json) -> str:
    """The query string of the request behind a location that has none."""
    query = query_text(request)
    return f"{location}?{query}" if query else location


def redirect_to(status: int, location: str) -> Json:
    """A redirect."""
    return {
        "statusCode": status,
        "statusDescription": reason_phrase(status),
        "headers": {"location": {"value": location}},
    }


def on_site(answer: Json, event: Json) -> Json:
    """The answer; if it is a redirect to a path, on the canonical host."""
    location = answer["headers"].get("location", {"value": ""})
    is_redirect = 300 <= answer["statusCode"] < 400
    if is_redirect and "site" in event and location["value"].startswith("/"):
        location["value"] = event["site"] + location["value"]
    return answer
