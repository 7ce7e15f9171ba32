"""Ways to prove who one is besides a session, as edge.toml has them: tokens, passwords, links, API keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, Name, RelativePath

__all__ = ["EXPECTED", "ApiKeys", "BasicAuth", "Bearer", "KnownKey", "LinkKey", "SignedLinks", "TokenIssuer"]

Algorithm = Literal["RS256", "PS256", "ES256", "ES384", "EdDSA"]
URL_PATTERN = r"^(https://[!$-;=?-\[\]_a-z~]+)?$"
DAY_PATTERN = r"^([0-9]{4}-[01][0-9]-[0-3][0-9])?$"
DIGEST_PATTERN = r"^[0-9a-f]{64}$"
REALM_PATTERN = r"^[ !#-\[\]-~]{1,128}$"
HEADER_PATTERN = r"^[0-9A-Za-z_-]*$"
EXPECTED = {
    URL_PATTERN: "an https URL, or an empty string",
    DAY_PATTERN: "a string with a day such as `2027-03-31`, or an empty string",
    DIGEST_PATTERN: "a string of 64 hexadecimal digits in lower case",
    REALM_PATTERN: "a string of 1 to 128 characters of visible ASCII without quotes and backslashes",
    HEADER_PATTERN: "a string of letters, digits, `-` and `_`, as names of headers are",
}
"""What each pattern asks for, in words."""
OptionalUrl = Annotated[str, Field(pattern=URL_PATTERN)]
OptionalDay = Annotated[str, Field(pattern=DAY_PATTERN)]
Digest = Annotated[str, Field(pattern=DIGEST_PATTERN)]
Realm = Annotated[str, Field(pattern=REALM_PATTERN)]
Token = Annotated[str, Field(pattern=HEADER_PATTERN)]
"""What may name a header or a cookie (RFC 9110, section 5.6.2)."""


@dataclass(frozen=True, config=STRICT)
class TokenIssuer:
    """An issuer whose tokens are believed, and for whom they must be."""

    issuer: Annotated[str, Field(min_length=1)]
    """As `iss` has it in the tokens, letter by letter."""
    jwks: str = ""
    """File with the issuer's JSON Web Key Set, which is baked into the zip; empty: it is fetched from
    `jwks_uri` when the handler is built."""
    audiences: tuple[str, ...] = ()
    """What `aud` must hold one of; Cognito's access tokens have none."""
    clients: tuple[str, ...] = ()
    """What `azp` and `client_id` must be one of, where they are there; without `audiences`, one must be."""
    algorithms: tuple[Algorithm, ...] = ("RS256",)
    """What keys may be for; the build bundles `cryptography` (5 MB) for all but RS256."""
    token_use: Literal["", "id", "access"] = ""
    """What `token_use` must be, which is Cognito's own claim; empty: it is not looked at."""
    jwks_uri: OptionalUrl = ""
    """Where a key that is not known is looked for, at most once a minute; empty: nowhere."""


@dataclass(frozen=True, config=STRICT)
class Bearer:
    """Tokens of identity providers with each request: `Authorization: Bearer`, or a cookie."""

    issuers: tuple[TokenIssuer, ...]
    """Who is believed."""
    cookie: Token = ""
    """A cookie that may hold the token; a header comes first."""
    subject: str = "sub"
    """The claim that says whose token it is."""
    leeway: Annotated[int, Field(ge=0, le=300)] = 60
    """Seconds that the clocks of issuers may differ."""


@dataclass(frozen=True, config=STRICT)
class BasicAuth:
    """Name and password that browsers ask for."""

    users: RelativePath
    """File with a line `name:hash` for each user, as `cloudfrontier auth hash` prints it."""
    realm: Realm = "Restricted"
    """What browsers show beside the question."""


@dataclass(frozen=True, config=STRICT)
class LinkKey:
    """A key that links are signed with."""

    id: Name
    """What links call it; the first key is that of links which name none."""
    file: RelativePath
    """File with the key, base64url, 32 bytes or more; keep it out of the repository."""
    create: bool = False
    """Whether `build` makes the file when it is not there: for samples and local work, not for production."""


@dataclass(frozen=True, config=STRICT)
class SignedLinks:
    """Links that let whoever holds them in until they expire, as `cloudfrontier auth sign` prints them."""

    keys: tuple[LinkKey, ...]
    """Keys that are accepted."""
    bind_ip: bool = False
    """Whether links are good for one address only, which was signed with them."""


@dataclass(frozen=True, config=STRICT)
class KnownKey:
    """An API key that was given out."""

    name: Name
    """To whom: the subject of requests with this key."""
    sha256: Digest
    """SHA-256 of the key, as `cloudfrontier auth api-key` prints it; the key itself is nowhere."""
    expires: OptionalDay = ""
    """The last day on which it is taken (UTC), such as `2027-03-31`; empty: it has no end."""


@dataclass(frozen=True, config=STRICT)
class ApiKeys:
    """Keys of programs, in a header."""

    keys: tuple[KnownKey, ...]
    """Keys that are accepted."""
    header: Token = "x-api-key"
    """The header that holds the key."""
