"""PS256, ES256, ES384 and EdDSA: NIST's vectors, and signatures that others were caught accepting."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from nist_vectors import cases, lines
from tokens import private_key, signature

from edge.auth.jwt.openssl import checker

MESSAGE = b"a message"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SECTIONS = {"[P-256,SHA-256]": ("ES256", 32), "[P-384,SHA-384]": ("ES384", 48)}


def numbers(algorithm: str) -> tuple[bytes, ...]:
    public = private_key(algorithm).public_key()
    if algorithm == "EdDSA":
        return (public.public_bytes_raw(),)
    values = public.public_numbers()
    if algorithm == "PS256":
        return values.n.to_bytes(256, "big"), values.e.to_bytes(3, "big")
    size = 32 if algorithm == "ES256" else 48
    return values.x.to_bytes(size, "big"), values.y.to_bytes(size, "big")


@pytest.mark.parametrize("algorithm", ["PS256", "ES256", "ES384", "EdDSA"])
def test_a_signature_is_accepted_for_its_message_and_at_its_length_only(algorithm: str) -> None:
    check, good = checker(algorithm, numbers(algorithm)), signature(algorithm, MESSAGE)
    assert check(MESSAGE, good)
    for wrong in (b"", b"\x00" * len(good), good[:-1], good + b"\x00", b"\x00" + good, good[::-1]):
        assert not check(MESSAGE, wrong)
    assert not check(MESSAGE + b"!", good)
    flipped = bytearray(good)
    flipped[0] ^= 1
    assert not check(MESSAGE, bytes(flipped))


def test_numbers_of_an_ecdsa_signature_lie_between_nothing_and_the_order() -> None:
    check, good = checker("ES256", numbers("ES256")), signature("ES256", MESSAGE)
    r, s = good[:32], good[32:]
    zero, order = bytes(32), P256_ORDER.to_bytes(32, "big")
    for wrong in (zero + s, r + zero, zero + zero, order + s, r + order, order + order, b"\xff" * 64):
        assert not check(MESSAGE, wrong)
    # RFC 7518 does not ask for the smaller s; both numbers prove the same
    other = (P256_ORDER - int.from_bytes(s, "big")).to_bytes(32, "big")
    assert check(MESSAGE, r + other)


def test_a_signature_in_der_is_no_signature_of_a_token() -> None:
    key = private_key("ES256")
    assert not checker("ES256", numbers("ES256"))(MESSAGE, key.sign(MESSAGE, ec.ECDSA(hashes.SHA256())))


@pytest.mark.parametrize(
    ("algorithm", "wrong"),
    [
        ("ES256", (bytes(32), bytes(32))),
        ("ES256", (b"\x01" * 32, b"\x02" * 32)),
        ("ES256", (b"\x00" * 33, b"\x00" * 32)),
        ("ES384", (b"\x01" * 32, b"\x01" * 32)),
        ("EdDSA", (b"\x01" * 31,)),
        ("EdDSA", (b"\x01" * 33,)),
        ("PS256", (b"\xff" * 128, b"\x01\x00\x01")),
        ("PS256", (b"\xff" * 256, b"\x01")),
    ],
    ids=["infinity", "off the curve", "long", "short", "short x", "long x", "1,024 bits", "e=1"],
)
def test_numbers_that_make_no_key_are_refused(algorithm: str, wrong: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        checker(algorithm, wrong)


@pytest.mark.parametrize("salt", [0, 20, 31, 33, 64, 222])
def test_ps256_takes_a_salt_of_32_bytes_and_no_other(salt: int) -> None:
    scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=salt)
    found = private_key("PS256").sign(MESSAGE, scheme, hashes.SHA256())
    assert not checker("PS256", numbers("PS256"))(MESSAGE, found)


def test_ps256_takes_sha_256_in_both_places_and_nothing_else() -> None:
    check = checker("PS256", numbers("PS256"))
    mixed = padding.PSS(mgf=padding.MGF1(hashes.SHA1()), salt_length=32)
    assert not check(MESSAGE, private_key("PS256").sign(MESSAGE, mixed, hashes.SHA256()))
    assert not check(MESSAGE, signature("RS256", MESSAGE))
    assert not checker("PS256", numbers("PS256"))(MESSAGE, private_key("PS256").sign(
        MESSAGE, padding.PSS(mgf=padding.MGF1(hashes.SHA512()), salt_length=32), hashes.SHA512()
    ))  # fmt: skip


def test_nists_ecdsa_vectors_come_out_as_nist_says() -> None:
    verdicts = {True: 0, False: 0}
    for case in cases("ECDSA/FIPS_186-3/SigVer.rsp"):
        if case.section not in SECTIONS:
            continue
        algorithm, size = SECTIONS[case.section]
        x, y, r, s = (case.number(name).to_bytes(size, "big") for name in ("Qx", "Qy", "R", "S"))
        try:
            accepted = checker(algorithm, (x, y))(case.data("Msg"), r + s)
        except ValueError:
            accepted = False  # "Q changed": it is no point of the curve
        assert accepted is case.is_good
        verdicts[case.is_good] += 1
    assert verdicts[True] >= 2
    assert verdicts[False] >= 20


def test_nists_pss_vectors_are_refused_for_their_short_salt() -> None:
    count = 0
    for case in cases("RSA/FIPS_186-2/SigVerPSS_186-3.rsp"):
        modulus, exponent = case.number("n"), case.number("e")
        if case.values["SHAAlg"] != "SHA256" or modulus.bit_length() < 2048 or exponent >= 1 << 64:
            continue
        size = (modulus.bit_length() + 7) // 8
        check = checker("PS256", (case.data("n"), exponent.to_bytes(8, "big")))
        assert not check(case.data("Msg"), case.data("S").rjust(size, b"\x00"))
        count += 1
    assert count >= 10


def test_the_vectors_of_ed25519_are_accepted_and_with_one_bit_changed_refused() -> None:
    for number, line in enumerate(lines("Ed25519/sign.input")):
        if number % 8:
            continue
        _, key, message, signed, _ = line.split(":")
        check, data = checker("EdDSA", (bytes.fromhex(key),)), bytes.fromhex(message)
        found = bytearray.fromhex(signed)[:64]
        assert check(data, bytes(found))
        found[number % 64] ^= 1 << (number % 8)
        assert not check(data, bytes(found))
