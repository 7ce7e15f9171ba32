"""What of our own code a handler's settings never reach, so that neither it nor its packages are in the zip.

A zip holds one of the two loggers, of the ways to sign in those that it has, and the code that asks for
`cryptography` (5 MB) only where a key of an algorithm beyond RS256 is checked. The settings are looked at as
they are baked: a list of `algorithms`, wherever it stands, is one of keys. Where such a module is imported
its absence is handled, so that a zip says of itself what is wrong, and a check of the zip finds nothing
amiss.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edge.auth.jwt.keys import STANDARD_LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["WITH_CRYPTOGRAPHY", "left_out", "needs_cryptography"]

WITH_CRYPTOGRAPHY = "edge.auth.jwt.openssl"
LOGGERS = {"powertools": "edge.logging_powertools", "lean": "edge.logging_lean"}

OF_AUTH = {
    "api_keys": "edge.auth.api_keys",
    "basic": "edge.auth.basic",
    "bearer": "edge.auth.bearer",
    "providers": "edge.auth.oidc.service",
}
"""Tables of `auth` and the modules that only they need; what those import goes with them."""


def left_out(settings: bytes) -> frozenset[str]:
    """Modules that a handler with this settings.json never imports."""
    read = json.loads(settings)
    auth = read["features"].get("auth", {})
    unused = {module for name, module in LOGGERS.items() if name != read["logging"]}
    unused |= {module for name, module in OF_AUTH.items() if not auth.get(name)}
    # where it is needed it comes from wheels, and not from what is installed on this machine
    return frozenset(unused | {"cryptography" if needs_cryptography(settings) else WITH_CRYPTOGRAPHY})


def needs_cryptography(settings: bytes) -> bool:
    """Whether a handler with this settings.json checks keys that the standard library cannot."""
    return not set(_algorithms(json.loads(settings))) <= STANDARD_LIBRARY


def _algorithms(value: object) -> Iterator[str]:
    """Every algorithm that stands in a list of that name, on any level."""
    if isinstance(value, list):
        for item in value:
            yield from _algorithms(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "algorithms" and isinstance(item, list):
                yield from item
            else:
                yield from _algorithms(item)
