"""CloudFront's own signed cookies, minted for somebody who is signed in: large files need no function then.

A behavior with a trusted key group checks these cookies itself, before any cache and without Lambda@Edge. A
*canned* policy allows one URL until a time; a *custom* one may hold wildcards, a beginning and an address.
Both are JSON without spaces, hashed with SHA-1 unless a fourth cookie says SHA-256, signed with RSA, and
written in base64 with `-`, `_` and `~` for `+`, `=` and `/`.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-canned-policy.html
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
(both read in copies of 2026-11; SHA-256 is newer than the copies of 2026-04, so SHA-1 is the default here as
it is CloudFront's).
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from os import urandom
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.rsa_signing import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from edge.auth.rsa_signing import Hash, PrivateKey

__all__ = ["CookieSigner", "Policy"]

TO_CLOUDFRONT = bytes.maketrans(b"+=/", b"-_~")
HASH_NAMES: dict[Hash, str] = {"sha1": "SHA1", "sha256": "SHA256"}


class Policy(NamedTuple):
    """What cookies allow: a URL, in custom policies with `*` and `?`, until `expires` (epoch seconds)."""

    resource: str
    expires: int
    starts: int = 0
    """Epoch seconds; 0: at once."""
    ip: str = ""
    """An IPv4 address or range; empty: from anywhere."""


class CookieSigner:
    """Mints cookies with the private key of a public key in CloudFront, `key_pair_id` being that one's id."""

    __slots__ = ("_entropy", "_hash", "_key", "_key_pair_id")

    def __init__(
        self,
        key_pair_id: str,
        key: PrivateKey,
        *,
        hash_name: Hash = "sha1",
        entropy: Callable[[int], bytes] = urandom,
    ) -> None:
        self._key_pair_id = key_pair_id
        self._key = key
        self._hash: Hash = hash_name
        self._entropy = entropy

    def canned(self, resource: str, expires: int) -> list[tuple[str, str]]:
        """Names and values of the cookies that allow one URL, without wildcards.

        Raises:
            ValueError: the URL is no visible ASCII, or has a wildcard; also of `custom`, but for wildcards.
        """
        if "*" in resource:
            raise ValueError("a canned policy allows one URL: a `*` needs a custom policy")
        text = _policy_text(Policy(resource, expires))
        return [("CloudFront-Expires", str(expires)), *self._signature(text)]

    def custom(self, policy: Policy) -> list[tuple[str, str]]:
        """Names and values of the cookies that allow what a policy says."""
        text = _policy_text(policy)
        return [("CloudFront-Policy", _encode(text)), *self._signature(text)]

    def _signature(self, text: bytes) -> list[tuple[str, str]]:
        signature = sign(self._key, text, hash_name=self._hash, entropy=self._entropy)
        cookies = [
            ("CloudFront-Signature", _encode(signature)),
            ("CloudFront-Key-Pair-Id", self._key_pair_id),
        ]
        # CloudFront takes SHA-1 where nothing is said
        if self._hash != "sha1":
            cookies.append(("CloudFront-Hash-Algorithm", HASH_NAMES[self._hash]))
        return cookies


def _policy_text(policy: Policy) -> bytes:
    """The statement in the order and without the spaces that CloudFront makes of a canned policy."""
    resource = policy.resource
    if not (resource.isascii() and resource.isprintable()) or set(resource) & set(' "\\'):
        raise ValueError("expected a URL in visible ASCII, without quotes and backslashes")
    condition: dict[str, object] = {"DateLessThan": {"AWS:EpochTime": policy.expires}}
    if policy.ip:
        condition["IpAddress"] = {"AWS:SourceIp": policy.ip if "/" in policy.ip else f"{policy.ip}/32"}
    if policy.starts:
        condition["DateGreaterThan"] = {"AWS:EpochTime": policy.starts}
    statement = {"Statement": [{"Resource": resource, "Condition": condition}]}
    return json.dumps(statement, separators=(",", ":")).encode("ascii")


def _encode(data: bytes) -> str:
    return b2a_base64(data, newline=False).translate(TO_CLOUDFRONT).decode("ascii")
