"""Sealed values against a second implementation of their description, and against mutations."""

from __future__ import annotations

import hashlib
from random import Random

import pytest
from edge_support import KEY, OLD_KEY
from hypothesis import given, settings
from hypothesis import strategies as st
from tokens import b64

from edge.auth.sealed import open_sealed, seal

KEYS = {KEY.id: KEY, OLD_KEY.id: OLD_KEY}
NONCE = bytes(range(16))


def hmac_sha256(secret: bytes, message: bytes) -> bytes:
    """RFC 2104, written out."""
    block = secret.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).digest()


def sealed_by_hand(secret: bytes, purpose: str, context: str, text: bytes, nonce: bytes) -> str:
    """As the module describes it, byte by byte."""
    encryption = hmac_sha256(secret, b"cloudfrontier sealed encryption\n" + purpose.encode())
    authentication = hmac_sha256(secret, b"cloudfrontier sealed authentication\n" + purpose.encode())
    stream = b"".join(
        hmac_sha256(encryption, nonce + n.to_bytes(4, "big")) for n in range(len(text) // 32 + 1)
    )
    ciphertext = bytes(one ^ other for one, other in zip(text, stream, strict=False))
    bound = len(context.encode()).to_bytes(8, "big") + context.encode()
    mac = hmac_sha256(authentication, bound + nonce + ciphertext)
    return f"s1.k1.{b64(nonce + ciphertext + mac)}"


@given(
    st.binary(max_size=200), st.text(max_size=20), st.text(max_size=20), st.binary(min_size=16, max_size=16)
)
def test_a_sealed_value_is_as_described(text: bytes, purpose: str, context: str, nonce: bytes) -> None:
    try:
        (purpose + context).encode()
    except UnicodeEncodeError:
        return
    sealed = seal(KEY, purpose, context, text, nonce=nonce)
    assert sealed == sealed_by_hand(KEY.secret, purpose, context, text, nonce)
    assert open_sealed(KEYS, purpose, context, sealed) == text


def test_the_old_key_still_opens_and_a_key_that_was_taken_out_does_not() -> None:
    sealed = seal(OLD_KEY, "p", "c", b"text", nonce=NONCE)
    assert open_sealed(KEYS, "p", "c", sealed) == b"text"
    assert open_sealed({KEY.id: KEY}, "p", "c", sealed) is None


@pytest.mark.parametrize(
    ("purpose", "context"), [("q", "c"), ("p", "d"), ("p", ""), ("", "pc"), ("pc", ""), ("p", "c\n")]
)
def test_a_value_opens_for_its_purpose_and_context_only(purpose: str, context: str) -> None:
    assert open_sealed(KEYS, purpose, context, seal(KEY, "p", "c", b"text", nonce=NONCE)) is None


@pytest.mark.parametrize(
    "token", ["", "s1", "s1.k1", "s1.k1.", "s2.k1.AAAA", "s1.k9.AAAA", "s1.k1." + "A" * 40, "é"]
)
def test_what_is_no_sealed_value_does_not_open(token: str) -> None:
    assert open_sealed(KEYS, "p", "c", token) is None


def test_a_nonce_makes_two_of_one_text() -> None:
    one, other = (seal(KEY, "p", "c", b"x" * 64, nonce=bytes([n]) * 16) for n in (1, 2))
    assert not set(one[6:].split()) & set(other[6:].split())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_of_ten_thousand_mutations_none_opens(seed: int) -> None:
    dice, original = Random(seed), seal(KEY, "p", "c", b"a text of some length, to be changed", nonce=NONCE)
    for _ in range(100):
        place = dice.randrange(len(original))
        kind = dice.choice(("replace", "cut", "put", "tail"))
        char = dice.choice("ABCabc019-_=.")
        token = {
            "replace": original[:place] + char + original[place + 1 :],
            "cut": original[:place] + original[place + 1 :],
            "put": original[:place] + char + original[place:],
            "tail": original[:place],
        }[kind]
        assert token == original or open_sealed(KEYS, "p", "c", token) is None
