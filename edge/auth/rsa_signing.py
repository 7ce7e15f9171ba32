"""Signatures with an RSA key by the standard library alone: RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.1).

1. A key is PEM of PKCS#1 or PKCS#8, as `openssl genrsa` and `openssl genpkey` write it, not encrypted.
2. `pow` does not run in constant time, so what it is given is blinded with a random number first: the time
   it takes says nothing of the key. Python's arithmetic leaks more than OpenSSL's to whoever shares the
   machine's caches; a Lambda function shares them with nobody (one tenant to a Firecracker machine).
3. Every signature is checked with the public key before it leaves: a fault in one half of the computation
   would otherwise tell the key's factors.
"""

from __future__ import annotations

from binascii import Error, a2b_base64
from hashlib import new
from os import urandom
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    Hash = Literal["sha1", "sha256"]

__all__ = ["PrivateKey", "PrivateKeyError", "read_private_key", "sign"]

DIGEST_INFO = {
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
}
"""What stands before the digest in the block (RFC 8017, section 9.2, note 1)."""
RSA_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")
"""AlgorithmIdentifier of rsaEncryption with its NULL (RFC 8017, appendix A.1)."""
FEWEST_BITS, MOST_BITS = 2048, 8192
INTEGER, OCTET_STRING, SEQUENCE = 0x02, 0x04, 0x30


class PrivateKeyError(ValueError):
    """A text holds no private key that can be used; nothing of it is repeated."""


class PrivateKey(NamedTuple):
    """An RSA key with its factors; never printed."""

    modulus: int
    exponent: int
    factors: tuple[int, int]
    exponents: tuple[int, int]
    """The private exponent modulo each factor less one."""
    coefficient: int
    """The second factor's inverse modulo the first."""

    def __repr__(self) -> str:
        return f"PrivateKey(bits={self.modulus.bit_length()})"


def read_private_key(pem: str) -> PrivateKey:
    """The key in a PEM text.

    Raises:
        PrivateKeyError: it holds none, an encrypted one, or one that is too short.
    """
    lines = [line.strip() for line in pem.strip().splitlines()]
    kinds = ("RSA PRIVATE KEY", "PRIVATE KEY")
    kind = next((kind for kind in kinds if lines and lines[0] == f"-----BEGIN {kind}-----"), None)
    if kind is None or lines[-1] != f"-----END {kind}-----":
        raise PrivateKeyError("expected a PEM text, `-----BEGIN PRIVATE KEY-----`, that is not encrypted")
    try:
        der = a2b_base64("".join(lines[1:-1]))
        numbers = _numbers(_inner(der) if kind == "PRIVATE KEY" else der)
    except (Error, ValueError, IndexError):
        raise PrivateKeyError("expected an RSA key in PKCS#1 or PKCS#8 between the PEM lines") from None
    return _checked(numbers)


def sign(
    key: PrivateKey, message: bytes, *, hash_name: Hash, entropy: Callable[[int], bytes] = urandom
) -> bytes:
    """The signature of a message, as long as the modulus.

    Raises:
        PrivateKeyError: the key's numbers do not belong together.
    """
    size = (key.modulus.bit_length() + 7) // 8
    tail = DIGEST_INFO[hash_name] + new(hash_name, message, usedforsecurity=hash_name != "sha1").digest()
    block = int.from_bytes(b"\x00\x01" + b"\xff" * (size - 3 - len(tail)) + b"\x00" + tail, "big")
    blind = 2 + int.from_bytes(entropy(size + 8), "big") % (key.modulus - 3)
    blinded = block * pow(blind, key.exponent, key.modulus) % key.modulus
    (p, q), (dp, dq) = key.factors, key.exponents
    in_q = pow(blinded, dq, q)
    value = in_q + q * ((pow(blinded, dp, p) - in_q) * key.coefficient % p)
    value = value * pow(blind, -1, key.modulus) % key.modulus
    if pow(value, key.exponent, key.modulus) != block:
        raise PrivateKeyError("the numbers of the key do not belong together")
    return value.to_bytes(size, "big")


def _checked(numbers: list[int]) -> PrivateKey:
    """The key of PKCS#1's numbers: version, n, e, d, p, q, d mod p-1, d mod q-1, q's inverse mod p."""
    version, n, e, _, p, q, dp, dq, coefficient = numbers
    if version != 0 or p * q != n or e < 3 or e % 2 == 0:
        raise PrivateKeyError("expected an RSA key of two factors")
    if not FEWEST_BITS <= n.bit_length() <= MOST_BITS:
        raise PrivateKeyError(f"expected an RSA key of {FEWEST_BITS} to {MOST_BITS} bits")
    return PrivateKey(n, e, (p, q), (dp, dq), coefficient)


def _inner(der: bytes) -> bytes:
    """The PKCS#1 key inside of a PKCS#8 one (RFC 5208, section 5)."""
    body, _ = _take(der, SEQUENCE)
    version, rest = _take(body, INTEGER)
    if int.from_bytes(version, "big") not in (0, 1) or not rest.startswith(RSA_ALGORITHM):
        raise ValueError("not RSA")
    return _take(rest[len(RSA_ALGORITHM) :], OCTET_STRING)[0]


def _numbers(der: bytes) -> list[int]:
    rest, _ = _take(der, SEQUENCE)
    numbers = []
    while rest:
        number, rest = _take(rest, INTEGER)
        numbers.append(int.from_bytes(number, "big", signed=True))
    if len(numbers) != 9:
        raise ValueError("not PKCS#1")
    return numbers


def _take(der: bytes, tag: int) -> tuple[bytes, bytes]:
    """What stands in the first element of DER, which must have that tag, and what follows it."""
    length, start = der[1], 2
    if length >= 0x80:
        start += length - 0x80
        length = int.from_bytes(der[2:start], "big")
    if der[0] != tag or len(der) < start + length:
        raise ValueError("not DER")
    return der[start : start + length], der[start + length :]
