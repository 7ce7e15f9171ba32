"""Experiments of a function: which variant a visitor is in, and what it changes.

1. An assignment is GrowthBook's: FNV-1a of 32 bits over UTF-16 code units, ranges that hold their start and
   not their end, a namespace hashed by version 1. The handler `ab_testing` of Lambda@Edge assigns alike, bit
   for bit.
2. The visitor's id is the value of `header`, else of the cookie `site_cookie`, else of `cookie` (8 to 128 of
   `A-Za-z0-9._~-`). A first visit has one made of the request id: the hashes of it between the digits 0, 1,
   2, 3, in hexadecimal.
3. For each experiment on the path: a variant that the cookie `force_cookie` names; else none if the visitor
   does not take part; else the one that the cookie `ab-<id>` names; else the one whose range holds the
   position.
4. `x-ab-<id>` says which, whatever the visitor sent under that prefix; prefixes of the variants go before the
   path, that of the first experiment outermost, and their headers to the origin.
5. viewer-response sets `ab-<id>`, and `cookie` on a first visit, by what viewer-request wrote into headers,
   which it sees (OBSERVED 2026-07); a cookie `ab-<id>` that names no variant is logged, and taken away where
   no other is set. `ab--seen` ends with the session: it names the variants that were logged.
6. Device, language and bots are told as in `edge.ab_testing.targeting`; countries by
   `cloudfront-viewer-country`, which a policy must name. An unknown country takes no part.

Source of 1: https://docs.growthbook.io/lib/build-your-own (specification 0.7.1, read in a copy of 2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfront_functions.rules.conditions import ALWAYS, Conditions

__all__ = ["BOTS", "Arm", "Experiment", "ExperimentCookies", "Experiments", "Visitors"]

BOTS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "fetcher",
    "monitor",
    "lighthouse",
    "headless",
    "facebookexternalhit",
)
"""What programs have in their User-Agent, in lower case, once `cubot`, a make of phones, is taken out."""


@dataclass(frozen=True, kw_only=True)
class Arm:
    """A variant: the part of the positions from `start` up to `end`, and what it changes."""

    name: str
    start: float
    end: float
    prefix: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    """Request headers for the origin, names in lower case."""
    response_headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """One choice. begins, ends: seconds since the epoch; None: always. namespace: its id, start and end."""

    id: str
    arms: tuple[Arm, ...]
    seed: str
    version: Literal[1, 2] = 2
    paths: tuple[str, ...] = ("/*",)
    namespace: tuple[str, float, float] | None = None
    when: Conditions = ALWAYS
    except_countries: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    bots: bool = False
    running: bool = True
    begins: int | None = None
    ends: int | None = None

    @property
    def header(self) -> str:
        """The request header that carries the variant."""
        return f"x-ab-{self.id}".lower()


@dataclass(frozen=True, kw_only=True)
class Visitors:
    """How visitors are told apart, and how long browsers remember (seconds); an empty name: not so."""

    cookie: str = "__Host-visitor"
    site_cookie: str = ""
    header: str = ""
    force_cookie: str = ""
    max_age: int = 31536000


@dataclass(frozen=True, kw_only=True)
class Experiments:
    """viewer-request: assign, and change the request."""

    experiments: tuple[Experiment, ...]
    visitors: Visitors


@dataclass(frozen=True, kw_only=True)
class ExperimentCookies:
    """viewer-response: remember."""

    experiments: tuple[Experiment, ...]
    visitors: Visitors
