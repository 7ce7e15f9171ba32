r"""Links that let whoever holds them in until they expire: an HMAC over the path, checked without any lookup.

1. A link has the query parameters `expires` (seconds since the epoch, digits), `signature` and, where they
   apply, `prefix` (the folder that it is good for, `/` at both ends) and `key` (the id of the key that
   signed; without it the first key did). Each stands there once.
2. `signature` is base64url without padding of HMAC-SHA-256 over `SUBJECT "\n" EXPIRES`, with `"\n" IP`
   behind it where links are bound to an address. The HMAC's key is the text of the key file, base64url as it
   is there: a CloudFront Function of runtime 1.0, which checks the same links, cannot turn it into bytes.
3. SUBJECT is the value of `prefix`, else the path, both as they are sent, undecoded. A path that is signed
   alone does not end with `/`: so its signature is never one of a folder.
4. Below a prefix only plain paths in visible ASCII are let in (`edge.auth.paths`): no `..`, hidden or not,
   leaves the folder.
5. A link lets one read (GET, HEAD) while the clock is before `expires`. What else is in the query is not
   signed.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.base64url import decode, encode
from edge.auth.identity import Identity, Refused
from edge.auth.paths import is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.events import Request
    from edge.settings import Table

__all__ = ["Grant", "SignedLinks", "is_link_secret", "read_signed_links", "sign", "without_signature"]

PARAMETERS = ("expires", "signature", "prefix", "key")
SHORTEST_SECRET = 32
"""Bytes that the key's text stands for; below SHA-256's output RFC 2104 (section 3) discourages a key."""
LONGEST_TIME = 11
"""Digits, which is until the year 5138."""


class Grant(NamedTuple):
    """What a link allows: one path, or all below a folder that ends with `/`, until `expires`, to `ip`."""

    subject: str
    expires: int
    ip: str = ""
    """The viewer's address as CloudFront writes it; empty where links are not bound to one."""


class SignedLinks:
    """The scheme `signed-link`."""

    __slots__ = ("_bind_ip", "_default", "_keys", "name")

    def __init__(self, keys: Mapping[str, str], *, bind_ip: bool = False) -> None:
        """Key texts by their ids; the first is that of links which name none."""
        self.name = "signed-link"
        self._keys = dict(keys)
        self._default = next(iter(self._keys))
        self._bind_ip = bind_ip

    def check(self, request: Request, now: float) -> Identity | Refused | None:
        """Whether the request is one that a link allows; None: it has no `signature`."""
        found, once = _parameters(request["querystring"])
        if "signature" not in found:
            return None
        secret = self._keys.get(found.get("key", self._default))
        grant = _grant(request, found, bind_ip=self._bind_ip) if once else None
        if secret is None or grant is None:
            return Refused("malformed" if grant is None else "key")
        given = found["signature"]
        if not given.isascii() or not hmac.compare_digest(sign(secret, grant), given):
            return Refused("signature")
        if now >= grant.expires or request["method"] not in ("GET", "HEAD"):
            return Refused("expired" if now >= grant.expires else "method")
        return Identity("signed-link", {}, self.name, grant.expires)


def read_signed_links(table: Table) -> SignedLinks:
    """The scheme as settings.json has it: `bind_ip`, and `keys`, each with `id` and `secret`.

    Raises:
        SettingsError: a key is absent or wrong; no secret is repeated.
    """
    keys: dict[str, str] = {}
    for entry in table.tables("keys"):
        key_id, secret = entry.text("id"), entry.text("secret")
        if not key_id or key_id in keys:
            raise entry.refuse("id", "an id that no other key has")
        if not is_link_secret(secret):
            raise entry.refuse("secret", f"base64url of {SHORTEST_SECRET} bytes or more")
        entry.end()
        keys[key_id] = secret
    if not keys:
        raise table.refuse("keys", "one key or more")
    bind_ip = table.flag("bind_ip", default=False)
    table.end()
    return SignedLinks(keys, bind_ip=bind_ip)


def is_link_secret(text: str) -> bool:
    """Whether a key's text stands for enough bytes to sign with."""
    secret = decode(text)
    return secret is not None and len(secret) >= SHORTEST_SECRET


def sign(secret: str, grant: Grant) -> str:
    """The signature of a grant: 43 characters."""
    message = f"{grant.subject}\n{grant.expires}" + (f"\n{grant.ip}" if grant.ip else "")
    return encode(hmac.digest(secret.encode(), message.encode(errors="replace"), "sha256"))


def without_signature(querystring: str) -> str:
    """The query without what a link adds to it, for a cache key and an origin that need not know."""
    parts = querystring.split("&")
    return "&".join(part for part in parts if part.partition("=")[0] not in PARAMETERS)


def _parameters(querystring: str) -> tuple[dict[str, str], bool]:
    """Those of a link, undecoded, and whether each stands there once."""
    parts = [part.partition("=") for part in querystring.split("&")]
    ours = [(name, value) for name, _, value in parts if name in PARAMETERS]
    found = dict(ours)
    return found, len(found) == len(ours)


def _grant(request: Request, found: Mapping[str, str], *, bind_ip: bool) -> Grant | None:
    """What the link says that it allows, if this request is within it."""
    path, prefix, expires = request["uri"], found.get("prefix"), found.get("expires", "")
    digits = expires.isascii() and expires.isdecimal() and len(expires) <= LONGEST_TIME
    if not digits or expires.startswith("0"):
        return None
    if prefix is None:
        inside = not path.endswith("/")
    else:
        folder = prefix.startswith("/") and prefix.endswith("/")
        visible = path.isascii() and " " not in path
        inside = folder and path.startswith(prefix) and visible and is_plain(path)
    ip = request["clientIp"] if bind_ip else ""
    return Grant(path if prefix is None else prefix, int(expires), ip) if inside else None
