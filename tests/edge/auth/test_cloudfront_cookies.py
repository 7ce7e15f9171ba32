"""CloudFront's signed cookies: what boto's own signer makes of the same key, and what OpenSSL says."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from hypothesis import given, settings
from hypothesis import strategies as st
from tokens import private_key

from edge.auth.cloudfront_cookies import CookieSigner, Policy
from edge.auth.rsa_signing import PrivateKeyError, read_private_key, sign

URL = "https://d111111abcdef8.cloudfront.net/videos/a.mp4"
EXPIRES = 1_795_000_000
HASHES: dict[str, Any] = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}
FORMATS = {
    "PKCS#1": serialization.PrivateFormat.TraditionalOpenSSL,
    "PKCS#8": serialization.PrivateFormat.PKCS8,
}


def pem(form: str = "PKCS#8", key: Any = None, *, secret: bytes = b"") -> str:
    encryption = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    source = key or private_key("RS256")
    data: bytes = source.private_bytes(serialization.Encoding.PEM, FORMATS[form], encryption)
    return data.decode()


def decoded(text: str) -> bytes:
    return b64decode(text.translate(str.maketrans("-_~", "+=/")), validate=True)


def by_boto(resource: str, **named: Any) -> str:
    def rsa_signer(message: bytes) -> bytes:
        return bytes(private_key("RS256").sign(message, padding.PKCS1v15(), hashes.SHA1()))

    return str(CloudFrontSigner("K2JCJMDEHXQW5F", rsa_signer).generate_presigned_url(resource, **named))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("bits", [2048, 2056, 3072])
@pytest.mark.parametrize("name", HASHES)
def test_a_signature_is_openssls_own(form: str, bits: int, name: Any) -> None:
    secret = private_key("RS256", 0, bits)
    key = read_private_key(pem(form, secret))
    found = sign(key, b"a message", hash_name=name)
    assert found == secret.sign(b"a message", padding.PKCS1v15(), HASHES[name])


@settings(deadline=None, max_examples=20)
@given(message=st.binary(max_size=80), seed=st.binary(min_size=8, max_size=8))
def test_blinding_changes_nothing_of_a_signature(message: bytes, seed: bytes) -> None:
    key = read_private_key(pem())
    found = sign(key, message, hash_name="sha256", entropy=lambda size: (seed * size)[:size])
    private_key("RS256").public_key().verify(found, message, padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "canary",
        pem().replace("PRIVATE", "PUBLIC"),
        pem().replace("-----END", "-----FIN"),
        pem()[:-200] + "-----END PRIVATE KEY-----",
        pem(secret=b"canary"),
        pem("PKCS#1", secret=b"canary"),
        pem(key=ec.generate_private_key(ec.SECP256R1())),
        "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----",
        pem("PKCS#1").replace("RSA PRIVATE", "PRIVATE"),
        pem(key=private_key("RS256", 0, 1024)),
    ],
    ids=[
        "empty",
        "text",
        "public",
        "no end",
        "cut",
        "encrypted",
        "encrypted PKCS#1",
        "elliptic",
        "no base64",
        "nothing",
        "no numbers",
        "mislabelled",
        "1,024 bits",
    ],
)
def test_what_is_no_usable_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(PrivateKeyError, match=r"^expected ") as caught:
        read_private_key(text)
    assert "canary" not in str(caught.value)


def test_a_key_is_never_printed() -> None:
    key = read_private_key(pem())
    assert repr(key) == "PrivateKey(bits=2048)"


def test_numbers_that_do_not_belong_together_sign_nothing() -> None:
    key = read_private_key(pem())
    with pytest.raises(PrivateKeyError, match="do not belong together"):
        sign(key._replace(coefficient=key.coefficient + 1), b"x", hash_name="sha1")


def test_canned_cookies_are_those_that_boto_signs() -> None:
    signer = CookieSigner("K2JCJMDEHXQW5F", read_private_key(pem()))
    cookies = dict(signer.canned(URL, EXPIRES))
    url = by_boto(URL, date_less_than=datetime.fromtimestamp(EXPIRES, UTC).replace(tzinfo=None))
    assert url == (
        f"{URL}?Expires={cookies['CloudFront-Expires']}&Signature={cookies['CloudFront-Signature']}"
        f"&Key-Pair-Id={cookies['CloudFront-Key-Pair-Id']}"
    )


@pytest.mark.parametrize(
    "policy",
    [
        Policy("https://*/videos/*", EXPIRES),
        Policy(URL, EXPIRES, starts=EXPIRES - 60),
        Policy(URL, EXPIRES, ip="203.0.113.7"),
        Policy(URL, EXPIRES, EXPIRES - 60, "203.0.113.0/24"),
    ],
    ids=["wildcard", "start", "address", "all"],
)
def test_custom_cookies_are_those_that_boto_signs(policy: Policy) -> None:
    cookies = dict(CookieSigner("K2JCJMDEHXQW5F", read_private_key(pem())).custom(policy))
    text = CloudFrontSigner("", None).build_policy(
        policy.resource,
        datetime.fromtimestamp(policy.expires, UTC).replace(tzinfo=None),
        datetime.fromtimestamp(policy.starts, UTC).replace(tzinfo=None) if policy.starts else None,
        policy.ip or None,
    )
    assert decoded(cookies["CloudFront-Policy"]).decode() == text
    assert f"Signature={cookies['CloudFront-Signature']}" in by_boto(URL, policy=text)


def test_another_hash_is_named_in_a_fourth_cookie() -> None:
    signer = CookieSigner("K2JCJMDEHXQW5F", read_private_key(pem()), hash_name="sha256")
    cookies = dict(signer.custom(Policy(URL, EXPIRES)))
    assert cookies["CloudFront-Hash-Algorithm"] == "SHA256"
    text, found = (decoded(cookies[f"CloudFront-{name}"]) for name in ("Policy", "Signature"))
    private_key("RS256").public_key().verify(found, text, padding.PKCS1v15(), hashes.SHA256())
    assert json.loads(text)["Statement"][0]["Resource"] == URL


@pytest.mark.parametrize(
    "resource", ['https://a/"', "https://a/\\", "https://a/ b", "https://a/é", "https://a/\n"]
)
def test_a_resource_that_would_break_the_policy_is_refused(resource: str) -> None:
    with pytest.raises(ValueError, match="expected a URL"):
        CookieSigner("K", read_private_key(pem())).custom(Policy(resource, EXPIRES))


def test_a_wildcard_needs_a_custom_policy() -> None:
    with pytest.raises(ValueError, match="custom policy"):
        CookieSigner("K", read_private_key(pem())).canned("https://a/*", EXPIRES)
