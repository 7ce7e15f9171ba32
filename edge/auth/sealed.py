"""Small secrets kept in a visitor's cookie, so that nobody but us reads or changes them: seal and open.

The standard library has no authenticated encryption, so this is the generic composition that is proven
secure: encrypt, then MAC (Bellare and Namprempre, 2000), with HMAC-SHA-256 as the function of both.

1. From the key and a purpose (`state`, `refresh`) two keys are derived: HMAC(secret, label || purpose).
2. The stream is HMAC(encryption key, nonce || counter), 32 bytes a block, counter of 4 bytes from 0; it is
   XORed with the text. The nonce is 16 bytes of entropy: with n values sealed under a key, two share a nonce
   with a chance below n**2 / 2**129.
3. The MAC is HMAC(MAC key, length of the context, 8 bytes || context || nonce || ciphertext), whole. The
   context is what the value belongs to, such as the name of its cookie: it is not stored, so a value that was
   moved elsewhere does not open.
4. A token is `s1.<key id>.<base64url of nonce || ciphertext || MAC>`. Nothing is decrypted before the MAC was
   compared in constant time. The length of the text is not hidden.

What it is not: fast, or for large values. A cookie of 2 kB takes 65 HMACs, a tenth of a millisecond.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from edge.auth.base64url import decode, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.session import Key

__all__ = ["NONCE", "open_sealed", "seal"]

VERSION = "s1"
ENCRYPTION = b"cloudfrontier sealed encryption\n"
AUTHENTICATION = b"cloudfrontier sealed authentication\n"
NONCE, BLOCK = 16, 32
"""Bytes."""


def seal(key: Key, purpose: str, context: str, text: bytes, *, nonce: bytes) -> str:
    """The text, sealed for a purpose and a context; `nonce`: 16 bytes that are never used again."""
    ciphertext = _xor(text, _derive(key, ENCRYPTION, purpose), nonce)
    mac = _mac(_derive(key, AUTHENTICATION, purpose), context, nonce + ciphertext)
    return f"{VERSION}.{key.id}.{encode(nonce + ciphertext + mac)}"


def open_sealed(keys: Mapping[str, Key], purpose: str, context: str, token: str) -> bytes | None:
    """The text that one of the keys sealed for this purpose and context; None for anything else."""
    version, _, rest = token.partition(".")
    key_id, _, body = rest.partition(".")
    key, data = keys.get(key_id), decode(body)
    if version != VERSION or key is None or data is None or len(data) < NONCE + BLOCK:
        return None
    sealed, mac = data[:-BLOCK], data[-BLOCK:]
    if not hmac.compare_digest(_mac(_derive(key, AUTHENTICATION, purpose), context, sealed), mac):
        return None
    return _xor(sealed[NONCE:], _derive(key, ENCRYPTION, purpose), sealed[:NONCE])


def _derive(key: Key, label: bytes, purpose: str) -> bytes:
    return hmac.digest(key.secret, label + purpose.encode(), "sha256")


def _mac(key: bytes, context: str, sealed: bytes) -> bytes:
    bound = context.encode()
    return hmac.digest(key, len(bound).to_bytes(8, "big") + bound + sealed, "sha256")


def _xor(text: bytes, key: bytes, nonce: bytes) -> bytes:
    blocks = range(-(-len(text) // BLOCK))
    stream = b"".join(hmac.digest(key, nonce + block.to_bytes(4, "big"), "sha256") for block in blocks)
    number = int.from_bytes(text, "big") ^ int.from_bytes(stream[: len(text)], "big")
    return number.to_bytes(len(text), "big")
