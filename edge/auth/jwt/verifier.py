"""Whether a token is true: signed by a key of an issuer that is trusted, meant for us, and at its time.

1. The issuer is one of those configured, compared letter by letter; its keys alone are looked at.
2. The algorithm is the key's. `none` and a public key used as a secret find no key at all.
3. `aud` must hold one of the issuer's audiences; `azp` and `client_id`, where they are there, must be one of
   its clients. An issuer must be given at least one of both; with clients alone, the token must name one.
   A token for several audiences must name its client too (OpenID Connect Core 1.0, section 3.1.3.7).
4. `exp` must be there. It, `nbf` and `iat` are compared with the clock, give or take `leeway`.
5. Tokens that were found true are remembered by their digest, a bounded number of them, so that a signature
   is checked once; the time is compared each time. No token is kept.
6. A key that is not known may be a new one: the issuer's keys are fetched again, at most once a minute, and
   what was known stays where that fails.

Cognito: an ID token has `token_use` "id" and its client in `aud`, an access token "access" and `client_id`
without `aud`.
Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
(read in a copy of 2026-04).
"""

from __future__ import annotations

from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.jwt.keys import KeySet, KeySetError
from edge.auth.jwt.token import TokenError, parse, read_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from edge.auth.jwt.keys import Key
    from edge.auth.jwt.token import Token

    Fetch = Callable[[str], bytes]

__all__ = ["Issuer", "Verifier"]

LEEWAY = 60
"""Seconds that clocks may differ."""
MOST_REMEMBERED = 128
REFETCH_SECONDS = 60
LARGEST_TIME = 1 << 53
"""Seconds; beyond it JSON's numbers are not exact."""


class Issuer(NamedTuple):
    """Somebody whose tokens are believed, and for whom they must be."""

    issuer: str
    """As `iss` has it, letter by letter."""
    keys: KeySet
    audiences: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    token_use: str = ""
    """What Cognito's `token_use` must be, `id` or `access`; empty: it is not looked at."""
    jwks_uri: str = ""
    """Where a key that is not known is looked for; empty: nowhere."""
    algorithms: tuple[str, ...] = ("RS256",)
    """Of keys that are fetched."""


class Verifier:
    """Checks tokens of several issuers.

    `fetch` answers an https URL with what is there and raises OSError or ValueError where it cannot.
    """

    __slots__ = ("_fetch", "_fetched_at", "_issuers", "_leeway", "_most", "_remembered")

    def __init__(
        self,
        issuers: Iterable[Issuer],
        *,
        leeway: float = LEEWAY,
        remembered: int = MOST_REMEMBERED,
        fetch: Fetch | None = None,
    ) -> None:
        """Trust these issuers.

        Raises:
            ValueError: two are the same, or one would take a token that was made for anybody.
        """
        self._issuers: dict[str, Issuer] = {}
        for issuer in issuers:
            if issuer.issuer in self._issuers:
                raise ValueError(f"the issuer {issuer.issuer} stands twice")
            if not issuer.audiences and not issuer.clients:
                raise ValueError(f"the issuer {issuer.issuer} has neither audiences nor clients")
            self._issuers[issuer.issuer] = issuer
        self._leeway = leeway
        self._most = remembered
        self._fetch = fetch
        self._fetched_at: dict[str, float] = {}
        self._remembered: dict[bytes, Mapping[str, object]] = {}

    def verify(self, token: str, now: float) -> Mapping[str, object]:
        """What a true token says, read only, at that time (seconds since the epoch).

        Raises:
            TokenError: it is not true; the reason is a word: `oversize`, `malformed`, `crit`, `issuer`,
                `key`, `signature`, `audience`, `client`, `use`, `claims`, `expired` or `future`.
        """
        digest = _digest(token)
        claims = self._remembered.pop(digest, None)
        if claims is None:
            claims = MappingProxyType(self._check(parse(token), now))
        self._check_times(claims, now)
        # put back as the newest; the oldest makes room
        self._remembered[digest] = claims
        if len(self._remembered) > self._most:
            del self._remembered[next(iter(self._remembered))]
        return claims

    def _check(self, token: Token, now: float) -> dict[str, object]:
        """The claims of a token whose signature, audience and kind are right, whatever the time."""
        name = token.claims.get("iss")
        issuer = self._issuers.get(name) if isinstance(name, str) else None
        if issuer is None:
            raise TokenError("issuer")
        key = self._key(issuer, token, now)
        try:
            if not key.verify(token.signed, token.signature):
                raise TokenError("signature")
        except KeySetError:
            raise TokenError("key") from None
        _check_audience(issuer, token.claims)
        if issuer.token_use and token.claims.get("token_use") != issuer.token_use:
            raise TokenError("use")
        return token.claims

    def _key(self, issuer: Issuer, token: Token, now: float) -> Key:
        key = issuer.keys.find(token.key_id, token.algorithm)
        if key is None and (newer := self._refetch(issuer, now)):
            key = newer.keys.find(token.key_id, token.algorithm)
        if key is None:
            raise TokenError("key")
        return key

    def _refetch(self, issuer: Issuer, now: float) -> Issuer | None:
        """The issuer with its keys of now; None where they were fetched just before, or cannot be."""
        if self._fetch is None or not issuer.jwks_uri:
            return None
        if now < self._fetched_at.get(issuer.issuer, now - REFETCH_SECONDS) + REFETCH_SECONDS:
            return None
        self._fetched_at[issuer.issuer] = now
        try:
            keys = KeySet(read_object(self._fetch(issuer.jwks_uri)), issuer.algorithms)
        except (OSError, ValueError):
            return None
        # a key that is gone takes with it what it had signed
        self._remembered.clear()
        newer = self._issuers[issuer.issuer] = issuer._replace(keys=keys)
        return newer

    def _check_times(self, claims: Mapping[str, object], now: float) -> None:
        if now >= _time(claims.get("exp")) + self._leeway:
            raise TokenError("expired")
        for name in ("nbf", "iat"):
            if name in claims and _time(claims[name]) > now + self._leeway:
                raise TokenError("future")


def _digest(token: str) -> bytes:
    """What a token is remembered by; text that is not ASCII is no token."""
    if not token.isascii():
        raise TokenError("malformed")
    return sha256(token.encode("ascii")).digest()


def _check_audience(issuer: Issuer, claims: Mapping[str, object]) -> None:
    """That the token is for us, and was made for a client of ours."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if issuer.audiences and not any(item in issuer.audiences for item in audiences):
        raise TokenError("audience")
    if not issuer.clients:
        return
    clients = [claims[name] for name in ("azp", "client_id") if name in claims]
    must_name = not issuer.audiences or len(audiences) > 1
    if any(client not in issuer.clients for client in clients) or (must_name and not clients):
        raise TokenError("client")


def _time(value: object) -> float:
    """Seconds since the epoch, whole or not (RFC 7519, section 2, NumericDate)."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < LARGEST_TIME:
        return value
    raise TokenError("claims")
