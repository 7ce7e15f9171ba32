"""Keys that sign URLs and cookies for CloudFront, as an account has them, and signers that are not ours.

URLs are signed with botocore's signer, which AWS itself ships; so what is verified was made elsewhere.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from cloudfrontier.cloudfront.distribution import PublicKey

KEY_ID = "K2JCJMDEHXQW5F"
SAFE = str.maketrans("+=/", "-_~")


@dataclass(frozen=True)
class SigningKey:
    """A key pair; `hash_name` is what it hashes with, as CloudFront calls it."""

    private: Any
    hash_name: str = "SHA1"
    id: str = KEY_ID

    @property
    def pem(self) -> str:
        encoding, kind = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        found: bytes = self.private.public_key().public_bytes(encoding, kind)
        return found.decode()

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.id, self.pem)

    def sign(self, text: bytes) -> bytes:
        digest = hashes.SHA1() if self.hash_name == "SHA1" else hashes.SHA256()
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            return self.private.sign(text, ec.ECDSA(digest))
        signature: bytes = self.private.sign(text, padding.PKCS1v15(), digest)
        return signature

    def url(self, url: str, *, until: float, policy: str | None = None) -> str:
        """The URL signed by botocore: with a canned policy, or with this custom one."""
        signer = CloudFrontSigner(self.id, self.sign)
        when = None if policy else datetime.fromtimestamp(until, UTC).replace(tzinfo=None)
        signed: str = signer.generate_presigned_url(url, date_less_than=when, policy=policy)
        return signed if self.hash_name == "SHA1" else f"{signed}&Hash-Algorithm={self.hash_name}"

    def cookies(self, policy: str, **others: str) -> str:
        """A `Cookie` header with a custom policy."""
        pairs = {
            "CloudFront-Policy": encoded(policy.encode()),
            "CloudFront-Signature": encoded(self.sign(policy.encode())),
            "CloudFront-Key-Pair-Id": self.id,
            **others,
        }
        return "; ".join(f"{name}={value}" for name, value in pairs.items())


def encoded(data: bytes) -> str:
    """Base64 as CloudFront writes it."""
    return base64.b64encode(data).decode().translate(SAFE)


@cache
def rsa_key(name: str = "ours", *, bits: int = 2048) -> SigningKey:
    """An RSA key; the same name gives the same key."""
    return SigningKey(rsa.generate_private_key(65537, bits), id=KEY_ID if name == "ours" else name)


@cache
def elliptic_key() -> SigningKey:
    """An ECDSA key on P-256 that hashes with SHA-256."""
    return SigningKey(ec.generate_private_key(ec.SECP256R1()), "SHA256")
