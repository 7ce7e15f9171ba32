"""What a viewer shows to be let in: the parameters of a signed URL, or else signed cookies.

1. One reserved name in the query string makes the URL a signed one, and the cookies are not looked at.
2. A name that stands twice is no answer to a question: nothing is shown then.
3. In base64, `-`, `_` and `~` stand for `+`, `=` and `/`.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html,
.../private-content-creating-signed-url-canned-policy.html and
.../private-content-setting-signed-cookie-canned-policy.html (read 2026-04). That
doubled names are refused is UNCERTAIN, and stricter.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.simulator.wire.cookies import cookie_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.message import Request

__all__ = ["RESERVED", "Credentials", "decoded", "shown_by", "unsigned_query"]

RESERVED = ("Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm")
"""Parameters of a signed URL; cookies have the same names with `CloudFront-` before them."""

_PREFIX = "CloudFront-"
_FROM_CLOUDFRONT = str.maketrans("-_~", "+=/")
HashName = Literal["SHA1", "SHA256"]


@dataclass(frozen=True)
class Credentials:
    """What was shown, as text; empty where there is nothing."""

    expires: str = ""
    policy: str = ""
    signature: str = ""
    key_pair_id: str = ""
    hash_algorithm: str = ""
    by_cookies: bool = False

    @property
    def hash_name(self) -> HashName | None:
        """The hash that was signed: SHA1 unless another is named; None for one that is not known."""
        known: dict[str, HashName] = {"": "SHA1", "SHA1": "SHA1", "SHA256": "SHA256"}
        return known.get(self.hash_algorithm)


def shown_by(request: Request) -> Credentials:
    """The credentials of a request; all empty without any."""
    parts = request.querystring.split("&") if request.querystring else []
    pairs = [(name, value) for name, _, value in (part.partition("=") for part in parts)]
    if any(name in RESERVED for name, _ in pairs):
        return _credentials(pairs, by_cookies=False)
    cookies = cookie_pairs(request.headers.get_all("cookie"))
    named = [(name.removeprefix(_PREFIX), value) for name, value in cookies if name.startswith(_PREFIX)]
    return _credentials(named, by_cookies=True)


def unsigned_query(querystring: str) -> str:
    """The query string without the reserved parameters, in its order."""
    return "&".join(part for part in querystring.split("&") if part.partition("=")[0] not in RESERVED)


def decoded(text: str) -> bytes | None:
    """The bytes behind CloudFront's base64; None if it is none."""
    try:
        return base64.b64decode(text.translate(_FROM_CLOUDFRONT), validate=True)
    except (binascii.Error, ValueError):
        return None


def _credentials(pairs: Iterable[tuple[str, str]], *, by_cookies: bool) -> Credentials:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    if any(len(found.get(name, ())) > 1 for name in RESERVED):
        return Credentials(by_cookies=by_cookies)
    expires, policy, signature, key_pair_id, hash_algorithm = (found.get(name, [""])[0] for name in RESERVED)
    return Credentials(expires, policy, signature, key_pair_id, hash_algorithm, by_cookies)
