"""Password hashes: scrypt or PBKDF2 (RFC 7914, RFC 8018), as text that says how it was made.

`$scrypt$ln=14,r=8,p=1$<salt>$<hash>` and `$pbkdf2-sha256$i=600000$<salt>$<hash>`; salt and hash are base64url
without padding. A viewer event has 128 MB and a fraction of a processor: scrypt with N = 2^14 takes 16 MB of
it and some 40 ms of a whole processor, which is why it is the default. That is less work than passwords that
people choose ask for: let them be random, 80 bits or more. Upper bounds keep a hash in settings.json from
taking all memory or time.
"""

from __future__ import annotations

import hmac
from hashlib import pbkdf2_hmac, scrypt
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.base64url import decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PBKDF2_ROUNDS", "PasswordHash", "hash_password", "read_hash"]

SCRYPT_COST = 14
PBKDF2_ROUNDS = 600_000
SALT_BYTES, HASH_BYTES = 16, 32
COSTS = {
    "scrypt": ("ln=", ",r=8,p=1", 10, 15),
    "pbkdf2-sha256": ("i=", "", 1000, 2_000_000),
}
"""What stands around a scheme's cost, the least of it and the most: 2^15 is 32 MB, two million rounds are
most of a second of a whole processor."""
SCRYPT_MEMORY = 64 * 1024 * 1024


class PasswordHash(NamedTuple):
    """A hash and how it was made: `cost` is scrypt's log2(N), or PBKDF2's rounds."""

    scheme: str
    cost: int
    salt: bytes
    digest: bytes

    def matches(self, password: str) -> bool:
        """Whether this is its password; takes the same time for any password."""
        return hmac.compare_digest(_derive(self.scheme, self.cost, self.salt, password), self.digest)

    def __repr__(self) -> str:
        return f"PasswordHash(scheme={self.scheme!r}, cost={self.cost})"


def hash_password(password: str, *, entropy: Callable[[int], bytes], pbkdf2: bool = False) -> str:
    """The text of a new hash; scrypt unless `pbkdf2`."""
    salt = entropy(SALT_BYTES)
    scheme, cost = ("pbkdf2-sha256", PBKDF2_ROUNDS) if pbkdf2 else ("scrypt", SCRYPT_COST)
    settings = f"i={cost}" if pbkdf2 else f"ln={cost},r=8,p=1"
    return f"${scheme}${settings}${encode(salt)}${encode(_derive(scheme, cost, salt, password))}"


def read_hash(text: str) -> PasswordHash:
    """A hash from its text.

    Raises:
        ValueError: it is none, or takes too little or too much work; nothing of it is repeated.
    """
    parts = text.split("$")
    salt, digest = decode(parts[-2]) if len(parts) == 5 else None, decode(parts[-1])
    if parts[0] or salt is None or digest is None or len(salt) < SALT_BYTES or len(digest) != HASH_BYTES:
        raise ValueError("expected $scheme$settings$salt$hash, as `cloudfrontier auth hash` prints it")
    scheme, settings = parts[1:3]
    if scheme not in COSTS:
        raise ValueError(f"expected the scheme {' or '.join(COSTS)}")
    before, after, least, most = COSTS[scheme]
    digits = settings.removeprefix(before).removesuffix(after)
    cost = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 7 else 0
    if settings != f"{before}{cost}{after}" or not least <= cost <= most:
        raise ValueError(f"expected {before}{least}{after} to {before}{most}{after} after {scheme}")
    return PasswordHash(scheme, cost, salt, digest)


def _derive(scheme: str, cost: int, salt: bytes, password: str) -> bytes:
    data = password.encode(errors="replace")
    if scheme == "scrypt":
        return scrypt(data, salt=salt, n=1 << cost, r=8, p=1, maxmem=SCRYPT_MEMORY, dklen=HASH_BYTES)
    return pbkdf2_hmac("sha256", data, salt, cost, HASH_BYTES)
