"""Public keys of key groups and what they verify: RSA 2048, and ECDSA on P-256, over SHA-1 or SHA-256.

The mathematics are those of the `cryptography` package, which is in the extra `signed`: only a distribution
with trusted key groups needs it.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
(read 2026-10).
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import MissingToolError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.distribution import PublicKey
    from cloudfrontier.simulator.signature.credentials import HashName

__all__ = ["check_keys", "is_signed_by"]

_RSA_BITS = 2048
_PRIMITIVES = "cryptography.hazmat.primitives"


def check_keys(keys: Iterable[PublicKey]) -> None:
    """Load every key, so that a mistake shows before the first request.

    Raises:
        MissingToolError: there are keys, and `cryptography` is not installed.
        UsageError: a text is no PEM of a public key that CloudFront takes.
    """
    for key in keys:
        if find_spec("cryptography") is None:
            needed = "trusted key groups need `cryptography`; run `pip install 'cloudfrontier[signed]'`"
            raise MissingToolError(needed)
        unsupported = import_module("cryptography.exceptions").UnsupportedAlgorithm
        try:
            loaded = _loaded(key.pem)
        except (TypeError, ValueError, unsupported):
            raise UsageError(f"public key {key.id}: no PEM of a public key") from None
        size = getattr(loaded, "key_size", 0)
        curve = getattr(getattr(loaded, "curve", None), "name", "")
        is_rsa = hasattr(loaded, "public_numbers") and not curve
        if curve != "secp256r1" and not (is_rsa and size == _RSA_BITS):
            seen = (
                f"a key on {curve}" if curve else f"a key of {size} bits" if is_rsa else "another kind of key"
            )
            raise UsageError(f"public key {key.id}: {seen}; CloudFront takes RSA 2048 and ECDSA P-256")


def is_signed_by(key: PublicKey, text: bytes, signature: bytes, *, hash_name: HashName) -> bool:
    """Whether the signature over the text is one of this key's; the key was checked."""
    loaded = _loaded(key.pem)
    invalid = import_module("cryptography.exceptions").InvalidSignature
    hashes: Any = import_module(f"{_PRIMITIVES}.hashes")
    digest = hashes.SHA256() if hash_name == "SHA256" else hashes.SHA1()
    try:
        if hasattr(loaded, "curve"):
            ecdsa = import_module(f"{_PRIMITIVES}.asymmetric.ec").ECDSA(digest)
            loaded.verify(signature, text, ecdsa)
        else:
            padding = import_module(f"{_PRIMITIVES}.asymmetric.padding").PKCS1v15()
            loaded.verify(signature, text, padding, digest)
    except invalid:
        return False
    return True


@lru_cache(maxsize=64)
def _loaded(pem: str) -> Any:
    return import_module(f"{_PRIMITIVES}.serialization").load_pem_public_key(pem.encode())
