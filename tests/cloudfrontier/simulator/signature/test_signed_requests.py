"""Signed URLs and cookies in front of a behavior with a trusted key group, as botocore and AWS's pages sign.

Sources: private-content-creating-signed-url-canned-policy.html, private-content-signed-urls.html,
private-content-creating-signed-url-custom-policy.html and
private-content-setting-signed-cookie-custom-policy.html of the developer guide (read 2026-04).
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from signing_keys import SigningKey, elliptic_key, encoded, rsa_key
from simulator_fakes import CACHED, NOW, Edge, behavior, edge

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.lifecycle import LifecycleOptions
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.signature import RESERVED, check_signature
from cloudfrontier.simulator.signature.policy import read_policy
from edge.auth.cloudfront_cookies import CookieSigner
from edge.auth.rsa_signing import read_private_key

HOST = "https://www.example.com"
LATER = NOW + 600
EVERY_QUERY = replace(CACHED, query_strings=ItemSelection("all"))


def gated(*keys: SigningKey, **settings: Any) -> Edge:
    signers = tuple(key.public for key in keys)
    return edge(behavior(signers=signers, cache_policy=EVERY_QUERY, **settings))


def asked(place: Edge, url: str, **fields: Any) -> tuple[int, str]:
    """Status, and the code of the XML error."""
    exchange = place.get(url.removeprefix(HOST), **fields)
    body = exchange.response.body.decode()
    return exchange.response.status, body.partition("<Code>")[2].partition("</Code>")[0]


def policy(resource: str | None = f"{HOST}/page", **conditions: Any) -> str:
    condition = {"DateLessThan": {"AWS:EpochTime": int(LATER)}, **conditions}
    statement = (
        {"Condition": condition} if resource is None else {"Resource": resource, "Condition": condition}
    )
    return json.dumps({"Statement": [statement]}, separators=(",", ":"))


KEYS = [pytest.param(rsa_key(), id="RSA"), pytest.param(elliptic_key(), id="ECDSA P-256 with SHA-256")]


@pytest.mark.parametrize("key", KEYS)
def test_a_url_signed_with_a_canned_policy_is_let_in_until_it_expires(key: SigningKey) -> None:
    place = gated(key)
    signed = key.url(f"{HOST}/page", until=LATER)
    assert asked(place, signed) == (200, "")
    place.now = LATER
    assert asked(place, signed) == (403, "AccessDenied")


@pytest.mark.parametrize("key", KEYS)
def test_a_url_signed_with_a_custom_policy_is_let_in(key: SigningKey) -> None:
    assert asked(gated(key), key.url(f"{HOST}/page", until=LATER, policy=policy())) == (200, "")


def test_rsa_signs_with_sha_256_too_where_the_url_says_so() -> None:
    key = replace(rsa_key(), hash_name="SHA256")
    signed = key.url(f"{HOST}/page", until=LATER)
    assert asked(gated(key), signed) == (200, "")
    assert asked(gated(key), signed.replace("SHA256", "SHA1")) == (403, "AccessDenied")
    assert asked(gated(key), signed.replace("SHA256", "MD5")) == (403, "AccessDenied")


def test_without_a_signature_the_key_is_missing() -> None:
    place = gated(rsa_key())
    assert asked(place, "/page") == (403, "MissingKey")
    assert not place.origin.asked


@pytest.mark.parametrize("name", ["Expires", "Policy", "Signature", "Hash-Algorithm"])
def test_one_reserved_name_makes_a_signed_url_whatever_the_cookies_say(name: str) -> None:
    cookie = rsa_key().cookies(policy())
    place = gated(rsa_key())
    assert asked(place, "/page", headers={"Cookie": cookie}) == (200, "")
    assert asked(place, f"/page?{name}=1", headers={"Cookie": cookie}) == (403, "MissingKey")


def test_a_key_outside_the_key_group_is_unknown() -> None:
    other = rsa_key("KOTHER")
    assert asked(gated(rsa_key()), other.url(f"{HOST}/page", until=LATER)) == (403, "InvalidKey")


def test_the_signature_of_another_key_under_a_known_id_is_refused() -> None:
    forger = replace(rsa_key("KOTHER"), id=rsa_key().id)
    assert asked(gated(rsa_key()), forger.url(f"{HOST}/page", until=LATER)) == (403, "AccessDenied")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda url: url.replace("/page", "/other"), id="another path"),
        pytest.param(lambda url: f"{url}&more=1", id="a parameter more"),
        pytest.param(lambda url: url.replace("Expires=1", "Expires=2"), id="another time"),
        pytest.param(lambda url: f"{url}&Key-Pair-Id=K2", id="two key ids"),
        pytest.param(lambda url: url.replace("Signature=", "Signature=!"), id="no base64"),
    ],
)
def test_a_signed_url_that_was_changed_is_refused(change: Any) -> None:
    signed = rsa_key().url(f"{HOST}/page?a=1", until=LATER)
    place = gated(rsa_key())
    assert asked(place, signed)[0] == 200
    assert asked(place, change(signed))[0] == 403


def test_the_query_string_that_was_signed_reaches_the_origin_without_the_signature() -> None:
    place = gated(rsa_key())
    place.get(rsa_key().url(f"{HOST}/page?b=2&a=1", until=LATER).removeprefix(HOST))
    assert place.origin.asked[-1].target == "/page?b=2&a=1"


def test_two_signatures_share_one_object_in_the_cache() -> None:
    place = gated(rsa_key())
    first, second = (rsa_key().url(f"{HOST}/page", until=LATER + more) for more in (0, 1))
    assert asked(place, first) == asked(place, second) == (200, "")
    assert len(place.origin.asked) == 1


@pytest.mark.parametrize(
    ("condition", "now", "client_ip", "status"),
    [
        ({"DateGreaterThan": {"AWS:EpochTime": int(NOW)}}, NOW + 1, "192.0.2.9", 200),
        ({"DateGreaterThan": {"AWS:EpochTime": int(NOW)}}, NOW, "192.0.2.9", 403),
        ({"IpAddress": {"AWS:SourceIp": "192.0.2.0/24"}}, NOW, "192.0.2.9", 200),
        ({"IpAddress": {"AWS:SourceIp": "192.0.2.9/32"}}, NOW, "192.0.2.9", 200),
        ({"IpAddress": {"AWS:SourceIp": "192.0.2.0/24"}}, NOW, "198.51.100.9", 403),
        ({"IpAddress": {"AWS:SourceIp": "0.0.0.0/0"}}, NOW, "2001:db8::1", 403),
    ],
    ids=["begun", "on its beginning", "network", "address", "from elsewhere", "IPv6"],
)
def test_a_custom_policy_says_from_when_and_from_where(
    condition: dict[str, Any], now: float, client_ip: str, status: int
) -> None:
    place = gated(rsa_key())
    place.now = now
    signed = rsa_key().url(f"{HOST}/page", until=LATER, policy=policy(**condition))
    assert asked(place, signed, client_ip=client_ip)[0] == status


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "no JSON",
        '{"Statement":[]}',
        policy().replace('"Statement":[', '"Statement":[{},'),
        policy().replace("DateLessThan", "DateLessThen"),
        policy().replace(str(int(LATER)), f'"{int(LATER)}"'),
        policy(IpAddress={"AWS:SourceIp": "2001:db8::/32"}),
        policy(IpAddress={"AWS:SourceIp": ["192.0.2.0/24"]}),
        policy(Country={"is": "DE"}),
    ],
)
def test_a_policy_that_cloudfront_would_not_take_lets_nobody_in(text: str) -> None:
    signed = rsa_key().url(f"{HOST}/page", until=LATER, policy=text)
    assert asked(gated(rsa_key()), signed) == (403, "AccessDenied")


def test_cookies_of_the_edge_handler_are_let_in() -> None:
    from cryptography.hazmat.primitives import serialization as s  # noqa: PLC0415 - the handler's form of the key

    pem = rsa_key().private.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    signer = CookieSigner(rsa_key().id, read_private_key(pem.decode()))
    cookies = signer.canned(f"{HOST}/page?a=1", int(LATER))
    header = "; ".join(f"{name}={value}" for name, value in cookies)
    assert asked(gated(rsa_key()), "/page?a=1", headers={"Cookie": header}) == (200, "")
    assert asked(gated(rsa_key()), "/page?a=2", headers={"Cookie": header}) == (403, "AccessDenied")


def test_a_cookie_that_stands_twice_lets_nobody_in() -> None:
    cookie = f"{rsa_key().cookies(policy())}; CloudFront-Key-Pair-Id=K2"
    assert asked(gated(rsa_key()), "/page", headers={"Cookie": cookie}) == (403, "MissingKey")


def test_both_a_policy_and_a_time_are_refused() -> None:
    signed = rsa_key().url(f"{HOST}/page", until=LATER)
    both = f"{signed}&Policy={encoded(policy().encode())}"
    assert asked(gated(rsa_key()), both) == (403, "AccessDenied")


def test_a_behavior_without_known_keys_lets_nobody_in() -> None:
    assert asked(gated(), rsa_key().url(f"{HOST}/page", until=LATER)) == (403, "InvalidKey")


@pytest.mark.parametrize(("first", "ran"), [(True, False), (False, True)])
def test_whether_code_runs_before_the_signature_is_looked_at_is_an_option(*, first: bool, ran: bool) -> None:
    gate = behavior(("viewer-request", "cff-gate"), signers=(rsa_key().public,))
    place = edge(
        gate,
        code={"cff-gate": lambda event: event["request"]},
        options=LifecycleOptions(signature_first=first),
    )
    exchange = place.get("/page")
    assert exchange.response.status == 403
    assert exchange.trace.event("viewer-request").ran is ran


@pytest.mark.parametrize(
    ("pem", "message"),
    [
        ("no key", "no PEM of a public key"),
        (rsa_key("small", bits=1024).pem, "a key of 1024 bits"),
    ],
    ids=["no PEM", "too small"],
)
def test_a_public_key_that_cloudfront_would_not_take_is_told_at_once(pem: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        edge(behavior(signers=(replace(rsa_key().public, pem=pem),)))


PIECE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=30)
NAMES = [*RESERVED, "a"]


@given(
    query=st.lists(st.tuples(st.sampled_from(NAMES), PIECE), max_size=6),
    cookies=st.lists(st.tuples(st.sampled_from([f"CloudFront-{name}" for name in NAMES]), PIECE), max_size=6),
)
def test_nothing_that_is_shown_raises_and_nothing_made_up_is_let_in(
    query: list[tuple[str, str]], cookies: list[tuple[str, str]]
) -> None:
    target = "&".join(f"{name}={value}" for name, value in query)
    cookie = "; ".join(
        f"{name}={value}" for name, value in [*cookies, ("CloudFront-Key-Pair-Id", rsa_key().id)]
    )
    request = Request("GET", "/page", target, Headers((("Host", "h"), ("Cookie", cookie))))
    found = check_signature(request, (rsa_key().public,), now=NOW, request_id="r")
    assert found is not None
    assert found.response.status == 403


@given(text=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_text_of_a_policy_is_read_or_is_a_value_error(text: bytes) -> None:
    try:
        read_policy(text)
    except ValueError:
        return
