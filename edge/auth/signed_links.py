"""Links that let whoever holds them in until they expire: an HMAC over the path, checked without any lookup.

A link is a path and the query parameters

- `expires`: seconds since the epoch, digits;
- `signature`: base64url, without padding, of HMAC-SHA-256 over the message below;
- `prefix` (optional): the folder that the link is good for, with `/` at both ends; without it the link is
  good for its own path only;
- `key` (optional): the id of the key that signed; without it the first key did;
- `ip` (optional): `1` if the link is good for one address only.

The message is `<path>` or `prefix:<prefix>`, a line feed, `<expires>`, and for one address another line feed
and the address as CloudFront writes it. Path and prefix are those of the URL, undecoded. `prefix:` keeps the
signature of a page `/videos/` from being taken for one of the folder `/videos/`.

A link lets one read (GET, HEAD). What else stands in the query is not signed. A parameter that stands twice,
or is spelt in another way, is refused. The same format is checked by a CloudFront Function of this package.
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

__all__ = ["Grant", "SignedLinks", "read_signed_links", "sign", "without_signature"]

PARAMETERS = ("expires", "signature", "prefix", "key", "ip")
SHORTEST_SECRET = 32
"""Bytes; the length of SHA-256's output, below which RFC 2104 (section 3) discourages a key."""
LONGEST_TIME = 11
"""Digits, which is until the year 5138."""


class Grant(NamedTuple):
    """What a link allows: `path` alone or everything below `prefix`, until `expires`, to `ip` or to all."""

    expires: int
    path: str = ""
    prefix: str = ""
    ip: str = ""


class SignedLinks:
    """The scheme `signed-link`."""

    __slots__ = ("_default", "_keys", "name")

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        """Secrets by their ids; the first is that of links which name none."""
        self.name = "signed-link"
        self._keys = dict(keys)
        self._default = next(iter(self._keys))

    def check(self, request: Request, now: float) -> Identity | Refused | None:
        """Whether the request is one that a link allows; None: it has no `signature`."""
        found = _parameters(request["querystring"])
        if found is None:
            return Refused("ambiguous")
        if "signature" not in found:
            return None
        secret = self._keys.get(found.get("key", self._default))
        if secret is None:
            return Refused("key")
        grant = _grant(request, found)
        if grant is None:
            return Refused("malformed")
        given = found["signature"]
        if not given.isascii() or not hmac.compare_digest(sign(secret, grant), given):
            return Refused("signature")
        if now >= grant.expires:
            return Refused("expired")
        if request["method"] not in ("GET", "HEAD"):
            return Refused("method")
        return Identity("signed-link", {}, self.name, grant.expires)


def read_signed_links(table: Table) -> SignedLinks:
    """The scheme as settings.json has it: `keys`, each with `id` and `secret` (base64url, 32 bytes or more).

    Raises:
        SettingsError: a key is absent or wrong; no secret is repeated.
    """
    keys: dict[str, bytes] = {}
    for entry in table.tables("keys"):
        key_id, secret = entry.text("id"), decode(entry.text("secret"))
        if not key_id or key_id in keys:
            raise entry.refuse("id", "an id that no other key has")
        if secret is None or len(secret) < SHORTEST_SECRET:
            raise entry.refuse("secret", f"base64url of {SHORTEST_SECRET} bytes or more")
        entry.end()
        keys[key_id] = secret
    if not keys:
        raise table.refuse("keys", "one key or more")
    table.end()
    return SignedLinks(keys)


def sign(secret: bytes, grant: Grant) -> str:
    """The signature of a grant: 43 characters."""
    what = f"prefix:{grant.prefix}" if grant.prefix else grant.path
    message = f"{what}\n{grant.expires}" + (f"\n{grant.ip}" if grant.ip else "")
    return encode(hmac.digest(secret, message.encode(), "sha256"))


def without_signature(querystring: str) -> str:
    """The query without what a link adds to it, so that it can be part of a cache key."""
    parts = querystring.split("&")
    return "&".join(part for part in parts if part.partition("=")[0] not in PARAMETERS)


def _parameters(querystring: str) -> dict[str, str] | None:
    """Those of a link, undecoded; None where one stands twice beside a signature."""
    parts = [part.partition("=") for part in querystring.split("&")]
    ours = [(name, value) for name, _, value in parts if name in PARAMETERS]
    found = dict(ours)
    return None if "signature" in found and len(found) != len(ours) else found


def _grant(request: Request, found: Mapping[str, str]) -> Grant | None:
    """What the link says that it allows, if this request is within it."""
    expires, prefix, path = found.get("expires", ""), found.get("prefix"), request["uri"]
    if not (expires.isascii() and expires.isdecimal() and len(expires) <= LONGEST_TIME):
        return None
    if expires.startswith("0") or found.get("ip", "1") != "1":
        return None
    ip = request["clientIp"] if "ip" in found else ""
    if prefix is None:
        return Grant(int(expires), path=path, ip=ip)
    inside = prefix.startswith("/") and prefix.endswith("/") and path.startswith(prefix) and is_plain(path)
    return Grant(int(expires), prefix=prefix, ip=ip) if inside else None
