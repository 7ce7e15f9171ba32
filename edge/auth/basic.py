"""Name and password that browsers ask for (RFC 7617): hashes slow to try, and quick to be seen again.

1. An unknown name costs as much as a wrong password: the time says nothing of who has an account.
2. Who was let in is remembered by an HMAC of name and password, under a key that this process made and never
   tells; so a second request takes microseconds, and no password is kept anywhere. A bounded number of them.
3. A refused password is not remembered: guessing stays slow.
"""

from __future__ import annotations

import hmac
from binascii import Error, a2b_base64, b2a_base64
from os import urandom
from typing import TYPE_CHECKING

from edge.auth.identity import Identity, Refused
from edge.auth.passwords import PasswordHash, read_hash
from edge.headers import TOKEN, values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edge.events import Request
    from edge.settings import Table

__all__ = ["Basic", "read_basic"]

LONGEST_VALUE = 1024
MOST_REMEMBERED = 128


class Basic:
    """The scheme `basic`; `challenge` is the value of WWW-Authenticate that makes a browser ask."""

    __slots__ = ("_key", "_nobody", "_remembered", "_users", "challenge", "name")

    def __init__(
        self,
        users: Mapping[str, PasswordHash],
        *,
        realm: str = "Restricted",
        entropy: Callable[[int], bytes] = urandom,
    ) -> None:
        """Hashes by the names of their users; `realm` is what browsers show, visible ASCII."""
        self.name = "basic"
        self.challenge = f'Basic realm="{realm}", charset="UTF-8"'
        self._users = dict(users)
        first = next(iter(self._users.values()))
        # no password has this hash; trying one takes as long as for a user
        self._nobody = first._replace(digest=entropy(len(first.digest)))
        self._key = entropy(32)
        self._remembered: dict[bytes, str] = {}

    def check(self, request: Request, now: float) -> Identity | Refused | None:  # noqa: ARG002  no end in time
        """Whose name and password the request holds; None: it holds none."""
        lines = values(request["headers"], "authorization")
        texts = [line for line in lines if line[:6].lower() == "basic "]
        if not texts:
            return None
        if len(lines) > 1 or len(texts[0]) > LONGEST_VALUE:
            return Refused("ambiguous" if len(lines) > 1 else "oversize")
        pair = _decoded(texts[0][6:].strip(" "))
        if pair is None:
            return Refused("malformed")
        digest = hmac.digest(self._key, pair.encode(), "sha256")
        user = self._remembered.pop(digest, None) or self._user(*pair.split(":", 1))
        if user is None:
            return Refused("password")
        self._remembered[digest] = user
        if len(self._remembered) > MOST_REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        return Identity(user, {}, self.name)

    def _user(self, name: str, password: str) -> str | None:
        """The name, if this is its password."""
        known = self._users.get(name)
        right = (known or self._nobody).matches(password)
        return name if right and known is not None else None


def read_basic(table: Table) -> Basic:
    """The scheme as settings.json has it: `realm`, and `users`, each with `name` and `hash`.

    Raises:
        SettingsError: a key is absent or wrong; no hash is repeated.
    """
    realm = table.text("realm", "Restricted")
    if not (realm.isascii() and realm.isprintable()) or '"' in realm or "\\" in realm:
        raise table.refuse("realm", "visible ASCII without quotes and backslashes")
    users: dict[str, PasswordHash] = {}
    for entry in table.tables("users"):
        name = entry.text("name")
        if not name or not TOKEN.union("@").issuperset(name) or name in users:
            raise entry.refuse("name", "a name of letters, digits, `-`, `_`, `.`, `@`, ... that no other has")
        try:
            users[name] = read_hash(entry.text("hash"))
        except ValueError as error:
            raise entry.refuse("hash", f"a password's hash: {error}") from None
        entry.end()
    if not users:
        raise table.refuse("users", "one user or more")
    table.end()
    return Basic(users, realm=realm)


def _decoded(text: str) -> str | None:
    """`name:password` from its base64; None for anything else, or if a control character is in it."""
    try:
        data = a2b_base64(text.encode("ascii"))
        pair = data.decode()
    except (Error, UnicodeError):
        return None
    canonical = b2a_base64(data, newline=False).decode("ascii") == text
    # control characters are ruled out by RFC 7617, section 2
    controls = any(char < " " or char == "\x7f" for char in pair)
    return pair if canonical and ":" in pair and not controls else None
