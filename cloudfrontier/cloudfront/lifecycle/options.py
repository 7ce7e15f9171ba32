"""What AWS does not say about the life of a request, as options whose defaults are the stricter reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["DEFAULT_OPTIONS", "LifecycleOptions"]


@dataclass(frozen=True)
class LifecycleOptions:
    """Every field answers a question that AWS leaves open (all UNCERTAIN)."""

    root_object_first: bool = True
    """`/` becomes the default root object before the behavior is chosen: functions see `/index.html`."""

    signature_first: bool = True
    """Signed URLs and cookies are verified before viewer-request: a function cannot mend them."""

    forwards_unnamed: bool = True
    """Headers that no policy names reach the origin as AWS's table of request headers has it, `Content-Type`
    among them. The API's text on origin request policies says that no viewer's header does; requests with a
    body would then be of use to nobody, so the table is the default."""

    forwards_origin: bool = False
    """`Origin` reaches the origin though no policy names it: AWS's page says both."""

    skip_on_cached_error: bool = True
    """viewer-response is skipped for a cached error, as it is for one fresh from the origin."""

    skip_on_generated_error: bool = True
    """viewer-response is skipped for a status of 400 or more that origin-request generated."""

    viewer_response_status: Literal["origin", "final"] = "origin"
    """Which status of 400 or more skips viewer-response: the one that the origin returned, as AWS words it,
    or the one that origin-response made of it. With `origin`, a 404 made into a 200 still skips it."""


DEFAULT_OPTIONS = LifecycleOptions()
