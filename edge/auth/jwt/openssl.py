"""PS256, ES256, ES384 and EdDSA through `cryptography`, which the build bundles only where one is asked for.

This module is imported when the first token of such a key is checked, or when the build tries the keys: its
import takes 60 ms, which a visitor with RS256 never waits for. Values that are no point of the curve, or no
signature at all, are refused by OpenSSL; what JSON Web Algorithms fix beyond (lengths, above all) is checked
here.

Sources: RFC 7518, sections 3.4, 3.5 and 6.2; RFC 8037, sections 2 and 3.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from edge.auth.jwt.rs256 import check_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[bytes, bytes], bool]

__all__ = ["checker"]


def checker(algorithm: str, numbers: tuple[bytes, ...]) -> Check:
    """A function that says whether a signature (its second argument) is one of a message (its first).

    `numbers`: n and e of RSA, x and y of an elliptic curve, x of Ed25519; big-endian.

    Raises:
        ValueError: they make no such key.
    """
    if algorithm == "PS256":
        return _ps256(*numbers)
    if algorithm == "EdDSA":
        return _ed25519(*numbers)
    return _ecdsa(algorithm, *numbers)


def _ps256(n: bytes, e: bytes) -> Check:
    modulus, exponent = int.from_bytes(n, "big"), int.from_bytes(e, "big")
    check_numbers(modulus, exponent)
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    scheme = padding.PSS(mgf=padding.MGF1(SHA256()), salt_length=SHA256.digest_size)
    return _checked(lambda message, signature: key.verify(signature, message, scheme, SHA256()))


def _ecdsa(algorithm: str, x: bytes, y: bytes) -> Check:
    curve, digest = (ec.SECP256R1(), SHA256()) if algorithm == "ES256" else (ec.SECP384R1(), SHA384())
    size = curve.key_size // 8
    if len(x) != size or len(y) != size:
        raise ValueError(f"expected coordinates of {size} bytes")
    numbers = ec.EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), curve)
    key, scheme = numbers.public_key(), ec.ECDSA(digest)

    def check(message: bytes, signature: bytes) -> None:
        if len(signature) != 2 * size:
            raise InvalidSignature
        r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
        key.verify(encode_dss_signature(r, s), message, scheme)

    return _checked(check)


def _ed25519(x: bytes) -> Check:
    key = ed25519.Ed25519PublicKey.from_public_bytes(x)
    return _checked(lambda message, signature: key.verify(signature, message))


def _checked(verify: Callable[[bytes, bytes], None]) -> Check:
    def check(message: bytes, signature: bytes) -> bool:
        try:
            verify(message, signature)
        except InvalidSignature:
            return False
        return True

    return check
