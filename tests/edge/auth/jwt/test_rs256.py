"""RS256 by the standard library: NIST's vectors, the forgeries of twenty years, and OpenSSL's verdict."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from nist_vectors import cases
from tokens import private_key, signature

from edge.auth.jwt.rs256 import DIGEST_INFO, checker

MESSAGE = b"a message"
DIGEST = hashlib.sha256(MESSAGE).digest()
SIZE = 256
WITHOUT_NULL = bytes.fromhex("302f300b0609608648016503040201") + bytes.fromhex("0420")
LONG_FORM = bytes.fromhex("308131300d060960864801650304020105000420")
SHA1_INFO = bytes.fromhex("3021300906052b0e03021a05000414")


def numbers() -> Any:
    return private_key("RS256").private_numbers()


def signed(block: bytes) -> bytes:
    """What whoever holds the key makes of any block at all."""
    secret = numbers()
    value: int = pow(int.from_bytes(block, "big"), secret.d, secret.public_numbers.n)
    return value.to_bytes(SIZE, "big")


def padded(
    tail: bytes, *, before: bytes = b"\x00\x01", filler: bytes = b"\xff", zero: bytes = b"\x00"
) -> bytes:
    return before + filler * (SIZE - len(before) - len(zero) - len(tail)) + zero + tail


def check(message: bytes, found: bytes) -> bool:
    public = numbers().public_numbers
    return checker(public.n, public.e)(message, found)


def test_the_one_block_that_the_standard_allows_is_accepted() -> None:
    assert check(MESSAGE, signed(padded(DIGEST_INFO + DIGEST)))
    assert check(MESSAGE, signature("RS256", MESSAGE))
    assert not check(MESSAGE + b"!", signature("RS256", MESSAGE))


@pytest.mark.parametrize(
    "block",
    [
        padded(WITHOUT_NULL + DIGEST),
        padded(LONG_FORM + DIGEST),
        padded(SHA1_INFO + hashlib.sha1(MESSAGE, usedforsecurity=False).digest()),
        padded(DIGEST),
        padded(DIGEST_INFO + DIGEST + b"\x00"),
        padded(DIGEST_INFO + DIGEST)[:-1] + b"\x00",
        b"\x00\x01" + b"\xff" * 8 + b"\x00" + DIGEST_INFO + DIGEST + b"\x00" * (SIZE - 11 - 51),
        b"\x00\x01\x00" + DIGEST_INFO + DIGEST + b"\x00" * (SIZE - 3 - 51),
        padded(DIGEST_INFO + DIGEST, before=b"\x00\x02"),
        padded(DIGEST_INFO + DIGEST, before=b"\x00\x00"),
        padded(DIGEST_INFO + DIGEST, filler=b"\xfe"),
        padded(DIGEST_INFO + DIGEST, filler=b"\x00"),
        padded(DIGEST_INFO + DIGEST, zero=b"\xff"),
        padded(DIGEST_INFO + DIGEST, zero=b"\x00\x00"),
        padded(DIGEST_INFO[:-2] + b"\x05\x00" + DIGEST_INFO[-2:] + DIGEST),
        bytes(SIZE),
        bytes(SIZE - 1) + b"\x01",
    ],
    ids=[
        "no NULL in DigestInfo",
        "length in BER's long form",
        "SHA-1",
        "no DigestInfo",
        "a byte behind the digest",
        "last byte changed",
        "short padding, garbage behind (Bleichenbacher 2006)",
        "no padding, garbage behind",
        "block type 2",
        "block type 0",
        "another padding byte",
        "padding of zeros",
        "no zero before DigestInfo",
        "two zeros before DigestInfo",
        "parameters twice",
        "all zeros",
        "one",
    ],
)
def test_every_other_block_is_refused_though_the_key_signed_it(block: bytes) -> None:
    assert len(block) == SIZE
    assert not check(MESSAGE, signed(block))


def test_a_signature_has_the_length_of_the_modulus_and_is_smaller_in_value() -> None:
    good = signature("RS256", MESSAGE)
    above = int.from_bytes(good, "big") + numbers().public_numbers.n
    assert not check(MESSAGE, above.to_bytes(SIZE + 1, "big"))
    if above.bit_length() <= 8 * SIZE:
        assert not check(MESSAGE, above.to_bytes(SIZE, "big"))
    assert not check(MESSAGE, b"\x00" + good)
    assert not check(MESSAGE, good + b"\x00")
    assert not check(MESSAGE, good[:-1])
    assert not check(MESSAGE, b"")


def test_a_value_not_below_the_modulus_is_refused_at_the_same_length() -> None:
    # one that fits: a small signature plus the modulus still has 2,048 bits
    public = numbers().public_numbers
    small = (1 << (8 * SIZE)) - 1 - public.n
    equal = small + public.n
    assert not check(MESSAGE, equal.to_bytes(SIZE, "big"))
    assert not check(MESSAGE, public.n.to_bytes(SIZE, "big"))


@pytest.mark.parametrize(
    ("modulus", "exponent"),
    [
        ((1 << 2047) - 1, 65537),
        ((1 << 2048) - 2, 65537),
        ((1 << 8193) - 1, 65537),
        (0, 65537),
        (-((1 << 2048) - 1), 65537),
        ((1 << 2048) - 1, 1),
        ((1 << 2048) - 1, 0),
        ((1 << 2048) - 1, -3),
        ((1 << 2048) - 1, 65536),
        ((1 << 2048) - 1, (1 << 64) + 1),
    ],
    ids=["short", "even", "long", "zero", "negative", "e=1", "e=0", "e<0", "even e", "long e"],
)
def test_a_key_that_cannot_be_trusted_is_refused(modulus: int, exponent: int) -> None:
    with pytest.raises(ValueError, match=r"^expected an odd "):
        checker(modulus, exponent)


@pytest.mark.parametrize("bits", [2056, 3072, 4096])
def test_longer_keys_check_too(bits: int) -> None:
    public = private_key("RS256", 0, bits).public_key().public_numbers()
    assert checker(public.n, public.e)(MESSAGE, signature("RS256", MESSAGE, 0, bits))


def test_nists_vectors_come_out_as_nist_says() -> None:
    verdicts = {True: 0, False: 0}
    for path in ("RSA/FIPS_186-2/SigVer15_186-3.rsp", "RSA/SigVer15EMTest.txt"):
        for case in cases(path):
            modulus, exponent = case.number("n"), case.number("e")
            if case.values["SHAAlg"] != "SHA256" or modulus.bit_length() < 2048 or exponent >= 1 << 64:
                continue
            size = (modulus.bit_length() + 7) // 8
            found = case.data("S").rjust(size, b"\x00")
            assert checker(modulus, exponent)(case.data("Msg"), found) is case.is_good
            verdicts[case.is_good] += 1
    assert verdicts[True] >= 3
    assert verdicts[False] >= 15


@settings(deadline=None)
@given(message=st.binary(max_size=64), position=st.integers(0, SIZE - 1), change=st.integers(0, 255))
def test_openssl_comes_to_the_same_verdict(message: bytes, position: int, change: int) -> None:
    found = bytearray(signature("RS256", message))
    found[position] ^= change
    key: rsa.RSAPublicKey = private_key("RS256").public_key()
    try:
        key.verify(bytes(found), message, padding.PKCS1v15(), hashes.SHA256())
        expected = True
    except InvalidSignature:
        expected = False
    assert check(message, bytes(found)) is expected is (change == 0)
