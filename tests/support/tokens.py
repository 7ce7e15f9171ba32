"""Tokens and keys for tests of JSON Web Tokens: made by `cryptography`, taken apart and mended by hand."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from edge.auth.jwt import Issuer, KeySet, Verifier

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AUDIENCE",
    "CLAIMS",
    "CURVES",
    "ISSUER",
    "NOW",
    "b64",
    "compact",
    "issuer",
    "jwk",
    "number",
    "private_key",
    "signature",
    "token",
    "verifier",
]

NOW = 1_795_000_000
ISSUER = "https://id.example/realms/one"
AUDIENCE = "client-1"
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "user-1",
    "iat": NOW,
    "exp": NOW + 3600,
}
CURVES = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1()}


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, size: int | None = None) -> str:
    """A whole number as JSON Web Keys have it."""
    return b64(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))


def private_key(algorithm: str, which: int = 0, bits: int = 2048) -> Any:
    """A key made once a session; `which` tells two of one algorithm apart."""
    return _made(algorithm, which, bits)


@cache
def _made(algorithm: str, _which: int, bits: int) -> Any:
    if algorithm in {"RS256", "PS256"}:
        return rsa.generate_private_key(public_exponent=65537, key_size=bits)
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(CURVES[algorithm])


def jwk(algorithm: str, which: int = 0, *, bits: int = 2048, **changes: Any) -> dict[str, Any]:
    """The public key as JSON; a change to None takes a member away."""
    public = private_key(algorithm, which, bits).public_key()
    entry: dict[str, Any] = {"kid": f"{algorithm}-{which}", "alg": algorithm, "use": "sig"}
    if algorithm in {"RS256", "PS256"}:
        numbers = public.public_numbers()
        entry |= {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
    elif algorithm == "EdDSA":
        entry |= {"kty": "OKP", "crv": "Ed25519", "x": b64(public.public_bytes_raw())}
    else:
        numbers, size = public.public_numbers(), (public.curve.key_size + 7) // 8
        curve = {"ES256": "P-256", "ES384": "P-384"}[algorithm]
        entry |= {"kty": "EC", "crv": curve, "x": number(numbers.x, size), "y": number(numbers.y, size)}
    return {name: value for name, value in {**entry, **changes}.items() if value is not None}


def signature(algorithm: str, message: bytes, which: int = 0, bits: int = 2048) -> bytes:
    """A signature as JSON Web Signatures have it."""
    key = private_key(algorithm, which, bits)
    if algorithm == "RS256":
        return bytes(key.sign(message, padding.PKCS1v15(), hashes.SHA256()))
    if algorithm == "PS256":
        scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
        return bytes(key.sign(message, scheme, hashes.SHA256()))
    if algorithm == "EdDSA":
        return bytes(key.sign(message))
    digest, size = (hashes.SHA256(), 32) if algorithm == "ES256" else (hashes.SHA384(), 48)
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(digest)))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def compact(header: object, claims: object) -> str:
    """Header and claims as they are signed; text and bytes go in as they are."""
    parts = []
    for part in (header, claims):
        if isinstance(part, bytes):
            parts.append(b64(part))
        else:
            parts.append(b64((part if isinstance(part, str) else json.dumps(part)).encode()))
    return ".".join(parts)


def token(
    claims: Mapping[str, Any] | str | bytes = CLAIMS,
    *,
    algorithm: str = "RS256",
    which: int = 0,
    header: Mapping[str, Any] | str | bytes | None = None,
    **extra: Any,
) -> str:
    """A signed token; `extra` goes into its header."""
    own = {"alg": algorithm, "kid": f"{algorithm}-{which}", "typ": "JWT", **extra}
    signed = compact({k: v for k, v in own.items() if v is not None} if header is None else header, claims)
    return f"{signed}.{b64(signature(algorithm, signed.encode(), which))}"


def issuer(*algorithms: str, **changes: Any) -> Issuer:
    """An issuer with a key for each of these algorithms."""
    names = algorithms or ("RS256",)
    keys = KeySet({"keys": [jwk(name) for name in names]}, names)
    fields: dict[str, Any] = {"issuer": ISSUER, "keys": keys, "audiences": (AUDIENCE,), "algorithms": names}
    return Issuer(**{**fields, **changes})


def verifier(*algorithms: str, **changes: Any) -> Verifier:
    """A verifier of one issuer with these algorithms; `changes` are to the issuer."""
    return Verifier([issuer(*algorithms, **changes)])
