"""The settings of sign-in, as edge.toml has them: who may pass, and where everybody else is sent."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.auth_provider import FileCookies, Provider, SecretPlace
from cloudfrontier.project.model.auth_schemes import ApiKeys, BasicAuth, Bearer, SignedLinks
from cloudfrontier.project.model.base import STRICT, Name, RelativePath, UrlPath

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Auth", "AuthRule", "SessionKey", "SessionTable"]

Method = Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
Seconds = Annotated[int, Field(ge=60, le=34_560_000)]
"""Browsers keep no cookie longer than 400 days (RFC 6265bis, section 5.5)."""


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
class SessionTable:
    """How long a session lasts, and what it keeps."""

    lifetime: Seconds = 3600
    """Seconds without renewal; on viewer-response, and with `refresh`, it is renewed while it is used."""
    absolute: Seconds = 28800
    """Seconds after which somebody has to sign in again, however often the session was renewed."""
    same_site: Literal["Lax", "Strict", "None"] = "Lax"
    """Which requests of other sites carry the cookie: links (`Lax`), none (`Strict`), all (`None`)."""
    domain: str = ""
    """A parent domain whose hosts share the session; the cookie is then called `__Secure-...`."""
    claims: tuple[str, ...] = ()
    """Claims of the provider's to keep, besides those that `rules` and `headers` ask for."""


@dataclass(frozen=True, config=STRICT)
class AuthRule:
    """Who may pass on some paths; of each list one item must be met, of `scopes` all."""

    paths: tuple[UrlPath, ...] = ("/*",)
    """Path patterns, as behaviors have them; what some origin could take for such a path, as `/Admin/` and
    `/admin;x/` for one of `/admin/*`, must be allowed by their rule too."""
    methods: tuple[Method, ...] = ()
    """HTTP methods; none: all. `GET` is `HEAD` too."""
    schemes: tuple[Literal["session", "bearer", "basic", "signed-link", "api-key"], ...] = ()
    """How the visitor must have proved who they are; none: in any way."""
    subjects: tuple[str, ...] = ()
    """Subjects by name."""
    groups: tuple[str, ...] = ()
    """Groups, of the provider's `groups_claim`."""
    emails: tuple[str, ...] = ()
    """Addresses that the provider has verified."""
    email_domains: tuple[str, ...] = ()
    """What such an address ends in, without `@`."""
    scopes: tuple[str, ...] = ()
    """Scopes, all of which the token or the session must have."""
    claims: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Other claims, each with the values that will do."""


@dataclass(frozen=True, config=STRICT)
class Auth:
    """Sign-in: who may pass, and where everybody else is sent.

    With `providers` the handler signs visitors in by itself, below `path`: put that on a behavior of its own
    (`/.auth/*`, all methods that it needs are GET, cache policy CachingDisabled) with the same handler on
    viewer-request. Without, `sign_in` is a page of yours that makes sessions.
    """

    keys: tuple[SessionKey, ...] = ()
    """Keys of the session cookie; none where visitors prove themselves in other ways alone."""
    sign_in: str = "/sign-in/"
    """Path or https URL of the page that signs visitors in, where no provider does."""
    return_parameter: str = "return_to"
    """Query parameter that tells that page where the visitor came from."""
    cookie: str = "__Host-session"
    """Name of the session cookie."""
    anonymous: tuple[UrlPath, ...] = ()
    """Path patterns that need no session."""
    path: UrlPath = "/.auth"
    """Folder of our own paths: `sign-in`, `callback`, `renew`, `sign-out`, `signed-out`."""
    session: SessionTable = field(default_factory=SessionTable)
    """How long a session lasts, and what it keeps."""
    providers: dict[Name, Provider] = field(default_factory=dict)
    """Who signs visitors in; a session holds at the provider's own hosts alone."""
    rules: tuple[AuthRule, ...] = ()
    """Who may do what: the first rule that fits path and method decides, what none fits is denied; without
    rules whoever is signed in may do everything."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers for the origin besides `x-auth-subject`, such as `x-auth-email`, and the claims they hold."""
    origin_keys: tuple[SessionKey, ...] = ()
    """Keys that sign these headers for the origin, as `x-auth-signature`; the first signs."""
    page: str = ""
    """HTML file of the pages that people are shown (403, 503 ...), with `{{title}}`, `{{message}}`,
    `{{link}}` and `{{request}}`; empty: a plain page of ours."""
    file_cookies: FileCookies | None = None
    """CloudFront's own signed cookies, set when somebody signs in: CloudFront checks them by itself."""
    bearer: Bearer | None = None
    """Tokens of identity providers with each request, for APIs."""
    basic: BasicAuth | None = None
    """Name and password that browsers ask for."""
    signed_links: SignedLinks | None = None
    """Links that let whoever holds them in until they expire."""
    api_keys: ApiKeys | None = None
    """Keys of programs."""

    def secret_places(self) -> Iterator[tuple[tuple[str, ...], SecretPlace]]:
        """Where its secrets are kept, each with its place in this table."""
        for name, provider in self.providers.items():
            if provider.secret is not None:
                yield ("providers", name, "secret"), provider.secret
        if self.file_cookies is not None:
            yield ("file_cookies", "secret"), self.file_cookies.secret
