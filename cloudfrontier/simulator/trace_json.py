"""A trace as JSON: stable for machines, with secrets redacted unless they are asked for.

- `version`: 1; another number when a field changes its meaning or goes
- `request`: method, uri, querystring, headers `[[name, value]]`, body_bytes, client_ip, scheme
- `request_id`: as in X-Amz-Cf-Id
- `behavior`: path pattern of the behavior; empty when the request was refused before one was chosen
- `events`: the four in order, each with event, kind, name, outcome (`not run`, `request`, `response`,
  `error`), why, changes `[{path, before, after}]`, logs, log_group (`GROUP in REGION`), report
  (the line of Lambda's), validation_log, validation_log_group, findings, duration_ms, init_ms
- `cache`: decision (`hit`, `miss`, `expired`, `confirmed`, `stale`, `not looked up`), key `[[what, value]]`,
  age, why
- `origin`: null, or origin, domain, method, target, status, why, duration_ms
- `store`: null, or stored, seconds, why
- `response`: status, reason, headers `[[name, value]]`, body, body_encoding (`text` or `base64`), body_bytes
- `x_cache`: as in the header
- `notes`: sentences on what CloudFront did by itself
- `duration_ms`: of the whole walk
- `edge_error`: whether edge code failed and CloudFront answered with its error page

Ages and `seconds` are seconds; what ends in `_ms` is milliseconds.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.statuses import reason_phrase
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Headers, Response
    from cloudfrontier.simulator.trace import EventStep, Trace

__all__ = ["TRACE_VERSION", "event_json", "trace_json"]

TRACE_VERSION = 1
_DIGITS = 3


def trace_json(trace: Trace, *, show_secrets: bool = False) -> dict[str, Any]:
    """The trace in the shape that the module's docstring gives."""
    hide = Redaction.of(trace, shows_secrets=show_secrets)
    request = trace.request
    return {
        "version": TRACE_VERSION,
        "request": {
            "method": request.method,
            "uri": hide.text(request.uri),
            "querystring": hide.text(request.querystring),
            "headers": _headers(request.headers, hide),
            "body_bytes": len(request.body),
            "client_ip": request.client_ip,
            "scheme": request.scheme,
        },
        "request_id": trace.request_id,
        "behavior": trace.behavior,
        "events": [event_json(step, hide) for step in trace.events],
        "cache": {
            "decision": trace.cache.decision,
            "key": [[what, hide.key_part(what, value)] for what, value in _key(trace)],
            "age": trace.cache.age,
            "why": trace.cache.why,
        },
        "origin": _origin(trace, hide),
        "store": asdict(trace.store) if trace.store else None,
        "response": _response(trace.response, hide),
        "x_cache": trace.x_cache,
        "notes": [hide.text(note) for note in trace.notes],
        "duration_ms": round(trace.duration_ms, _DIGITS),
        "edge_error": trace.edge_error,
    }


def event_json(step: EventStep, hide: Redaction) -> dict[str, Any]:
    """One event, redacted, as an entry of `events`."""
    return {
        "event": step.event,
        "kind": step.kind,
        "name": step.name,
        "outcome": step.outcome,
        "why": hide.text(step.why),
        "changes": [asdict(hide.change(change)) for change in step.changes],
        "logs": [hide.text(line) for line in step.logs],
        "log_group": step.log_group,
        "report": step.report,
        "validation_log": hide.text(step.validation_log),
        "validation_log_group": step.validation_log_group,
        "findings": [asdict(finding) | {"message": hide.text(finding.message)} for finding in step.findings],
        "duration_ms": round(step.duration_ms, _DIGITS),
        "init_ms": None if step.init_ms is None else round(step.init_ms, _DIGITS),
    }


def _origin(trace: Trace, hide: Redaction) -> dict[str, Any] | None:
    if trace.origin is None:
        return None
    return asdict(trace.origin) | {
        "target": hide.text(trace.origin.target),
        "why": hide.text(trace.origin.why),
        "duration_ms": round(trace.origin.duration_ms, _DIGITS),
    }


def _response(response: Response, hide: Redaction) -> dict[str, Any]:
    try:
        body, encoding = hide.text(response.body.decode()), "text"
    except UnicodeDecodeError:
        body, encoding = base64.b64encode(response.body).decode("ascii"), "base64"
    return {
        "status": response.status,
        "reason": response.reason or reason_phrase(response.status),
        "headers": _headers(response.headers, hide),
        "body": body,
        "body_encoding": encoding,
        "body_bytes": len(response.body),
    }


def _headers(headers: Headers, hide: Redaction) -> list[list[str]]:
    return [[name, hide.header(name, value)] for name, value in headers.items()]


def _key(trace: Trace) -> tuple[tuple[str, str], ...]:
    return trace.cache.key.parts if trace.cache.key else ()
