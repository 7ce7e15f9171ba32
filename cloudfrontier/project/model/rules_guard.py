"""The tables of rules that let requests in or answer them: who may pass, a closed site, fixed texts.

Secrets never stand in edge.toml: these tables name the files that hold them.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, Name, RelativePath, UrlPath

__all__ = [
    "Addresses",
    "AnswerTable",
    "BasicAuthTable",
    "LinkKeyTable",
    "MaintenanceTable",
    "Method",
    "SignedLinksTable",
]


@dataclass(frozen=True, config=STRICT)
class Addresses:
    """Networks of IPv4 and IPv6 (`192.0.2.0/24`, `2001:db8::/32`) or addresses; all others get 403."""

    allow: tuple[str, ...] = ()
    """Networks that are let through; empty: all that `deny` does not name."""
    deny: tuple[str, ...] = ()
    """Networks that are never let through, whatever `allow` says."""


@dataclass(frozen=True, config=STRICT)
class MaintenanceTable:
    """The site is closed: every request gets 503 and a page, but for those who may pass."""

    page: RelativePath
    """File with the page; it is part of the function, so it has a few kilobytes."""
    enabled: bool = True
    """Whether the site is closed; `false` keeps the table for the next time."""
    content_type: str = "text/html; charset=utf-8"
    """Content type of the page."""
    retry_after: Annotated[int, Field(ge=1)] = 3600
    """Seconds after which browsers and robots may try again."""
    allow: tuple[str, ...] = ()
    """Networks that pass, such as the office."""
    header: str = ""
    """Header whose value is the secret of `secret`; who sends it passes."""
    cookie: str = ""
    """Cookie whose value is the secret of `secret`; who sends it passes."""
    secret: RelativePath | None = None
    """File with the secret, as `cloudfrontier auth new-key` writes it; the function holds its hash alone."""


@dataclass(frozen=True, config=STRICT)
class BasicAuthTable:
    """Browsers ask for a name and a password; good for a preview, see the docs for what it is worth."""

    users: RelativePath
    """File of names and hashes, as `cloudfrontier password` writes it; keep it out of the repository."""
    realm: str = "Restricted"
    """What browsers show when they ask."""


@dataclass(frozen=True, config=STRICT)
class LinkKeyTable:
    """A key that links are signed with."""

    id: Name
    """Names the key in a link (`key=`); links without it were signed by the first key."""
    file: RelativePath
    """File with the key, as `cloudfrontier auth new-key` writes it. Who can read the function can read it."""


@dataclass(frozen=True, config=STRICT)
class SignedLinksTable:
    """Only signed links pass: `expires`, `signature`, and a `prefix` where they open a whole folder."""

    keys: tuple[LinkKeyTable, ...]
    """Keys that may have signed; put a new one behind the old one, and take the old one away later."""
    bind_ip: bool = False
    """Whether links are signed for one address, which must be the viewer's."""


@dataclass(frozen=True, config=STRICT)
class AnswerTable:
    """A text that the function answers with itself: `robots.txt`, `security.txt`, any other."""

    path: UrlPath
    """Path that is answered, written as the source of a redirect."""
    body: str = ""
    """The text; or `file`."""
    file: RelativePath | None = None
    """File with the text."""
    status: Annotated[int, Field(ge=200, le=599)] = 200
    """HTTP status."""
    content_type: str = "text/plain; charset=utf-8"
    """Content type of the text."""
    cache_control: str = "public, max-age=3600"
    """How long browsers keep it."""
    headers: dict[str, str] = field(default_factory=dict)
    """Further headers."""
    any_slash: bool = False
    """A slash at the end of the path does not count."""


Method = Literal["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
"""The methods that CloudFront knows."""
