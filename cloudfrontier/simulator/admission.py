"""What CloudFront answers before any code runs: requests too large, over plain HTTP, or with a wrong method.

Pure decisions: each is given the request and says what it is answered with, or None when it may pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import outcomes
from cloudfrontier.cloudfront.caching import https_redirect_status
from cloudfrontier.cloudfront.error_pages import error_response, https_redirect
from cloudfrontier.cloudfront.generated_headers import GENERATED_NAMES
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.limits import REQUEST_HEADERS, URL
from cloudfrontier.cloudfront.message import Response
from cloudfrontier.cloudfront.x_cache import REDIRECT

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.cloudfront.outcomes import Outcome

__all__ = ["Refusal", "check_method", "check_protocol", "check_size", "refusal"]


@dataclass(frozen=True)
class Refusal:
    """An answer of CloudFront's own, with the reason for people."""

    response: Response
    x_cache: str
    why: str


def refusal(outcome: Outcome, request_id: str, *, why: str) -> Refusal:
    """The outcome as an answer."""
    return Refusal(error_response(outcome, request_id), outcome.x_cache, why)


def check_size(request: Request, *, request_id: str) -> Refusal | None:
    """URL, then request line and headers together: 414 and 494."""
    url = len(request.target.encode())
    if url > URL.value:
        return refusal(outcomes.URL_TOO_LONG, request_id, why=f"the URL has {url} bytes; at most {URL}")
    # What CloudFront adds itself is none of the viewer's.
    sent = [line for line in request.headers.lines if fold(line[0]) not in GENERATED_NAMES]
    head = url + sum(len(name.encode()) + len(value.encode()) + 4 for name, value in sent)
    if head > REQUEST_HEADERS.value:
        why = f"request line and headers have {head} bytes; at most {REQUEST_HEADERS}"
        return refusal(outcomes.HEADERS_TOO_BIG, request_id, why=why)
    return None


def check_protocol(request: Request, behavior: Behavior, *, request_id: str) -> Refusal | None:
    """Plain HTTP where the behavior wants HTTPS: 403, or a redirect that keeps the method."""
    policy = behavior.viewer_protocol_policy
    if request.scheme == "https" or policy == "allow-all":
        return None
    why = f"plain HTTP; the behavior says {policy}"
    status = https_redirect_status(request.method, request.http_version)
    if policy == "https-only" or status is None:
        return refusal(outcomes.HTTPS_ONLY, request_id, why=why)
    location = f"https://{request.host}{request.target}"
    return Refusal(https_redirect(status, location), REDIRECT, why)


def check_method(request: Request, behavior: Behavior, *, request_id: str) -> Refusal | None:
    """A method that the behavior does not allow, or a GET with a body: 403."""
    if request.method not in behavior.allowed_methods:
        allowed = ", ".join(behavior.allowed_methods)
        why = f"{request.method} is not allowed; the behavior allows {allowed}"
        return refusal(outcomes.METHOD_NOT_ALLOWED, request_id, why=why)
    if request.method == "GET" and request.body:
        return refusal(outcomes.GET_WITH_BODY, request_id, why="a GET with a body")
    return None
