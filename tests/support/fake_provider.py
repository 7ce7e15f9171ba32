"""An OpenID Connect provider without a socket: it answers as the standard says, or as it is told.

It checks what a provider checks: the client's proof, the redirect URI, PKCE, that a code is used once. So a
flow that passes it has sent the right things; what the edge must refuse is made by turning one of its knobs.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from tokens import b64, jwk, token

from edge.auth.oidc.exchange import FetchError, HttpReply, HttpRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CLIENT", "DISCOVERY", "ISSUER", "SECRET", "FakeProvider", "discovery", "one_value"]

ISSUER = "https://id.example/realms/shop"
CLIENT = "shop-web"
SECRET = "cAnArY-client-secret+/"


def discovery(issuer: str) -> dict[str, Any]:
    """The discovery document of an issuer."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "end_session_endpoint": f"{issuer}/logout",
        "jwks_uri": f"{issuer}/keys",
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
    }


DISCOVERY = discovery(ISSUER)


def one_value(query: str) -> dict[str, str]:
    """The parameters of a query, each of which must stand there once."""
    found = parse_qs(query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in found.values())
    return {name: values[0] for name, values in found.items()}


@dataclass
class FakeProvider:
    """The knobs: what it says of the visitor, how it proves the client, what goes wrong."""

    now: float
    issuer: str = ISSUER
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "mira"})
    authentication: str = "none"
    pkce: bool = True
    down: bool = False
    key: int = 0
    published: tuple[int, ...] = (0,)
    tokens: dict[str, Any] = field(default_factory=dict)
    """Members of the token response that replace those it would have."""
    status: int = 200
    error: str = ""
    """Answers the authorization request with this error."""
    pending: dict[str, dict[str, str]] = field(default_factory=dict)
    refresh_tokens: dict[str, str] = field(default_factory=dict)
    asked: list[HttpRequest] = field(default_factory=list)
    serial: int = 0

    def __call__(self, request: HttpRequest) -> HttpReply:
        self.asked.append(request)
        if self.down:
            raise FetchError("unreachable")
        assert request.url == f"{self.issuer}/token"
        assert request.method == "POST"
        if self.status != 200:
            return HttpReply(self.status, b"<html>cAnArY-provider-page</html>")
        status, answer = self._token(one_value(request.body.decode()), dict(request.headers))
        return HttpReply(status, json.dumps(answer).encode())

    def get(self, url: str) -> bytes:
        self.asked.append(HttpRequest(url))
        if self.down:
            raise FetchError("unreachable")
        assert url == f"{self.issuer}/keys"
        return self.keys.encode()

    @property
    def keys(self) -> str:
        return json.dumps({"keys": [jwk("RS256", which) for which in self.published]})

    def authorize(self, location: str, *, subject: str = "mira") -> str:
        """The callback's query after somebody signed in at the authorization URL."""
        parts = urlsplit(location)
        asked = one_value(parts.query)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        if self.error:
            return urlencode({"error": self.error, "error_description": "<b>", "state": asked["state"]})
        code = f"cAnArY-code-{self._next()}"
        self.pending[code] = {**asked, "subject": subject}
        return urlencode({"code": code, "state": asked["state"]})

    def _token(self, asked: Mapping[str, str], headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        if not self._proves(asked, headers):
            return 401, {"error": "invalid_client"}
        if asked["grant_type"] == "refresh_token":
            subject = self.refresh_tokens.pop(asked["refresh_token"], None)
            if subject is None:
                return 400, {"error": "invalid_grant"}
            return 200, self._answer(subject, nonce=None)
        pending = self.pending.pop(asked["code"], None)
        challenge = b64(sha256(asked["code_verifier"].encode()).digest())
        if pending is None or asked["redirect_uri"] != pending["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if self.pkce and challenge != pending["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, self._answer(pending["subject"], nonce=pending["nonce"])

    def _answer(self, subject: str, *, nonce: str | None) -> dict[str, Any]:
        access_token = f"cAnArY-access-{self._next()}"
        refresh_token = f"cAnArY-refresh-{self._next()}"
        self.refresh_tokens[refresh_token] = subject
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": int(self.now),
            "exp": int(self.now) + 300,
            "at_hash": b64(sha256(access_token.encode()).digest()[:16]),
            **({"nonce": nonce} if nonce else {}),
            **self.claims,
        }
        return {
            "access_token": access_token,
            "token_type": "Bearer",
            "refresh_token": refresh_token,
            "scope": "openid profile",
            "id_token": token(claims, algorithm="RS256", which=self.key),
            **self.tokens,
        }

    def _proves(self, asked: Mapping[str, str], headers: Mapping[str, str]) -> bool:
        if self.authentication == "basic":
            scheme, _, value = headers["Authorization"].partition(" ")
            pair = [unquote(part) for part in b64decode(value).decode().split(":")]
            return (scheme, pair) == ("Basic", [CLIENT, SECRET])
        if self.authentication == "post":
            return (asked["client_id"], asked.get("client_secret")) == (CLIENT, SECRET)
        return asked["client_id"] == CLIENT

    def _next(self) -> int:
        self.serial += 1
        return self.serial
