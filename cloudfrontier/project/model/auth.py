"""The settings of sign-in, as edge.toml has them: who may pass, and where everybody else is sent."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.auth_schemes import ApiKeys, BasicAuth, Bearer, SignedLinks
from cloudfrontier.project.model.base import STRICT, Name, RelativePath, UrlPath

__all__ = ["Auth", "SessionKey"]


@dataclass(frozen=True, config=STRICT)
class SessionKey:
    """A key that session cookies are signed with; the first signs, all are accepted."""

    id: Name
    """Names the key inside the cookie."""
    file: RelativePath
    """File with the key, base64url, 32 bytes or more; keep it out of the repository."""
    create: bool = False
    """Whether `build` makes the file when it is not there: for samples and local work, not for production."""


@dataclass(frozen=True, config=STRICT)
class Auth:
    """Sign-in: who may pass, and where everybody else is sent."""

    keys: tuple[SessionKey, ...]
    """Keys of the session cookie."""
    sign_in: str = "/sign-in/"
    """Path or https URL of the page that signs visitors in."""
    return_parameter: str = "return_to"
    """Query parameter that tells that page where the visitor came from."""
    cookie: str = "__Host-session"
    """Name of the session cookie."""
    anonymous: tuple[UrlPath, ...] = ()
    """Path patterns that need no session."""
    bearer: Bearer | None = None
    """Tokens of identity providers with each request."""
    api_keys: ApiKeys | None = None
    """Keys of programs."""
    signed_links: SignedLinks | None = None
    """Links that let whoever holds them in."""
    basic: BasicAuth | None = None
    """Names and passwords."""
