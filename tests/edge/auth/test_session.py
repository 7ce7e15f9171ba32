"""Session tokens, against a second implementation of their format and against mutations."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest
from edge_support import KEY, NOW, OLD_KEY, mutated_token, session_token
from hypothesis import given
from hypothesis import strategies as st

from edge.auth.session import (
    CLOCK_SKEW,
    LONGEST_TOKEN,
    Key,
    Refusal,
    Session,
    SessionError,
    decode_secret,
    mint,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

KEYS = {KEY.id: KEY, OLD_KEY.id: OLD_KEY}
CHARACTERS = st.characters(min_codepoint=0x20, max_codepoint=0x17F)


def base64url(data: bytes) -> str:
    return b64encode(data).decode().replace("+", "-").replace("/", "_").rstrip("=")


def hmac_sha256(secret: bytes, message: bytes) -> bytes:
    """RFC 2104, written out."""
    block = secret.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).digest()


def token_of(payload: Any, *, key: Key = KEY, label: bytes = b"cloudfrontier session\n") -> str:
    """A token as the format's description says, made without the code under test."""
    text = payload if isinstance(payload, str) else base64url(json.dumps(payload).encode())
    signed = f"v1.{key.id}.{text}"
    return f"{signed}.{base64url(hmac_sha256(key.secret, label + signed.encode()))}"


GOOD = {"sub": "mira", "iat": NOW, "exp": NOW + 60}


def test_a_minted_session_is_verified() -> None:
    token = mint(KEY, "mira", now=NOW + 0.9, lifetime=60, session_id="s-1")
    assert verify(token, KEYS, now=NOW + 30) == Session("mira", NOW, NOW + 60, "s-1", "k1")


def test_a_token_of_another_implementation_is_verified() -> None:
    assert verify(token_of(GOOD), KEYS, now=NOW) == Session("mira", NOW, NOW + 60, "", "k1")


def test_members_that_a_later_version_adds_are_ignored() -> None:
    assert isinstance(verify(token_of({**GOOD, "groups": ["staff"]}), KEYS, now=NOW), Session)


def test_keys_rotate_without_signing_anyone_out() -> None:
    old = session_token(key=OLD_KEY)
    assert isinstance(verify(old, KEYS, now=NOW), Session)
    assert verify(old, {KEY.id: KEY}, now=NOW) == Refusal("key")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (NOW - CLOCK_SKEW - 1, "future"),
        (NOW - CLOCK_SKEW, "mira"),
        (NOW, "mira"),
        (NOW + 59.99, "mira"),
        (NOW + 60, "expired"),
        (NOW + 10**9, "expired"),
    ],
)
def test_a_session_is_good_up_to_its_last_second(at: float, expected: str) -> None:
    verdict = verify(token_of(GOOD), KEYS, now=at)
    assert (verdict.reason if isinstance(verdict, Refusal) else verdict.subject) == expected


def change(part: int, edit: Callable[[str], str]) -> str:
    parts = token_of(GOOD).split(".")
    parts[part] = edit(parts[part])
    return ".".join(parts)


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ("", "malformed"),
        ("v1.k1", "malformed"),
        ("....", "malformed"),
        (token_of(GOOD) + ".x", "malformed"),
        (change(2, lambda text: text + "é"), "malformed"),
        (change(0, lambda _: "v2"), "version"),
        (change(0, lambda _: ""), "version"),
        (change(1, lambda _: "k9"), "key"),
        (change(1, lambda _: "k0"), "signature"),
        (change(2, lambda text: text + "="), "signature"),
        (change(2, lambda _: base64url(json.dumps({**GOOD, "sub": "root"}).encode())), "signature"),
        (change(3, lambda _: ""), "signature"),
        (change(3, lambda text: text + "="), "signature"),
        (change(3, lambda text: text.replace("-", "+").replace("_", "/") + "="), "signature"),
        (token_of(GOOD, label=b""), "signature"),
        (token_of(GOOD, key=Key("k1", b"x" * 32)), "signature"),
        ("v1.k1." + "A" * LONGEST_TOKEN, "oversize"),
        (token_of(""), "payload"),
        (token_of("e30="), "payload"),
        (token_of("e31"), "payload"),
        (token_of([]), "payload"),
        (token_of(None), "payload"),
        (token_of({}), "payload"),
        (token_of({**GOOD, "sub": ""}), "payload"),
        (token_of({**GOOD, "sub": 7}), "payload"),
        (token_of({**GOOD, "sub": "a\r\nx-role: root"}), "payload"),
        (token_of({**GOOD, "sub": "mé"}), "payload"),
        (token_of({**GOOD, "sub": "m" * 257}), "payload"),
        (token_of({**GOOD, "sid": 7}), "payload"),
        (token_of({**GOOD, "exp": True}), "payload"),
        (token_of({**GOOD, "exp": float(NOW + 60)}), "payload"),
        (token_of({**GOOD, "exp": float("inf")}), "payload"),
        (token_of({**GOOD, "iat": None}), "payload"),
    ],
)
def test_a_token_that_proves_nothing_is_refused_with_a_word(token: str, reason: str) -> None:
    assert verify(token, KEYS, now=NOW) == Refusal(reason)


def test_a_signature_has_one_spelling() -> None:
    token = token_of(GOOD)
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(token[-1])
    # 32 bytes are 43 characters, the last of which has two bits to spare: three more decode to the same bytes
    spellings = [
        token[:-1] + char for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    ]
    accepted = [text for text in spellings if isinstance(verify(text, KEYS, now=NOW), Session)]
    assert accepted == [spellings[last]]


def test_the_longest_session_that_can_be_minted_is_accepted() -> None:
    key = Key("k" * 64, KEY.secret)
    token = mint(key, '"' * 256, now=NOW, lifetime=10**9, session_id="\\" * 256)
    assert isinstance(verify(token, {key.id: key}, now=NOW), Session)


@given(st.randoms(use_true_random=False), st.sampled_from(["mira", "x", "auth0|64f"]))
def test_a_mutated_session_is_refused(dice: Random, subject: str) -> None:
    original = session_token(subject)
    token = mutated_token(original, dice)
    assert token == original or isinstance(verify(token, KEYS, now=NOW), Refusal)


@given(st.text(CHARACTERS, max_size=60), st.text(CHARACTERS, max_size=60))
def test_what_can_be_minted_is_verified_and_nothing_else_is_minted(subject: str, session_id: str) -> None:
    try:
        token = mint(KEY, subject, now=NOW, lifetime=60, session_id=session_id)
    except SessionError:
        assert (
            not subject
            or not (subject + session_id).isascii()
            or " " in subject + session_id
            or "\x7f" in (subject + session_id)
        )
    else:
        assert verify(token, KEYS, now=NOW) == Session(subject, NOW, NOW + 60, session_id, "k1")


@pytest.mark.parametrize("lifetime", [0, -1])
def test_a_session_that_is_over_at_once_is_not_minted(lifetime: int) -> None:
    with pytest.raises(SessionError, match="lifetime"):
        mint(KEY, "mira", now=NOW, lifetime=lifetime)


@pytest.mark.parametrize("key_id", ["", "a.b", "a b", "k" * 65])
def test_a_key_id_that_would_break_a_token_is_refused(key_id: str) -> None:
    with pytest.raises(SessionError, match="id"):
        mint(Key(key_id, KEY.secret), "mira", now=NOW, lifetime=60)


@pytest.mark.parametrize(
    "text", ["", "AAAA", base64url(b"x" * 31), base64url(b"x" * 32) + "=", "+" * 43, "é" * 43]
)
def test_a_secret_that_is_short_or_misspelt_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(SessionError) as refused:
        decode_secret(text)
    assert not text or text not in str(refused.value)


def test_a_secret_is_read_and_never_shown() -> None:
    assert decode_secret(base64url(KEY.secret)) == KEY.secret
    assert repr(KEY) == "Key(id='k1')"
