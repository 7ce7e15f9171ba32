"""The token endpoint: a code or a refresh token goes in, tokens come out (RFC 6749, sections 4.1.3, 5 and 6).

1. The client proves itself as it was registered: not at all (public, with PKCE), by HTTP Basic, in the body,
   or with a signed assertion.
2. A secret that is refused is read anew, once: it may have been changed since this worker read it.
3. What is refused for the visitor's sake (`invalid_grant`) is told from what is wrong with us or with the
   provider: the former is an answer to the visitor, the latter is a 503, and nobody is let in.
"""

from __future__ import annotations

from binascii import b2a_base64
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.jwt.token import read_object
from edge.auth.oidc.exchange import HttpRequest, UnavailableError
from edge.responses import percent_encode

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from edge.auth.oidc.exchange import Context, HttpReply

__all__ = ["GrantError", "Tokens", "form", "redeem"]

LONGEST = 16384
"""Characters of a token that is looked at."""


class GrantError(Exception):
    """The provider takes no such code or refresh token; the message is a word."""


class Tokens(NamedTuple):
    """What the provider gave; empty what it did not."""

    id_token: str
    access_token: str
    refresh_token: str
    scope: str

    def __repr__(self) -> str:
        return "Tokens(...)"


def redeem(
    context: Context, grant: Mapping[str, str], *, code: bool
) -> Generator[HttpRequest, HttpReply, Tokens]:
    """The tokens for a grant's parameters; `code`: it is an authorization code.

    Raises:
        GrantError: the provider refuses the grant.
        UnavailableError: it cannot be reached, or refuses the client.
    """
    for anew in (False, True):
        reply = yield _request(context, grant, anew=anew)
        answer = read_object(reply.body) or {}
        error = answer.get("error")
        # GitHub answers 200 with an error
        if reply.status == 200 and error is None:
            return _tokens(answer)
        if error in ("invalid_grant", "bad_verification_code"):
            raise GrantError("code" if code else "refresh")
        refused = error in ("invalid_client", "incorrect_client_credentials") or reply.status == 401
        if not refused or anew or context.provider.secret is None:
            raise UnavailableError("client" if refused else "provider")
    raise UnavailableError("client")


def form(parameters: Mapping[str, str]) -> str:
    """Parameters as a query, or as the body of a form."""
    return "&".join(f"{name}={percent_encode(value)}" for name, value in parameters.items())


def _request(context: Context, grant: Mapping[str, str], *, anew: bool) -> HttpRequest:
    provider = context.provider
    body = dict(grant)
    headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Accept", "application/json"),
        ("User-Agent", "cloudfrontier"),
    ]
    if provider.client_authentication == "basic":
        # RFC 6749, section 2.3.1: both are form-encoded first
        pair = f"{percent_encode(provider.client_id)}:{percent_encode(context.secret(anew))}"
        headers.append(("Authorization", "Basic " + b2a_base64(pair.encode(), newline=False).decode()))
    else:
        body["client_id"] = provider.client_id
    if provider.client_authentication == "post":
        body["client_secret"] = context.secret(anew)
    if provider.client_authentication == "private_key_jwt":
        body |= _assertion(context, anew=anew)
    return HttpRequest(provider.token_endpoint, "POST", tuple(headers), form(body).encode())


def _assertion(context: Context, *, anew: bool) -> dict[str, str]:
    from edge.auth import rsa_signing  # noqa: PLC0415  this one kind of client alone
    from edge.auth.oidc import client_assertion  # noqa: PLC0415  as above

    provider = context.provider
    try:
        assertion = client_assertion.client_assertion(
            rsa_signing.read_private_key(context.secret(anew)),
            client_id=provider.client_id,
            audience=provider.token_endpoint,
            key_id=provider.key_id,
            now=context.now,
            entropy=context.entropy,
        )
    except rsa_signing.PrivateKeyError:
        raise UnavailableError("private-key") from None
    return {"client_assertion_type": client_assertion.ASSERTION_TYPE, "client_assertion": assertion}


def _tokens(answer: Mapping[str, object]) -> Tokens:
    def text(name: str) -> str:
        value = answer.get(name, "")
        return value if isinstance(value, str) and len(value) <= LONGEST else ""

    return Tokens(text("id_token"), text("access_token"), text("refresh_token"), text("scope"))
