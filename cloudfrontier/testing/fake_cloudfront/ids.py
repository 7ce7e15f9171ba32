"""Ids, ETags and domain names in CloudFront's forms, the same for the same seed.

A test that fails should fail in the same words the next time, so nothing here asks the operating system for
randomness.
"""

from __future__ import annotations

import random
import string
import uuid

__all__ = ["Ids"]

_UPPER = string.ascii_uppercase + string.digits
_LOWER = string.ascii_lowercase + string.digits
_LENGTH = 13


class Ids:
    """Draws ids; not safe for threads by itself, the server's lock is held around every call."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  (names in a test; nothing is guarded by them)
        self._requests = random.Random(seed)  # noqa: S311  (apart, so that reads change no id to come)

    def short(self, prefix: str = "E") -> str:
        """Ids of distributions, origin access controls and invalidations (`I`), and ETags."""
        return prefix + "".join(self._random.choices(_UPPER, k=_LENGTH))

    def domain_name(self) -> str:
        """A name such as `d111111abcdef8.cloudfront.net`."""
        return f"d{''.join(self._random.choices(_LOWER, k=_LENGTH))}.cloudfront.net"

    def uuid(self) -> str:
        """Ids of policies and stores."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def request_id(self) -> str:
        """The id of one call."""
        return str(uuid.UUID(int=self._requests.getrandbits(128), version=4))
