"""A client that proves itself with a private key: `private_key_jwt`, RS256 by the standard library.

OpenID Connect Core 1.0, section 9, and RFC 7523: a JWT that names the client as issuer and subject and the
token endpoint as audience, with an id that is used once and an end in a minute. The key comes from where the
secret is kept, never from the zip; what signing with `pow` leaks and what not, `edge.auth.rsa_signing` says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edge.auth.base64url import encode
from edge.auth.rsa_signing import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from edge.auth.rsa_signing import PrivateKey

__all__ = ["ASSERTION_TYPE", "client_assertion"]

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFETIME = 60
"""Seconds."""


def client_assertion(  # noqa: PLR0913  what it says, by name
    key: PrivateKey,
    *,
    client_id: str,
    audience: str,
    key_id: str,
    now: float,
    entropy: Callable[[int], bytes],
) -> str:
    """The JWT that proves the client for a minute; `key_id` is its `kid`, empty for none.

    Raises:
        PrivateKeyError: the key's numbers do not belong together.
    """
    header = {"alg": "RS256", "typ": "JWT", **({"kid": key_id} if key_id else {})}
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "jti": encode(entropy(16)),
        "iat": int(now),
        "exp": int(now) + LIFETIME,
    }
    signed = ".".join(encode(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    return f"{signed}.{encode(sign(key, signed.encode(), hash_name='sha256', entropy=entropy))}"
