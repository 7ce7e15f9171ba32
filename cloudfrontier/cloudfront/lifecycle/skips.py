"""When an event does not run: AWS's list as data, and the decision for one request with its reason.

Code that is thought to run for every response, and does not for errors, is among the costliest surprises of
CloudFront; so each skip is a value with a sentence, which traces print.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html (read
2026-04). The API's own text on `EventType` says that viewer-response is skipped for any status but 200; the
guide is newer and says 400 or higher, which is what is modelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.lifecycle.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.lifecycle.options import LifecycleOptions

__all__ = ["TRIGGERS_NOT_RUN", "CacheState", "RequestState", "Skip", "SkipId", "skipped"]

CacheState = Literal["miss", "hit", "expired"]
"""hit: a fresh object; expired: an object that the origin is asked to confirm, so the origin events run."""

SkipId = Literal[
    "answered_by_cloudfront",
    "http_to_https_redirect",
    "custom_error_page_fetch",
    "response_generated_by_viewer_request",
    "cache_hit",
    "fresh_cache_hit",
    "response_generated_by_origin_request",
    "custom_error_page",
    "origin_status_ge_400",
]


@dataclass(frozen=True)
class RequestState:
    """What has happened to a request so far; fields that do not apply yet keep their defaults."""

    redirected_to_https: bool = False
    """CloudFront answered plain HTTP with a redirect."""
    answered_by_cloudfront: bool = False
    """CloudFront refused the request itself, or answered because a function failed."""
    fetching_error_page: bool = False
    """This is CloudFront's own request for a custom error page."""
    cache: CacheState = "miss"
    generated_by: Literal["viewer-request", "origin-request"] | None = None
    """The event whose code generated the response."""
    generated_status: int | None = None
    origin_status: int | None = None
    """What the origin returned, also when that was earlier and the object comes from the cache."""
    final_status: int | None = None
    """What origin-response made of it; None when it left the status alone."""
    serving_error_page: bool = False
    """The response is a custom error page."""


@dataclass(frozen=True)
class Skip:
    """Why an event does not run; `uncertain`: AWS's list does not have it, or has it in other words."""

    id: SkipId
    reason: str
    uncertain: bool = False


_ANSWERED = Skip("answered_by_cloudfront", "CloudFront answered the request itself", uncertain=True)
_REDIRECT = Skip("http_to_https_redirect", "CloudFront redirected the request to HTTPS")
_GENERATED_EARLY = Skip("response_generated_by_viewer_request", "viewer-request generated the response")

TRIGGERS_NOT_RUN: dict[EventType, tuple[Skip, ...]] = {
    "viewer-request": (
        _ANSWERED,
        _REDIRECT,
        Skip("custom_error_page_fetch", "CloudFront fetches a custom error page"),
    ),
    "origin-request": (
        _ANSWERED,
        _REDIRECT,
        _GENERATED_EARLY,
        Skip("cache_hit", "the object is in the cache"),
    ),
    "origin-response": (
        _ANSWERED,
        _REDIRECT,
        _GENERATED_EARLY,
        Skip("fresh_cache_hit", "the object is in the cache and has not expired"),
        Skip("response_generated_by_origin_request", "origin-request generated the response"),
    ),
    "viewer-response": (
        _ANSWERED,
        _REDIRECT,
        _GENERATED_EARLY,
        Skip("custom_error_page", "a custom error page is returned"),
        Skip("origin_status_ge_400", "the origin returned a status of 400 or higher"),
    ),
}
"""For each event the reasons why it does not run, in the order in which they are looked for."""


def skipped(
    event: EventType, state: RequestState, *, options: LifecycleOptions = DEFAULT_OPTIONS
) -> Skip | None:
    """Why the event does not run for this request; None when it runs."""
    return next((skip for skip in TRIGGERS_NOT_RUN[event] if _APPLIES[skip.id](state, options)), None)


def _is_error_for_viewer_response(state: RequestState, options: LifecycleOptions) -> bool:
    if state.generated_by == "origin-request":
        status = state.generated_status if options.skip_on_generated_error else None
    elif options.viewer_response_status == "final":
        status = state.final_status or state.origin_status
    else:
        status = state.origin_status
    if state.cache == "hit" and not options.skip_on_cached_error:
        return False
    return status is not None and status >= 400


_APPLIES: dict[SkipId, Callable[[RequestState, LifecycleOptions], bool]] = {
    "answered_by_cloudfront": lambda state, _: state.answered_by_cloudfront,
    "http_to_https_redirect": lambda state, _: state.redirected_to_https,
    "custom_error_page_fetch": lambda state, _: state.fetching_error_page,
    "response_generated_by_viewer_request": lambda state, _: state.generated_by == "viewer-request",
    "cache_hit": lambda state, _: state.cache == "hit",
    "fresh_cache_hit": lambda state, _: state.cache == "hit",
    "response_generated_by_origin_request": lambda state, _: state.generated_by == "origin-request",
    "custom_error_page": lambda state, _: state.serving_error_page,
    "origin_status_ge_400": _is_error_for_viewer_response,
}
