"""Cookies of the sign-in that are too large, of rubbish or mutated: none of ten thousand lets anybody in."""

from __future__ import annotations

from random import Random

import pytest
from edge_support import mutated_token
from fake_provider import one_value
from hypothesis import given, settings
from hypothesis import strategies as st
from sign_in_browser import HOST, Browser, location, signed_in, site

SESSION = ("__Host-session", "/", HOST)
NAMES = (
    "__Host-session",
    "__Host-sign-in.AAAAAAAAAAAAAAAAAAAAAA",
    "__Secure-auth-refresh",
    "__Secure-auth-id",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value", ["A" * 20_000, "s1.k1." + "A" * 20_000, "v1.k1." + "A" * 20_000 + ".A", "." * 20_000]
)
@pytest.mark.parametrize(
    "target",
    [
        "/members/",
        "/.auth/sign-in",
        "/.auth/renew",
        "/.auth/sign-out",
        "/.auth/callback?code=c&state=AAAAAAAAAAAAAAAAAAAAAA",
    ],
)
def test_a_cookie_of_twenty_kilobytes_is_no_proof(name: str, value: str, target: str) -> None:
    at = site(provider={"refresh": True})
    answer = Browser(at).page(target, ("Cookie", f"{name}={value}"))
    assert not signed_in(answer)
    assert not at.telemetry.failures
    assert not at.provider.asked


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_of_ten_thousand_mutated_sessions_with_claims_none_is_let_in(seed: int) -> None:
    browser, dice = SIGNED_IN, Random(seed)
    good = browser.jar[SESSION].value
    for _ in range(100):
        token = mutated_token(good, dice)
        if token != good:
            sent = ("Cookie", f"__Host-session={token}")
            assert "status" in Browser(browser.at).get("/members/", sent), token


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_a_mutated_attempt_is_not_finished(seed: int) -> None:
    at, dice = site(), Random(seed)
    browser = Browser(at)
    query = at.provider.authorize(location(browser.page(location(browser.page("/members/")))))
    name = f"__Host-sign-in.{one_value(query)['state']}"
    good = browser.jar[name, "/", HOST].value
    browser.jar.clear()
    for _ in range(50):
        token = mutated_token(good, dice)
        if token != good:
            assert not signed_in(browser.page(f"/.auth/callback?{query}", ("Cookie", f"{name}={token}")))
    assert not at.provider.asked


def somebody() -> Browser:
    """Who is signed in, with claims that a rule asks for."""
    at = site(rules=[{"paths": ["/*"], "groups": ["staff"]}])
    at.provider.claims["groups"] = ["staff"]
    browser = Browser(at)
    browser.sign_in()
    return browser


SIGNED_IN = somebody()
