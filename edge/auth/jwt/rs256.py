"""RS256 with the standard library alone: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2.2).

1. Nothing of a signature is parsed. The only block that may come out of it is encoded anew and compared
   whole, so that no laxness about padding or ASN.1 can be (which is what Bleichenbacher's forgery of 2006,
   and a dozen since, lived on).
2. A signature is exactly as long as the modulus, and smaller in value (section 8.2.2, steps 1 and 2).
3. A modulus has 2,048 bits or more (RFC 7518, section 3.3) and is odd, as is the exponent, which is 3 or
   more. Upper bounds keep one check from taking long.

Verification uses public values only: nothing here must run in constant time.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DIGEST_INFO", "check_numbers", "checker"]

DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 in the block: the DER of DigestInfo with its NULL (RFC 8017, 9.2, note 1)."""
FEWEST_BITS, MOST_BITS = 2048, 8192
LARGEST_EXPONENT = 1 << 64


def checker(modulus: int, exponent: int) -> Callable[[bytes, bytes], bool]:
    """A function that says whether a signature (its second argument) is one of a message (its first).

    Raises:
        ValueError: it is no key that may be trusted; the message says what of it is wrong.
    """
    check_numbers(modulus, exponent)
    size = (modulus.bit_length() + 7) // 8
    padding = b"\x00\x01" + b"\xff" * (size - 3 - len(DIGEST_INFO) - 32) + b"\x00" + DIGEST_INFO

    def check(message: bytes, signature: bytes) -> bool:
        value = int.from_bytes(signature, "big")
        if len(signature) != size or value >= modulus:
            return False
        block = pow(value, exponent, modulus).to_bytes(size, "big")
        return block == padding + sha256(message).digest()

    return check


def check_numbers(modulus: int, exponent: int) -> None:
    """Refuse a public key that is too weak, impossible, or too slow to be used.

    Raises:
        ValueError: as `checker`.
    """
    if modulus < 0 or modulus % 2 == 0 or not FEWEST_BITS <= modulus.bit_length() <= MOST_BITS:
        raise ValueError(f"expected an odd modulus of {FEWEST_BITS} to {MOST_BITS} bits")
    if not 3 <= exponent < LARGEST_EXPONENT or exponent % 2 == 0:
        raise ValueError("expected an odd exponent from 3, of 64 bits at most")
