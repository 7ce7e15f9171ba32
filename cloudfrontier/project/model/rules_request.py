"""The tables of rules that say which address a page has, who is sent where, and what is fetched in its place.

All of them are rules of viewer-request. In which order they run: `cloudfront_functions.rules.steps`.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, RelativePath, UrlPath

__all__ = [
    "CanonicalTable",
    "DeviceTable",
    "LocaleTable",
    "OwnTable",
    "QueryTable",
    "RequestHeadersTable",
    "Rewrites",
    "SinglePageTable",
]

DeviceName = Literal["mobile", "tablet", "desktop", "smarttv", "ios", "android"]


@dataclass(frozen=True, config=STRICT)
class CanonicalTable:
    """The one address of each page; whoever comes by another is sent there, by one redirect for all of it."""

    host: str = ""
    """The host of the site, such as `example.com` or `www.example.com`; over https."""
    other_hosts: tuple[str, ...] = ()
    """Hosts that lead to it; without them the same name with `www.`, or without it."""
    lower_case: bool = False
    """Capital letters of the path become small; those of percent-escapes stay."""
    html: Literal["strip", "add"] | None = None
    """`strip`: `/a.html` is `/a`, `/b/index.html` is `/b/`. `add`: `/a` is `/a.html`."""
    slash: Literal["add", "remove"] | None = None
    """`add`: `/a` is `/a/`, but for paths with a dot in the last part. `remove`: `/a/` is `/a`."""
    strip_base: UrlPath | None = None
    """A base that the site had: `/app` makes `/app/a` into `/a`."""
    add_base: UrlPath | None = None
    """The base of the site: `/app` makes `/a` into `/app/a`."""
    status: Literal[301, 302, 307, 308] = 301
    """HTTP status; 307 and 308 keep the method of a request."""


@dataclass(frozen=True, config=STRICT)
class Rewrites:
    """Changes of the path that a visitor does not see, in the order of these keys."""

    lower_case: bool = False
    """Capital letters of the path become small; those of percent-escapes stay."""
    strip_base: UrlPath | None = None
    """A base that the origin does not have: `/app` fetches `/app/a` from `/a`."""
    html: Literal["strip", "add"] | None = None
    """`add`: `/a` is fetched from `/a.html`. `strip`: `/a.html` from `/a`, `/b/index.html` from `/b/`."""
    slash: Literal["add", "remove"] | None = None
    """`add`: `/a` is fetched from `/a/`, and with `index` from its document. `remove`: `/a/` from `/a`."""
    index: str | None = None
    """Name of the document that stands for a directory, such as `index.html`."""
    add_base: UrlPath | None = None
    """A base that the origin has in front: `/v2` fetches `/a` from `/v2/a`."""


@dataclass(frozen=True, config=STRICT)
class SinglePageTable:
    """A single-page app: GET and HEAD of paths without a dot in the last part fetch one document."""

    document: UrlPath = "/index.html"
    """The document of the app."""
    under: UrlPath = "/"
    """Where the app is: only this path and all below it."""
    leave: tuple[UrlPath, ...] = ()
    """Paths that are left alone, with all below them, such as `/api`."""


@dataclass(frozen=True, config=STRICT)
class LocaleTable:
    """Sends visitors to the part of the site in their language: by cookie, country, then Accept-Language."""

    languages: dict[str, str]
    """Language, such as `de` or `en-GB` -> where it is: a path such as `/de`, or `https://example.de`."""
    countries: dict[str, str] = field(default_factory=dict)
    """Country, such as `AT` -> a language of `languages`, or where it is."""
    default: str = ""
    """A language of `languages`, for whoever wants none of them; without it they stay."""
    cookie: str = ""
    """Cookie with the language that the visitor chose; it comes before everything else."""
    everywhere: bool = False
    """All pages; without it only `/`."""
    status: Literal[302, 303, 307] = 302
    """HTTP status; none that a browser keeps, since it depends on the visitor."""


@dataclass(frozen=True, config=STRICT)
class DeviceTable:
    """Sends visitors to what is made for their device; a policy names the headers that say which it is."""

    devices: dict[DeviceName, str]
    """Device -> where it is sent: `https://m.example.com`, or a path such as `/m`; the first that fits."""
    cookie: str = ""
    """Cookie of whoever wants to stay; its value does not matter."""
    everywhere: bool = True
    """All pages; without it only `/`."""
    status: Literal[302, 303, 307] = 302
    """HTTP status; none that a browser keeps, since it depends on the visitor."""


@dataclass(frozen=True, config=STRICT)
class QueryTable:
    """The query string as the cache and the origin see it: fewer and sorted parameters give more hits."""

    keep: tuple[str, ...] | None = None
    """Parameters that stay, all others go; a `*` at the end is for all that begin so. Without it all stay."""
    drop: tuple[str, ...] = ()
    """Parameters that go, such as `utm_*`."""
    sort: bool = True
    """Whether parameters are sorted by their names."""


@dataclass(frozen=True, config=STRICT)
class RequestHeadersTable:
    """Headers of the request as the cache and the origin see them."""

    set: dict[str, str] = field(default_factory=dict)
    """Headers to set; `{ip}`, `{host}`, `{method}` and `{id}` stand for what the request has."""
    remove: tuple[str, ...] = ()
    """Headers to take away."""


@dataclass(frozen=True, config=STRICT)
class OwnTable:
    """A step of your own: a JavaScript file with `function handler(event)`, as any function has."""

    file: RelativePath
    """The file; it is neither asynchronous nor does it import anything."""
    at: Literal["first", "before-redirects", "after-redirects", "last"] = "last"
    """When it runs; in viewer-response `first` or `last`."""
