"""Names and passwords that browsers ask for (RFC 7617), checked by a hash that a function can afford.

1. A request needs an `authorization` header: `Basic` in any case, spaces, and the base64 of `name:password`.
   Any other is answered with 401, `www-authenticate` with the realm and `charset="UTF-8"`.
2. What is hashed is the base64 text, so that name and password go in together and nothing is decoded:
   first the salt, then so many times HMAC-SHA-256 with that text as the key, over the one before in base64url
   without padding. The last one must be among `hashes`: one is found by its first 8 characters, which nobody
   without the salt can aim at, and the rest is compared in constant time, with a rest of nobody's if none is.
3. The name is part of what is hashed: two people with one password have two hashes.
4. A request that passes goes on without the header: it is in no cache key and no log of the origin.

What this is worth: a function has under a millisecond, which is some 30 rounds, where a password hash
should take many thousands. Whoever can read the function (`cloudfront:GetFunction`) tries guesses at nearly
the speed of SHA-256. So the passwords must be random, 80 bits or more; then the hash is as good as any.
"""

from __future__ import annotations

import hmac
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass, field

__all__ = ["BEGIN", "MOST_ROUNDS", "ROUNDS", "BasicAuth", "hash_credentials", "hash_of_token"]

ROUNDS = 16
"""Rounds of a new file: a few bits more for whoever guesses, and a small part of a function's time."""
BEGIN = 8
"""Characters that a hash is found by."""
MOST_ROUNDS = 30
"""More would bring a function near the end of its time by the project's own estimate."""


@dataclass(frozen=True)
class BasicAuth:
    """Hashes of credentials, in base64url; realm: what browsers show; any text of visible ASCII.

    Raises:
        ValueError: there is no hash, two begin alike, or the rounds are out of bounds.
    """

    hashes: tuple[str, ...] = field(repr=False)
    salt: str = field(repr=False)
    rounds: int = ROUNDS
    realm: str = "Restricted"

    def __post_init__(self) -> None:
        if not self.hashes:
            raise ValueError("nobody has a password")
        if len({hashed[:BEGIN] for hashed in self.hashes}) < len(self.hashes):
            raise ValueError("two hashes begin alike; give one of the two another password")
        if not 1 <= self.rounds <= MOST_ROUNDS:
            raise ValueError(f"rounds are 1 to {MOST_ROUNDS}")


def hash_credentials(name: str, password: str, *, salt: str, rounds: int) -> str:
    """The hash of a name and a password, as `BasicAuth` holds it.

    Raises:
        ValueError: the name has a colon, which would end it.
    """
    if ":" in name:
        raise ValueError("a name has no colon: it would end there")
    return hash_of_token(b64encode(f"{name}:{password}".encode()).decode(), salt=salt, rounds=rounds)


def hash_of_token(token: str, *, salt: str, rounds: int) -> str:
    """The hash of what a browser sends behind `Basic`."""
    hashed = salt
    for _ in range(rounds):
        mac = hmac.digest(token.encode(), hashed.encode(), "sha256")
        hashed = urlsafe_b64encode(mac).rstrip(b"=").decode()
    return hashed
