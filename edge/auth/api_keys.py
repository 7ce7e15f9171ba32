"""API keys: a long random text in a header, known here by its SHA-256 only.

A key of 256 random bits cannot be guessed, so its digest needs neither salt nor work factor; what can be read
in the zip lets nobody in. The digest is looked up in a table: how long that takes says nothing of the key,
since nobody can choose the first bytes of a digest.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.identity import Identity, Refused
from edge.headers import TOKEN, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edge.events import Request
    from edge.settings import Table

__all__ = ["ApiKey", "ApiKeys", "read_api_keys"]

HEADER = "x-api-key"
LONGEST_KEY = 512
HEX = frozenset("0123456789abcdef")


class ApiKey(NamedTuple):
    """A key that was given out: to whom, what its SHA-256 is, and until when (seconds since the epoch)."""

    name: str
    digest: bytes
    expires: float | None = None


class ApiKeys:
    """The scheme `api-key`."""

    __slots__ = ("_header", "_keys", "name")

    def __init__(self, keys: Iterable[ApiKey], *, header: str = HEADER) -> None:
        self.name = "api-key"
        self._header = header.lower()
        self._keys = {key.digest: key for key in keys}

    def check(self, request: Request, now: float) -> Identity | Refused | None:
        """Whose key the header holds, its name as the subject; None: there is no such header."""
        found = values(request["headers"], self._header)
        if not found:
            return None
        if len(found) > 1 or len(found[0]) > LONGEST_KEY:
            return Refused("malformed")
        key = self._keys.get(sha256(found[0].encode(errors="replace")).digest())
        if key is None:
            return Refused("key")
        if key.expires is not None and now >= key.expires:
            return Refused("expired")
        return Identity(key.name, {}, self.name, key.expires)


def read_api_keys(table: Table) -> ApiKeys:
    """The scheme as settings.json has it: `header`, and `keys`, each with `name`, `sha256` and `expires`.

    `sha256` is 64 hexadecimal digits; `expires` is seconds since the epoch, 0 for a key without an end.

    Raises:
        SettingsError: a key is absent or wrong.
    """
    header = table.text("header", HEADER)
    if not header or not TOKEN.issuperset(header):
        raise table.refuse("header", "the name of a header")
    keys: dict[bytes, ApiKey] = {}
    for entry in table.tables("keys"):
        name, digits = entry.text("name"), entry.text("sha256")
        if not name or not TOKEN.issuperset(name):
            raise entry.refuse("name", "a name of letters, digits, `-`, `_`, ...")
        if len(digits) != 64 or not HEX.issuperset(digits) or bytes.fromhex(digits) in keys:
            raise entry.refuse("sha256", "64 hexadecimal digits in lower case that no other key has")
        expires = entry.integer("expires", 0)
        entry.end()
        keys[bytes.fromhex(digits)] = ApiKey(name, bytes.fromhex(digits), expires or None)
    if not keys:
        raise table.refuse("keys", "one key or more")
    table.end()
    return ApiKeys(keys.values(), header=header)
