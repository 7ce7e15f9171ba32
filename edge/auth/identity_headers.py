"""What an origin is told of the visitor: headers that only we may set, and optionally a proof that we did.

1. Whatever a visitor sends as `x-auth-*` (or `x_auth_*`, which CGI cannot tell apart) is taken away, from
   every request that goes on.
2. Values are visible ASCII: everything else, `%` included, is percent-encoded UTF-8, and in a list also `,`.
3. The signature is for an origin that can be reached past CloudFront. `X-Auth-Signature` is
   `v1.<key id>.<seconds since the epoch>.<mac>`, mac is base64url of HMAC-SHA-256 over the label, the time
   and all other `x-auth-*` headers as `name:value` lines, sorted. Who overhears it may send it again until
   it is too old; over TLS that is the origin itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.auth.base64url import encode
from edge.auth.session import is_key_id
from edge.headers import remove_prefixed, replace
from edge.mac import compare_digest, hmac_sha256
from edge.responses import percent_encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.identity import Identity
    from edge.auth.session import Key
    from edge.events import Headers

__all__ = ["PREFIX", "SIGNATURE", "header_text", "set_identity", "verify_origin_signature"]

PREFIX = "x-auth-"
"""Headers with this prefix are ours alone."""
SUBJECT, SIGNATURE = "X-Auth-Subject", "X-Auth-Signature"
LABEL = b"cloudfrontier origin\n"
LONGEST_VALUE = 2048
"""Characters; a longer value is left out rather than cut, for half a list of groups is another list."""
OLDEST = 60
"""Seconds that a signature is believed by default."""
TEXT = frozenset(map(chr, range(0x21, 0x7F))) - {"%", ","}


def set_identity(
    lines: Headers, identity: Identity | None, headers: Mapping[str, str], *, key: Key | None, now: float
) -> None:
    """Replace every `x-auth-*` header by those of a verified identity; by none where there is nobody.

    headers: names of further headers and the claims they hold; key: signs them for the origin.
    """
    remove_prefixed(lines, PREFIX)
    if identity is None:
        return
    replace(lines, SUBJECT, identity.subject)
    for name, claim in headers.items():
        value = header_text(identity.claims.get(claim))
        if 0 < len(value) <= LONGEST_VALUE:
            replace(lines, name, value)
    if key is not None:
        replace(lines, SIGNATURE, _signature(key, int(now), lines))


def header_text(value: object) -> str:
    """A claim as a header's value; empty for what is no text, number or list of them."""
    if isinstance(value, (list, tuple)):
        return ",".join(text for item in value if (text := header_text(item)))
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (str, int, float)):
        return ""
    return "".join(char if char in TEXT else percent_encode(char) for char in str(value))


def verify_origin_signature(
    headers: Mapping[str, str], keys: Mapping[str, Key], *, now: float, oldest: int = OLDEST
) -> bool:
    """For an origin in Python: whether these headers (names in lower case) were set and signed by us."""
    version, _, rest = headers.get(SIGNATURE.lower(), "").partition(".")
    key_id, _, rest = rest.partition(".")
    time, _, _ = rest.partition(".")
    key = keys.get(key_id)
    if version != "v1" or key is None or not (time.isascii() and time.isdigit() and len(time) < 12):
        return False
    lines: Headers = {
        name: [{"key": name, "value": value}] for name, value in headers.items() if name.startswith(PREFIX)
    }
    expected = _signature(key, int(time), lines)
    signed = compare_digest(expected.encode(), headers[SIGNATURE.lower()].encode())
    return signed and abs(now - int(time)) <= oldest


def _signature(key: Key, time: int, lines: Headers) -> str:
    if not is_key_id(key.id):
        raise ValueError("the id of the key for the origin is none")
    signed = sorted(
        f"{name}:{line['value']}\n"
        for name, found in lines.items()
        if name.startswith(PREFIX) and name != SIGNATURE.lower()
        for line in found
    )
    mac = hmac_sha256(key.secret, LABEL + f"{time}\n{''.join(signed)}".encode())
    return f"v1.{key.id}.{time}.{encode(mac)}"
