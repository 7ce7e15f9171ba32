"""A token of an identity provider with each request: in `Authorization: Bearer` (RFC 6750) or in a cookie.

1. Whether a token is true is for `edge.auth.jwt` to say. A header comes before a cookie; several headers, or
   several cookies of that name, are refused: which one is meant could not be told.
2. The subject must be able to stand in a header: visible ASCII, at most 255 characters, as OpenID Connect
   has it (Core 1.0, section 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.auth.identity import Identity, Refused
from edge.auth.jwt import Issuer, KeySet, KeySetError, TokenError, Verifier
from edge.auth.jwt.keys import ALGORITHMS
from edge.headers import TOKEN, values

if TYPE_CHECKING:
    from collections.abc import Callable

    from edge.events import Request
    from edge.settings import Table

__all__ = ["Bearer", "read_bearer", "read_issuer"]

LONGEST_SUBJECT = 255
LEEWAY = 60


class Bearer:
    """The scheme `bearer`; `challenge` is the value of WWW-Authenticate of a 401."""

    __slots__ = ("_cookie", "_subject", "_verifier", "challenge", "name")

    def __init__(self, verifier: Verifier, *, cookie: str = "", subject: str = "sub") -> None:
        """`cookie`: name of one that may hold the token; `subject`: the claim that says whose it is."""
        self.name = "bearer"
        self.challenge = "Bearer"
        self._verifier = verifier
        self._cookie = cookie
        self._subject = subject

    def check(self, request: Request, now: float) -> Identity | Refused | None:
        """Whose token the request holds; None: it holds none."""
        token = self._token(request)
        if not isinstance(token, str):
            return token
        try:
            claims = self._verifier.verify(token, now)
        except TokenError as error:
            return Refused(error.reason)
        subject, expires = claims.get(self._subject), claims["exp"]
        if not isinstance(subject, str) or not isinstance(expires, (int, float)) or not _is_name(subject):
            return Refused("subject")
        return Identity(subject, claims, self.name, float(expires))

    def _token(self, request: Request) -> str | Refused | None:
        lines = values(request["headers"], "authorization")
        texts = [line[7:].strip(" ") for line in lines if line[:7].lower() == "bearer "]
        if not texts and self._cookie:
            lines = texts = cookies.values(request["headers"], self._cookie)
        if texts and len(lines) > 1:
            return Refused("ambiguous")
        return texts[0] if texts else None


def read_bearer(table: Table, *, fetch: Callable[[str], bytes] | None = None) -> Bearer:
    """The scheme as settings.json has it: `issuers`, `cookie`, `subject`, `leeway` (seconds).

    `fetch` answers an https URL, for keys that are new; it raises OSError or ValueError where it cannot.

    Raises:
        SettingsError: a key is absent or wrong.
    """
    cookie = table.text("cookie", "")
    if not TOKEN.issuperset(cookie):
        raise table.refuse("cookie", "a cookie's name, or nothing")
    subject, leeway = table.text("subject", "sub"), table.integer("leeway", LEEWAY)
    issuers = [read_issuer(entry) for entry in table.tables("issuers")]
    try:
        verifier = Verifier(issuers, leeway=leeway, fetch=fetch)
    except ValueError as error:
        raise table.refuse("issuers", f"issuers that can be told apart: {error}") from None
    if not issuers:
        raise table.refuse("issuers", "one issuer or more")
    table.end()
    return Bearer(verifier, cookie=cookie, subject=subject)


def read_issuer(table: Table) -> Issuer:
    """An issuer as settings.json has it: the fields of `Issuer`, with its key set as `jwks`.

    Raises:
        SettingsError: a key is absent or wrong.
    """
    algorithms = table.texts("algorithms", ("RS256",))
    if not algorithms or not set(algorithms) <= ALGORITHMS.keys():
        raise table.refuse("algorithms", f"one or more of {', '.join(ALGORITHMS)}")
    try:
        keys = KeySet(table.value("jwks"), algorithms)
    except KeySetError as error:
        raise table.refuse("jwks", f"a JSON Web Key Set: {error}") from None
    issuer = Issuer(
        issuer=table.text("issuer"),
        keys=keys,
        audiences=table.texts("audiences", ()),
        clients=table.texts("clients", ()),
        token_use=table.text("token_use", ""),
        jwks_uri=table.text("jwks_uri", ""),
        algorithms=algorithms,
    )
    table.end()
    return issuer


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_SUBJECT and text.isascii() and text.isprintable() and " " not in text
