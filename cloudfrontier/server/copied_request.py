"""A request of the journal as somebody would ask it again in a test, and what is expected of the answer.

1. The brief form leaves out what browsers send with everything, and secrets that are not shown; the next one
   only the former; the whole form holds all that was sent.
2. A form is taken when it was tried, with nothing in the cache, and came out as expected. So what is pasted
   passes; where no form does, the test says why and is skipped until somebody has mended it.
3. What may change something at the origin is not tried: it is copied whole, and of the answer no header is
   expected, for it may be another each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.message import Request
from cloudfrontier.simulator.redaction import Redaction
from cloudfrontier.simulator.viewer import viewer_request
from cloudfrontier.testing.edge_response import EdgeResponse
from cloudfrontier.testing.response_view import response_differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.simulator.trace import Exchange, Trace

__all__ = ["CopiedRequest", "TryOut", "copied_request"]

TryOut = Callable[[Request], "Exchange"]
"""Sends a request through the distribution, past what is stored and without a trace of it."""

_OF_THE_BROWSER = frozenset(
    {"connection", "content-length", "cache-control", "pragma", "upgrade-insecure-requests", "dnt", "te"}
    | {"user-agent", "host", "priority", "accept", "accept-encoding", "accept-language"}
)
"""What every browser sends, and seldom matters."""

_FILLED_IN = frozenset({"host", "content-length", "connection"})
"""What the client of a test fills in by itself, or has no use for."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_EXPECTED_HEADERS = ("location", "cache-control", "content-type")


@dataclass(frozen=True)
class CopiedRequest:
    """What is asked, and `expect` in the words of a case; `url` is a path or a whole URL.

    `client_ip` is None where that of tests will do. `has_gaps`: secrets are left out. `skip` says why the
    test would not pass.
    """

    method: str
    path: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    client_ip: str | None
    expect: Mapping[str, Any]
    has_gaps: bool
    skip: str = ""


def copied_request(trace: Trace, *, domain_name: str, show_secrets: bool, try_out: TryOut) -> CopiedRequest:
    """The shortest form that comes out as it did, else the whole one with the reason why it does not.

    Raises:
        UsageError: it is no request that a test can send.
    """
    hide = Redaction.of(trace, shows_secrets=show_secrets)
    whole = _form(trace, hide, tuple(_headers(trace, is_whole=True)), is_whole=True)
    if whole.method not in _SAFE_METHODS:
        expect = {name: part for name, part in whole.expect.items() if name != "headers"}
        return replace(whole, expect=expect, skip=_GAPS if whole.has_gaps else "")
    why, sent = "", tuple(_headers(trace, is_whole=False))
    shown = tuple((name, value) for name, value in sent if hide.header(name, value) == value)
    briefer = (_form(trace, hide, headers) for headers in dict.fromkeys((shown, sent)))
    for form in (*briefer, whole):
        tried = try_out(_request(form, domain_name))
        differences = response_differences(EdgeResponse.of(tried), form.expect)
        # of what the try brought to light, too, nothing secret is told
        why = Redaction.of(tried.trace, shows_secrets=show_secrets).text("; ".join(map(str, differences)))
        if not why:
            return form
    return replace(whole, skip=_GAPS if whole.has_gaps else f"tried again, it came out otherwise: {why}")


_GAPS = "secrets are left out: put in values of a test, or copy it from `serve --show-secrets`"


def _form(
    trace: Trace, hide: Redaction, sent: tuple[tuple[str, str], ...], *, is_whole: bool = False
) -> CopiedRequest:
    request = trace.request
    target = hide.text(request.target)
    headers = tuple((name, hide.header(name, value)) for name, value in sent)
    body = _body(request.body, hide)
    is_elsewhere = is_whole or request.scheme != "https"
    return CopiedRequest(
        request.method,
        hide.text(request.uri),
        f"{request.scheme}://{request.host}{target}" if is_elsewhere and request.host else target,
        headers,
        body,
        request.client_ip if is_whole else None,
        _expectation(trace, hide),
        has_gaps=(target, headers, body) != (request.target, sent, request.body),
    )


def _headers(trace: Trace, *, is_whole: bool) -> Iterator[tuple[str, str]]:
    """Of the brief form those that may matter: of the browser's own only what the cache key holds."""
    parts = trace.cache.key.parts if trace.cache.key else ()
    keyed = {fold(what.partition(" ")[2]) for what, _ in parts if what.startswith("header ")}
    for name, value in trace.request.headers.items():
        folded = fold(name)
        if is_whole:
            if folded not in _FILLED_IN:
                yield name, value
        elif folded in keyed - _FILLED_IN or not (folded in _OF_THE_BROWSER or folded.startswith("sec-")):
            yield name, value


def _body(body: bytes, hide: Redaction) -> bytes:
    try:
        return hide.text(body.decode()).encode()
    except UnicodeDecodeError:
        return body


def _expectation(trace: Trace, hide: Redaction) -> dict[str, Any]:
    expect: dict[str, Any] = {"status": trace.response.status}
    lines = {name: trace.response.headers.get_all(name) for name in _EXPECTED_HEADERS}
    headers = {name: found[0] for name, found in lines.items() if len(found) == 1}
    headers = {name: value for name, value in headers.items() if hide.header(name, value) == value}
    if headers:
        expect["headers"] = headers
    ran = {step.event: step.outcome for step in trace.events if step.ran}
    if ran:
        expect["events"] = ran
    return expect


def _request(form: CopiedRequest, domain_name: str) -> Request:
    request = viewer_request(
        form.method, form.url, domain_name=domain_name, headers=form.headers, body=form.body
    )
    return request if form.client_ip is None else replace(request, client_ip=form.client_ip)
