"""What is signed with RSA: the client's assertion and CloudFront's cookies, checked by others' code."""

from __future__ import annotations

import json
from base64 import b64decode
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from edge_support import NOW
from fake_provider import CLIENT, DISCOVERY, one_value
from sign_in_browser import Browser, location, site
from tokens import jwk, private_key

from edge.auth.jwt import Issuer, KeySet, Verifier
from edge.auth.oidc.exchange import UnavailableError
from edge.headers import values

if TYPE_CHECKING:
    from edge.auth.oidc.provider import SecretPlace

PLACE = {"service": "secretsmanager", "name": "shop/key", "region": "eu-west-1", "field": ""}
FILES = {"key_pair_id": "K2JCJMDEHXQW5F", "resource": "https://www.shop.example/videos/*", "secret": PLACE}


def pem(kind: str = "PKCS8") -> str:
    """The key of the tests in PEM."""
    form = getattr(serialization.PrivateFormat, kind)
    key = private_key("RS256", 7)
    return str(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode())


def read_key(_: SecretPlace, kind: str = "PKCS8") -> str:
    return pem(kind)


@pytest.mark.parametrize("kind", ["PKCS8", "TraditionalOpenSSL"])
def test_a_client_proves_itself_with_a_private_key(kind: str) -> None:
    provider = {"client_authentication": "private_key_jwt", "secret": PLACE, "key_id": "RS256-7"}
    at = site(provider=provider, read_secret=partial(read_key, kind=kind))
    assert location(Browser(at).sign_in()) == "/members/"
    sent = one_value(at.provider.asked[0].body.decode())
    assert sent["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    issuer = Issuer(CLIENT, KeySet({"keys": [jwk("RS256", 7)]}, ("RS256",)), (DISCOVERY["token_endpoint"],))
    claims = Verifier([issuer]).verify(sent["client_assertion"], NOW)
    assert (claims["sub"], claims["iat"], claims["exp"]) == (CLIENT, NOW, NOW + 60)
    assert len(str(claims["jti"])) >= 22


def test_an_assertion_is_used_once() -> None:
    at = site(provider={"client_authentication": "private_key_jwt", "secret": PLACE}, read_secret=read_key)
    for _ in range(2):
        Browser(at).sign_in()
    one, other = (one_value(request.body.decode())["client_assertion"] for request in at.provider.asked)
    assert one != other


def cookies_of(**changes: Any) -> dict[str, str]:
    answer = Browser(site(file_cookies={**FILES, **changes}, read_secret=read_key)).sign_in()
    lines = [line for line in values(answer["headers"], "set-cookie") if line.startswith("CloudFront-")]
    return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


def from_cloudfront(text: str) -> bytes:
    """CloudFront's base64, as its developer guide has it."""
    return b64decode(text.replace("-", "+").replace("_", "=").replace("~", "/"))


def test_cookies_for_files_are_what_cloudfront_checks() -> None:
    found = {name: line.partition(";")[0] for name, line in cookies_of().items()}
    assert set(found) == {"CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"}
    policy = from_cloudfront(found["CloudFront-Policy"])
    assert json.loads(policy)["Statement"][0] == {
        "Resource": FILES["resource"],
        "Condition": {"DateLessThan": {"AWS:EpochTime": NOW + 28800}},
    }
    public = private_key("RS256", 7).public_key()
    public.verify(from_cloudfront(found["CloudFront-Signature"]), policy, padding.PKCS1v15(), hashes.SHA1())


def test_cookies_for_files_have_the_path_and_domain_of_the_project() -> None:
    line = cookies_of(path="/videos", domain="shop.example")["CloudFront-Policy"]
    assert line.partition("; ")[2] == (
        "Path=/videos; Domain=shop.example; Max-Age=28800; Secure; HttpOnly; SameSite=Lax"
    )


def test_signing_out_takes_them_away() -> None:
    browser = Browser(site(file_cookies=FILES, read_secret=read_key))
    browser.sign_in()
    browser.page("/.auth/sign-out?scope=local")
    assert browser.names() == set()


def test_without_their_key_nobody_is_signed_in() -> None:
    def read(_: SecretPlace) -> str:
        raise UnavailableError("secret")

    browser = Browser(site(file_cookies=FILES, read_secret=read))
    assert browser.sign_in()["status"] == "503"
    assert "__Host-session" not in browser.names()
