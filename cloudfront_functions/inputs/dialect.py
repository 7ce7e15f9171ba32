"""Where Netlify and Cloudflare Pages read the same line otherwise.

Sources: https://docs.netlify.com/manage/routing/redirects/redirect-options/,
https://docs.netlify.com/manage/routing/headers/ and
https://developers.cloudflare.com/pages/configuration/redirects/ with .../headers/ (read 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CLOUDFLARE", "NETLIFY", "Dialect", "DialectName", "dialect_named"]

DialectName = Literal["netlify", "cloudflare"]


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """One host's reading of `_redirects` and `_headers`.

    default_status: of a line without one. any_slash: a last slash is neither here nor there. conditions:
    query parameters, hosts, countries, languages and cookies may be asked for. yields_to_files: a rule
    without `!` acts only where the site has no file. inner_captures: `*` and placeholders may stand inside a
    path or a part of it. detaches: `! Name` takes a header away. joins_rules: a header that several rules
    set has all their values; otherwise the last rule's.
    """

    name: str
    title: str
    default_status: int
    any_slash: bool
    conditions: bool
    yields_to_files: bool
    inner_captures: bool
    detaches: bool
    joins_rules: bool


NETLIFY = Dialect(
    name="netlify",
    title="Netlify",
    default_status=301,
    any_slash=True,
    conditions=True,
    yields_to_files=True,
    inner_captures=False,
    detaches=False,
    joins_rules=False,
)
CLOUDFLARE = Dialect(
    name="cloudflare",
    title="Cloudflare Pages",
    default_status=302,
    any_slash=False,
    conditions=False,
    yields_to_files=False,
    inner_captures=True,
    detaches=True,
    joins_rules=True,
)


def dialect_named(name: DialectName) -> Dialect:
    """The dialect of that name."""
    return NETLIFY if name == "netlify" else CLOUDFLARE
