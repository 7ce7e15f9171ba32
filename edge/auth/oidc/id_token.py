"""The ID token after its signature, issuer, audience and time were checked: is it the answer to this attempt?

OpenID Connect Core 1.0, sections 3.1.3.7 (validation), 3.1.3.8 and 3.3.2.11 (hashes), 12.2 (refresh).
Stricter in one place: `azp`, where it is there, is always compared, which the verifier does.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from edge.auth.base64url import encode
from edge.auth.jwt import TokenError
from edge.auth.jwt.token import parse
from edge.auth.session import is_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.oidc.exchange import Context

__all__ = ["check_id_token"]

HASHES = {"256": "sha256", "384": "sha384", "512": "sha512", "EdDSA": "sha512"}
"""By how the algorithm's name ends; Ed25519 hashes with SHA-512 (RFC 8032, section 5.1)."""


def check_id_token(  # noqa: PLR0913  what a token is compared with, by name
    context: Context,
    token: str,
    *,
    nonce: str = "",
    subject: str = "",
    code: str = "",
    access_token: str = "",
) -> Mapping[str, object]:
    """What it says.

    nonce: that of the attempt; subject: whose session is renewed; code, access_token: what came with it.

    Raises:
        TokenError: it is not true, or not meant for this; besides the verifier's words `nonce`, `subject`,
            `hash` and `absent`.
    """
    if not token:
        raise TokenError("absent")
    claims = context.verify(token, context.now)
    # what was just issued has no need of leeway
    if claims["exp"] <= context.now:  # type: ignore[operator]  # a number: the verifier says so
        raise TokenError("expired")
    if nonce and not _same(claims.get("nonce"), nonce):
        raise TokenError("nonce")
    found = claims.get("sub")
    if not is_name(found) or (subject and found != subject):
        raise TokenError("subject")
    for name, value in (("c_hash", code), ("at_hash", access_token)):
        if name in claims and value and not _same(claims[name], _half_hash(token, value)):
            raise TokenError("hash")
    return claims


def _same(found: object, expected: str) -> bool:
    return isinstance(found, str) and hmac.compare_digest(found.encode(), expected.encode())


def _half_hash(token: str, value: str) -> str:
    """The left half of the hash that goes with the token's algorithm, base64url."""
    algorithm = parse(token).algorithm
    name = HASHES.get(algorithm) or HASHES.get(algorithm[-3:])
    if name is None:
        raise TokenError("hash")
    digest = hashlib.new(name, value.encode()).digest()
    return encode(digest[: len(digest) // 2])
