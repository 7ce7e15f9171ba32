"""The settings of experiments, as edge.toml has them: their variants, their paths, and who takes part."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, Name, RelativePath, UrlPath

__all__ = ["AbKey", "AbTesting", "Experiment", "Namespace", "Variant"]

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, config=STRICT)
class Variant:
    """One arm of an experiment; without any effect only its name is passed on, in a header and a cookie."""

    name: Name
    """Written into the cookie, the request header and the logs."""
    weight: Annotated[int, Field(ge=0, le=1_000_000_000)] = 1
    """Share of the visitors, relative to the other variants; 40 and 60 are 0.4 and 0.6 to the last bit.
    With 0 only those have it who had it before, or force it."""
    range: tuple[Share, ...] = ()
    """Start and end of its part of the positions, 0 to 1, for all variants or none; instead of weights."""
    prefix: str = ""
    """Path prefix that is put before the path at the origin, such as `/b`."""
    origin: Name | None = None
    """Another origin of this file that its objects are fetched from; its Host goes along."""
    redirect: str = ""
    """Path or https URL that visitors are sent to instead, on which no experiment redirects."""
    headers: dict[str, str] = field(default_factory=dict)
    """Request headers for the origin."""
    response_headers: dict[str, str] = field(default_factory=dict)
    """Headers of every response, for the page's own script; they are not cached."""


@dataclass(frozen=True, config=STRICT)
class Namespace:
    """A part of the visitors, so that experiments of one namespace do not overlap."""

    id: Name
    """Name of the namespace."""
    start: Share = 0.0
    """Where the part begins, from 0 to 1."""
    end: Share = 1.0
    """Where it ends, not included."""


@dataclass(frozen=True, config=STRICT)
class Experiment:
    """An experiment: a stable choice among variants for every visitor who takes part."""

    id: Name
    """Names the cookie (`ab-<id>`) and the request header (`x-ab-<id>`)."""
    variants: tuple[Variant, ...]
    """At least two."""
    kind: Literal["handler", "function"] = "handler"
    """`function`: compiled into the functions that name it, for prefixes, headers and cookies only."""
    running: bool = True
    """Whether it runs; who tests it may force its variants all the same."""
    paths: tuple[UrlPath, ...] = ("/*",)
    """Path patterns on which it runs."""
    seed: str = ""
    """Input of the hash; the id when empty. A new seed draws every visitor anew."""
    hash_version: Literal[1, 2] = 2
    """Version of GrowthBook's hash; 1 is for those who began with it."""
    coverage: Share = 1.0
    """Share of the visitors who take part; raising it moves nobody who does."""
    namespace: Namespace | None = None
    """The part of the visitors that it is for."""
    start: str = ""
    """When it begins, with its offset: `2026-12-01T08:00:00Z`."""
    end: str = ""
    """When it ends."""
    countries: tuple[str, ...] = ()
    """Countries that take part, such as `DE`; empty: all of them."""
    except_countries: tuple[str, ...] = ()
    """Countries that do not."""
    devices: tuple[Literal["desktop", "mobile", "tablet"], ...] = ()
    """Devices that take part, by the User-Agent."""
    languages: tuple[str, ...] = ()
    """Languages that take part, such as `en`; the one that the browser wants most counts."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers that the request must have: their value, or `*` for any."""
    cookies: dict[str, str] = field(default_factory=dict)
    """Cookies that the request must have: their value, or `*` for any."""
    query: dict[str, str] = field(default_factory=dict)
    """Parameters that the request must have: their value, or `*` for any."""
    bots: bool = False
    """Whether programs that say so in their User-Agent take part too."""


@dataclass(frozen=True, config=STRICT)
class AbKey:
    """A key that links which force a variant, and sticky cookies if you like, are signed with."""

    file: RelativePath
    """File with the key, base64url, 32 bytes or more; keep it out of the repository."""
    create: bool = False
    """Whether `build` makes the file when it is not there: for samples and local work, not for production."""


@dataclass(frozen=True, config=STRICT)
class AbTesting:
    """Experiments and how a visitor is told from another."""

    experiments: tuple[Experiment, ...]
    """Experiments in the order in which they are drawn."""
    visitor_cookie: str = "__Host-visitor"
    """Cookie with the visitor's random id."""
    site_cookie: str = ""
    """Cookie with an id that the site has already, which is used instead where it is there."""
    visitor_claim: str = ""
    """Claim of the session with the visitor's id, such as `sub`; it comes first, and needs `auth`."""
    visitor_header: str = ""
    """Header with an id that a server before CloudFront or `auth` has set; it comes next."""
    max_age: Annotated[int, Field(ge=1)] = 31536000
    """Life of the cookies, seconds."""
    key: AbKey | None = None
    """Key for signed links and cookies; without one variants cannot be forced by a link."""
    force_parameter: str = "ab-force"
    """Query parameter that forces a variant; its value is signed (`cloudfrontier experiments link`)."""
    force_cookie: str = ""
    """Cookie that forces variants and is not signed, `hero.b`; none when empty."""
    sign_cookies: bool = False
    """Whether sticky cookies are signed, so that no visitor can choose a variant by writing one."""
