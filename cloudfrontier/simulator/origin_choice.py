"""Which origin a request goes to: the behavior's, or the one that a function in viewer-request asked for.

1. What is not named is inherited from the origin that would be asked; `Host` is then `hostHeader`, or else
   the new `domainName`.
2. Of an origin group a function changes the first origin; one that it makes takes the place of the
   behavior's.
3. A wrong value, and an id that no origin has, end in CloudFront's 502.
4. What this simulator has no part for changes nothing here: origin shield, address types, certificate names.

Source: helper-functions-origin-modification of CloudFront's developer guide (read 2026-04). That 2 holds for
the settings, and not for the id, of a first origin is UNCERTAIN.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution import OriginGroup
from cloudfrontier.cloudfront.error_pages import error_response
from cloudfrontier.cloudfront.outcomes import FUNCTION_ORIGIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.simulator.functions_runtime import OriginChange
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["changed", "spoken_to", "take_origin"]

MADE = "made by the function"
"""The id of an origin group that a function makes."""


def spoken_to(origin: Origin, request: Request) -> Origin:
    """The origin with its protocol and port for this request: the viewer's, where it is to match."""
    if origin.as_viewer is None:
        return origin
    http, https = origin.as_viewer
    port = http if request.scheme == "http" else https
    return replace(origin, protocol=request.scheme, port=port)


def take_origin(parts: Parts, passage: Passage, change: OriginChange) -> None:
    """Ask the origin that a function chose; or answer 502."""
    faults = change.faults
    if not faults:
        try:
            _take(parts, passage, change)
        except KeyError as unknown:
            faults = (f"the distribution has no origin {unknown.args[0]!r}",)
    if faults:
        why = f"cf.{change.method}: {'; '.join(faults)}"
        step = passage.events["viewer-request"]
        passage.events["viewer-request"] = replace(step, outcome="error", why=why)
        passage.edge_error = True
        passage.answer(
            error_response(FUNCTION_ORIGIN, passage.request_id),
            FUNCTION_ORIGIN.x_cache,
            state=replace(passage.state, answered_by_cloudfront=True),
        )


def _take(parts: Parts, passage: Passage, change: OriginChange) -> None:
    if change.method == "updateRequestOrigin":
        if passage.origin is not None:
            passage.origin = changed(passage.origin, change.value)
        return
    members = change.value["originIds"] if change.method == "createRequestOriginGroup" else [change.value]
    origins = [_member(parts, passage, member, change.overrides) for member in members]
    passage.origin, passage.group = origins[0], None
    if change.method == "createRequestOriginGroup":
        statuses = frozenset(change.value["failoverCriteria"]["statusCodes"])
        passage.group = OriginGroup(MADE, origins[0].id, origins[1].id, statuses)
        passage.second = origins[1]


def _member(parts: Parts, passage: Passage, member: Any, overrides: Any) -> Origin:
    """The origin that is named, by its id or by an object with it, as it is to be spoken to."""
    is_object = isinstance(member, dict)
    origin = parts.distribution.origin(member["originId"] if is_object else member)
    settings = member.get("originOverrides") if is_object else overrides
    return changed(spoken_to(origin, passage.sent), settings or {})


def changed(origin: Origin, settings: Mapping[str, Any]) -> Origin:
    """The origin with settings that were found to be right."""
    custom = settings.get("customOriginConfig", {})
    times = settings.get("timeouts", {})
    control = settings.get("originAccessControlConfig", {})
    headers = settings.get("customHeaders")
    domain_name = settings.get("domainName", origin.domain_name)
    is_s3 = control.get("originType") == "s3" if "domainName" in settings else origin.kind == "s3"
    return replace(
        origin,
        kind="s3" if is_s3 else "custom",
        domain_name=domain_name,
        host=settings.get("hostHeader", settings.get("domainName", origin.host)),
        path=settings.get("originPath", origin.path),
        custom_headers=origin.custom_headers if headers is None else tuple(headers.items()),
        port=custom.get("port", origin.port),
        protocol=custom.get("protocol", origin.protocol),
        ssl_protocols=tuple(custom.get("sslProtocols", origin.ssl_protocols)),
        connection_attempts=settings.get("connectionAttempts", origin.connection_attempts),
        connection_timeout=times.get("connectionTimeout", origin.connection_timeout),
        read_timeout=times.get("readTimeout", origin.read_timeout),
        response_completion_timeout=times.get(
            "responseCompletionTimeout", origin.response_completion_timeout
        ),
        keepalive_timeout=times.get("keepAliveTimeout", origin.keepalive_timeout),
    )
