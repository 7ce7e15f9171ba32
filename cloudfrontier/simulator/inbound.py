"""The steps on the way in: what may pass, which behavior it belongs to, and viewer-request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import outcomes, x_cache
from cloudfrontier.cloudfront.path_pattern import select
from cloudfrontier.simulator.admission import check_method, check_protocol, check_size, refusal
from cloudfrontier.simulator.event_step import run_event
from cloudfrontier.simulator.forwarding import only_named_by_policies
from cloudfrontier.simulator.origin_choice import spoken_to, take_origin
from cloudfrontier.simulator.signature import check_signature, without_signature
from cloudfrontier.simulator.viewers import country_of

if TYPE_CHECKING:
    from cloudfrontier.simulator.admission import Refusal
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = [
    "apply_default_root_object",
    "check_allowed_methods",
    "check_country",
    "check_size_limits",
    "check_viewer_protocol",
    "choose_behavior",
    "run_viewer_request",
    "verify_signature",
]


def check_size_limits(parts: Parts, passage: Passage) -> None:  # noqa: ARG001 - every step has this signature
    """414 and 494."""
    _refuse(passage, check_size(passage.request, request_id=passage.request_id))


def choose_behavior(parts: Parts, passage: Passage) -> None:
    """Once and for all: what code makes of the path later changes neither behavior nor origin."""
    if passage.response is None:
        passage.behavior = select(parts.distribution.behaviors, passage.request.uri)
        passage.group = parts.distribution.group(passage.behavior.origin)
        chosen = passage.group.primary if passage.group else passage.behavior.origin
        passage.origin = spoken_to(parts.distribution.origin(chosen), passage.sent)
        passage.request = only_named_by_policies(passage.request, passage.behavior)
        if names := passage.behavior.generated_headers:
            passage.request = parts.viewers.described(passage.request, sent=passage.sent, names=names)


def check_viewer_protocol(parts: Parts, passage: Passage) -> None:  # noqa: ARG001 - as above
    """Plain HTTP is let through, refused, or redirected, to what was asked for: `/`, not its root object."""
    if passage.response is None and passage.behavior is not None:
        found = check_protocol(passage.sent, passage.behavior, request_id=passage.request_id)
        _refuse(passage, found)


def check_allowed_methods(parts: Parts, passage: Passage) -> None:  # noqa: ARG001 - as above
    """403 for methods that the behavior does not allow."""
    if passage.response is None and passage.behavior is not None:
        found = check_method(passage.request, passage.behavior, request_id=passage.request_id)
        _refuse(passage, found)


def check_country(parts: Parts, passage: Passage) -> None:
    """403 for viewers of countries that are kept out."""
    restriction = parts.distribution.geo_restriction
    if restriction.kind == "none" or passage.response is not None:
        return
    if not restriction.allows(country := country_of(passage.sent)):
        why = f"viewers from {country or 'an unknown country'} are not let in"
        _refuse(passage, refusal(outcomes.GEO_BLOCKED, passage.request_id, why=why))
        passage.may_have_error_page = True


def verify_signature(parts: Parts, passage: Passage) -> None:  # noqa: ARG001 - as above
    """403 where a trusted key group asks for a signature and there is none that holds."""
    signers = passage.behavior.signers if passage.behavior else None
    if passage.response is None and signers is not None:
        found = check_signature(passage.sent, signers, now=passage.now, request_id=passage.request_id)
        _refuse(passage, found)
        passage.request = without_signature(passage.request)


def apply_default_root_object(parts: Parts, passage: Passage) -> None:
    """`/`, and only `/`, becomes the default root object."""
    root = parts.distribution.default_root_object
    if passage.response is None and root and passage.request.uri == "/":
        passage.request = replace(passage.request, uri=f"/{root}")
        passage.notes.append(f"`/` is the default root object `/{root}`")


def run_viewer_request(parts: Parts, passage: Passage) -> None:
    """The request changed, or answered."""
    ran = run_event(parts, passage, "viewer-request", request=passage.request)
    if ran is None:
        return
    if ran.request is not None:
        passage.request = ran.request
        if ran.change is not None:
            take_origin(parts, passage, ran.change)
    elif ran.response is not None:
        is_function = ran.step.kind == "function"
        passage.answer(
            ran.response,
            x_cache.FUNCTION_GENERATED if is_function else x_cache.LAMBDA_GENERATED,
            state=replace(passage.state, generated_by="viewer-request", generated_status=ran.response.status),
        )


def _refuse(passage: Passage, refusal: Refusal | None) -> None:
    if refusal is None:
        return
    is_redirect = refusal.x_cache == x_cache.REDIRECT
    passage.answer(
        refusal.response,
        refusal.x_cache,
        state=replace(passage.state, redirected_to_https=is_redirect, answered_by_cloudfront=not is_redirect),
    )
    passage.notes.append(refusal.why)
