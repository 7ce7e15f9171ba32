"""The table of a CloudFront Function: a file of yours, or the rules that it is compiled from."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.limits import FUNCTION_COMMENT
from cloudfrontier.project.model.base import STRICT, FunctionRuntime, RelativePath, UrlPath

__all__ = ["FunctionTable", "Headers", "Redirect", "Rewrites"]


@dataclass(frozen=True, config=STRICT)
class Redirect:
    """One redirect, as a line of `_redirects` would say it."""

    source: UrlPath
    """Path that is redirected, without a query string; `/old/*` takes everything below."""
    target: str
    """Path or URL that the visitor is sent to; `:splat` stands for what `*` took."""
    status: Literal[301, 302, 303, 307, 308] = 301
    """HTTP status."""


@dataclass(frozen=True, config=STRICT)
class Rewrites:
    """Changes of the path that a visitor does not see."""

    index: str | None = None
    """Name of the document that stands for a directory, such as `index.html`."""


@dataclass(frozen=True, config=STRICT)
class Headers:
    """Response headers."""

    preset: Literal["security"] | None = None
    """`security`: HSTS, nosniff, frame, referrer and permissions policies."""
    set: dict[str, str] = field(default_factory=dict)
    """Headers to set, whatever the response has; they win over the preset."""
    remove: tuple[str, ...] = ()
    """Headers to take away."""


@dataclass(frozen=True, config=STRICT)
class FunctionTable:
    """A CloudFront Function: either a file of yours (`source`) or rules that are compiled."""

    event: Literal["viewer-request", "viewer-response"]
    """The event it is written for."""
    runtime: FunctionRuntime | None = None
    """Overrides `project.function_runtime`."""
    comment: Annotated[str, Field(max_length=FUNCTION_COMMENT.value)] = ""
    """Shown in the console; at most 128 characters."""
    source: RelativePath | None = None
    """A JavaScript file of yours, used as it is."""
    redirects: tuple[RelativePath, ...] = ()
    """Files in the syntax of `_redirects` (viewer-request)."""
    redirect: tuple[Redirect, ...] = ()
    """Redirects written here (viewer-request); they are tried before those of the files."""
    rewrites: Rewrites = field(default_factory=Rewrites)
    """Changes of the path that a visitor does not see (viewer-request)."""
    headers: Headers = field(default_factory=Headers)
    """Response headers (viewer-response)."""
