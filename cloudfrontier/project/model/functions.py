"""The table of a CloudFront Function: a file of yours, or the rules that it is compiled from."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.limits import FUNCTION_COMMENT
from cloudfrontier.project.model.base import STRICT, FunctionRuntime, Name, RelativePath, UrlPath
from cloudfrontier.project.model.rules_guard import (
    Addresses,
    AnswerTable,
    BasicAuthTable,
    MaintenanceTable,
    Method,
    SignedLinksTable,
)
from cloudfrontier.project.model.rules_request import (
    CanonicalTable,
    DeviceTable,
    LocaleTable,
    OwnTable,
    QueryTable,
    RequestHeadersTable,
    Rewrites,
    SinglePageTable,
)
from cloudfrontier.project.model.rules_response import (
    CacheControlTable,
    CorsTable,
    CspTable,
    SecurityTable,
)

__all__ = ["FunctionTable", "Headers", "PathHeaders", "Redirect", "Rewrites"]


@dataclass(frozen=True, config=STRICT)
class Redirect:
    """One rule, as a line of `_redirects` says it: a redirect, a rewrite (200) or an answer (404, 410)."""

    source: UrlPath
    """Path that the rule is for, without a query string; `:name` takes a part, `/old/*` everything below."""
    target: str = ""
    """Path or URL that the visitor is sent to; `:name` and `:splat` stand for what the source took."""
    status: Literal[200, 301, 302, 303, 307, 308, 404, 410] = 301
    """HTTP status; 200 fetches the target in the path's place, 404 and 410 have no target."""
    any_slash: bool = False
    """A slash at the end of the path does not count."""
    keep_query: Literal["all", "others", "none"] = "all"
    """Which parameters go along; `others`: those that `query` does not name."""
    query: dict[str, str] = field(default_factory=dict)
    """Parameters that the request must have: their value, or `:name` to use it in the target."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers that the request must have: their value, or `*` for any."""
    cookies: tuple[str, ...] = ()
    """Cookies that the request must have."""
    hosts: tuple[str, ...] = ()
    """Hosts that the rule is for."""
    countries: tuple[str, ...] = ()
    """Countries that the rule is for, such as `DE`."""
    languages: tuple[str, ...] = ()
    """Languages that the rule is for, such as `en`; the one that the browser wants most counts."""


@dataclass(frozen=True, config=STRICT)
class PathHeaders:
    """Response headers of one path."""

    path: UrlPath
    """Path that the headers are for, written as the source of a redirect."""
    any_slash: bool = False
    """A slash at the end of the path does not count."""
    remove: tuple[str, ...] = ()
    """Headers to take away."""
    set: dict[str, str] = field(default_factory=dict)
    """Headers to set, whatever the response has; `:name` stands for what the path took."""
    add: dict[str, str] = field(default_factory=dict)
    """Values to put behind what the response has."""


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
    """Files in the syntax of `_redirects`, or tables that end in `.csv` (viewer-request)."""
    redirect: tuple[Redirect, ...] = ()
    """Rules written here (viewer-request); they are tried before those of the files."""
    dialect: Literal["netlify", "cloudflare"] = "netlify"
    """Whose `_redirects` and `_headers` the files are."""
    rewrites: Rewrites = field(default_factory=Rewrites)
    """Changes of the path that a visitor does not see (viewer-request)."""
    canonical: CanonicalTable | None = None
    """The one address of each page, and one redirect to it (viewer-request)."""
    single_page: SinglePageTable | None = None
    """A single-page app (viewer-request)."""
    locale: LocaleTable | None = None
    """Redirects by language and country (viewer-request)."""
    device: DeviceTable | None = None
    """Redirects by device (viewer-request)."""
    experiments: tuple[Name, ...] = ()
    """Ids of experiments of the kind `function`; name them at both events, so that visitors keep theirs."""
    query: QueryTable | None = None
    """Which parameters count (viewer-request)."""
    request_headers: RequestHeadersTable = field(default_factory=RequestHeadersTable)
    """What the origin is told (viewer-request)."""
    own: tuple[OwnTable, ...] = ()
    """Steps of your own, each at its moment."""
    headers: Headers = field(default_factory=Headers)
    """Headers of every response (viewer-response)."""
    header: tuple[PathHeaders, ...] = ()
    """Headers of some paths, written here (viewer-response); they come after those of every response."""
    header_files: tuple[RelativePath, ...] = ()
    """Files in the syntax of `_headers` (viewer-response); their rules come last."""
    methods: tuple[Method, ...] = ()
    """Methods that are let through (viewer-request); all others get 405. Empty: those of the behavior."""
    addresses: Addresses = field(default_factory=Addresses)
    """Networks that are let through (viewer-request)."""
    maintenance: MaintenanceTable | None = None
    """The site is closed (viewer-request)."""
    basic_auth: BasicAuthTable | None = None
    """Names and passwords (viewer-request)."""
    signed_links: SignedLinksTable | None = None
    """Only signed links pass (viewer-request)."""
    answer: tuple[AnswerTable, ...] = ()
    """Texts that the function answers with itself (viewer-request); they are tried before redirects."""
    cors: CorsTable | None = None
    """Other origins that may read responses; written in one function of a behavior, kept by both."""
    security: SecurityTable | None = None
    """Security headers of every response (viewer-response); `headers` wins over them."""
    csp: CspTable | None = None
    """Content-Security-Policy of every response (viewer-response)."""
    cache_control: CacheControlTable | None = None
    """Cache-Control by path and by extension (viewer-response)."""
