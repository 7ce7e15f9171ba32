"""Signing in from the first request to the session, through the whole handler and a provider that checks."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from edge_support import NOW
from fake_provider import CLIENT, DISCOVERY, one_value
from sign_in_browser import HOST, PROVIDER, Browser, location, site

from edge.headers import first, values


def test_a_visitor_signs_in_and_comes_back_to_the_page_that_was_asked_for() -> None:
    at = site()
    browser = Browser(at)
    answer = browser.sign_in("/members/a?q=1&r=%26")
    assert location(answer) == "/members/a?q=1&r=%26"
    passed = browser.get("/members/a?q=1&r=%26")
    assert first(passed["headers"], "x-auth-subject") == "mira"
    assert at.words == ["redirected absent", "sent absent", "signed_in", "allowed"]


def test_the_authorization_request_holds_what_the_standards_want_and_nothing_that_is_secret() -> None:
    browser = Browser(site(provider={"parameters": {"hd": "shop.example"}}))
    to_provider = location(browser.page("/.auth/sign-in?return_to=%2Fmembers%2F"))
    asked = one_value(urlsplit(to_provider).query)
    assert to_provider.startswith(DISCOVERY["authorization_endpoint"] + "?")
    random = {"state", "nonce", "code_challenge"}
    assert {
        name: value for name, value in asked.items() if name not in {"state", "nonce", "code_challenge"}
    } == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": f"https://{HOST}/.auth/callback",
        "scope": "openid profile",
        "code_challenge_method": "S256",
        "hd": "shop.example",
    }
    assert len(urlsafe_b64decode(asked["code_challenge"] + "=")) == len(sha256().digest())
    assert len({asked[name] for name in random}) == 3


def test_the_code_is_exchanged_with_the_verifier_of_its_challenge() -> None:
    at = site()
    Browser(at).sign_in()
    sent = one_value(at.provider.asked[0].body.decode())
    assert set(sent) == {"grant_type", "code", "redirect_uri", "code_verifier", "client_id"}
    assert len(sent["code_verifier"]) == 43  # RFC 7636, section 4.1: 43 to 128


def test_each_attempt_has_a_state_a_nonce_and_a_verifier_of_its_own() -> None:
    browser = Browser(site())
    asked = [one_value(urlsplit(location(browser.page("/.auth/sign-in"))).query) for _ in range(5)]
    for name in ("state", "nonce", "code_challenge"):
        assert len({item[name] for item in asked}) == 5


def test_several_tabs_sign_in_at_once_and_none_disturbs_another() -> None:
    browser = Browser(site())
    pages = [f"/members/{number}" for number in range(6)]
    at_provider = [location(browser.page(location(browser.page(page)))) for page in pages]
    for page, to_provider in reversed(list(zip(pages, at_provider, strict=True))):
        assert location(browser.come_back(to_provider)) == page
    assert "status" not in browser.get("/members/")


def test_a_tab_that_comes_late_profits_from_the_session_of_another() -> None:
    at = site()
    browser = Browser(at)
    late = location(browser.page("/members/late"))
    browser.sign_in("/members/")
    assert location(browser.page(late)) == "/members/late"
    assert at.words[-1] == "already_signed_in"


def test_a_cname_beside_the_cloudfront_name_has_its_own_way_back() -> None:
    browser = Browser(site())
    for host in (HOST, "d111111abcdef8.cloudfront.net"):
        to_provider = location(browser.page("/.auth/sign-in", host=host))
        assert one_value(urlsplit(to_provider).query)["redirect_uri"] == f"https://{host}/.auth/callback"
        assert location(browser.come_back(to_provider)) == "/"


def test_sign_ins_begin_at_the_canonical_host_where_there_is_one() -> None:
    at = site(provider={"canonical_host": HOST})
    browser = Browser(at, host="d111111abcdef8.cloudfront.net")
    there = location(browser.page(location(browser.page("/members/?a=1"))))
    assert there == f"https://{HOST}/.auth/sign-in?return_to=%2Fmembers%2F%3Fa%3D1"
    browser.host = HOST
    parts = urlsplit(there)
    to_provider = location(browser.page(f"{parts.path}?{parts.query}"))
    assert location(browser.come_back(to_provider)) == "/members/?a=1"


def test_sites_have_clients_of_their_own_and_a_session_holds_at_its_own_site_only() -> None:
    keys = site().provider.keys
    one = {**PROVIDER, "jwks": keys, "name": "one", "hosts": ["one.example"]}
    two = {**PROVIDER, "jwks": keys, "name": "two", "hosts": ["two.example", "www.two.example"]}
    at = site(providers=[one, two])
    browser = Browser(at, host="one.example")
    browser.sign_in()
    assert "status" not in browser.get("/members/")
    session = next(item for item in browser.jar.values() if item.value.startswith("v1."))
    for host, outcome in (("two.example", "redirected site"), ("other.example", "forbidden host")):
        browser.page("/members/", ("Cookie", f"__Host-session={session.value}"), host=host)
        assert at.words[-1] == outcome
    browser.sign_in(host="www.two.example")
    assert "status" not in browser.get("/members/", host="www.two.example")


def test_the_session_cookie_is_of_one_host_secure_and_not_for_scripts() -> None:
    answer = Browser(site()).sign_in()
    lines = [line for line in values(answer["headers"], "set-cookie") if line.startswith("__Host-session=")]
    assert len(lines) == 1
    assert lines[0].partition("; ")[2] == "Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Lax"


def test_a_strict_session_is_entered_by_a_navigation_of_the_site_itself() -> None:
    """A redirect that began at the provider carries no Strict cookie: they would be sent back again."""
    answer = Browser(site(session={"same_site": "Strict"})).sign_in("/members/a")
    assert answer["status"] == "200"
    assert first(answer["headers"], "refresh") == "0;url=/members/a"
    assert '<a href="/members/a">' in answer["body"]
    assert any("SameSite=Strict" in line for line in values(answer["headers"], "set-cookie"))


def test_a_session_keeps_the_claims_that_the_project_asks_for_and_no_others() -> None:
    rules = [{"paths": ["/*"], "groups": ["editors", "admins"]}]
    at = site(
        provider={"groups_claim": "realm_access.roles"},
        rules=rules,
        session={"claims": ["locale"]},
        headers={"x-auth-groups": "groups", "x-auth-locale": "locale", "x-auth-email": "email"},
    )
    at.provider.claims |= {
        "realm_access": {"roles": ["admins", "a,b"]},
        "locale": "sk-SK",
        "email": "mira\u00e9@shop.example",
        "phone_number": "cAnArY",
    }
    browser = Browser(at)
    browser.sign_in()
    passed = browser.get("/members/")["headers"]
    assert first(passed, "x-auth-groups") == "admins,a%2Cb"
    assert first(passed, "x-auth-locale") == "sk-SK"
    assert first(passed, "x-auth-email") == "mira%C3%A9@shop.example"


def test_of_two_hundred_groups_a_session_keeps_those_that_rules_name() -> None:
    at = site(rules=[{"paths": ["/*"], "groups": ["group-7", "none"]}])
    at.provider.claims["groups"] = [f"group-{number}" for number in range(200)]
    browser = Browser(at)
    browser.sign_in()
    assert "status" not in browser.get("/members/")
    assert len(browser.cookies("/")[0][1]) < 400


def test_a_session_that_no_cookie_can_hold_is_refused_with_a_page_that_says_so() -> None:
    at = site(session={"claims": ["groups"]})
    at.provider.claims["groups"] = [f"a-rather-long-name-of-a-group-{number}" for number in range(120)]
    answer = Browser(at).sign_in()
    assert answer["status"] == "500"
    assert "fewer claims" in answer["body"]
    assert at.words[-1] == "refused too-large"


def test_a_new_key_of_the_provider_is_fetched_once_and_a_foreign_one_is_not_asked_for_again() -> None:
    at = site()
    at.provider.key, at.provider.published = 1, (0, 1)
    assert location(Browser(at).sign_in()) == "/members/"
    at.provider.key = 2
    for _ in range(3):
        assert Browser(at).sign_in()["status"] == "403"
    fetched = [request for request in at.provider.asked if request.url == DISCOVERY["jwks_uri"]]
    assert len(fetched) == 1
    at.provider.key = 0
    at.pass_time(61)
    assert location(Browser(at).sign_in()) == "/members/"


def test_keys_that_cannot_be_fetched_leave_those_that_are_known() -> None:
    at = site()
    at.provider.key = 1
    at.provider.published = ()
    assert Browser(at).sign_in()["status"] == "403"
    assert at.words[-1] == "refused key"
    at.provider.key = 0
    assert location(Browser(at).sign_in()) == "/members/"


@pytest.mark.parametrize("action", ["", "sign-in/", "other", "callback.html", "../members/"])
def test_below_our_path_there_is_nothing_else(action: str) -> None:
    at = site()
    assert Browser(at).page(f"/.auth/{action}")["status"] == "404"
    assert at.words == ["refused no-such-path"]


def test_only_get_signs_in() -> None:
    at = site()
    Browser(at).get("/.auth/callback?code=a&state=b", method="POST")
    assert at.words == ["refused no-such-path"]


def test_a_provider_on_this_machine_is_returned_to_over_http() -> None:
    browser = Browser(site(), host="localhost:8787")
    to_provider = location(browser.page("/.auth/sign-in"))
    assert one_value(urlsplit(to_provider).query)["redirect_uri"] == "http://localhost:8787/.auth/callback"


def test_time_of_the_session_is_that_of_the_sign_in() -> None:
    at = site(session={"lifetime": 600, "absolute": 900})
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(599)
    assert "status" not in browser.get("/members/")
    at.pass_time(1)
    assert location(browser.page("/members/")).startswith("/.auth/sign-in")
    assert at.clock.now == NOW + 600


@pytest.mark.parametrize(
    "line", [("Sec-Purpose", "prefetch"), ("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch")]
)
def test_a_browser_that_guesses_signs_nobody_out(line: tuple[str, str]) -> None:
    at = site()
    browser = Browser(at)
    browser.sign_in()
    assert browser.page("/.auth/sign-out", line)["status"] == "404"
    assert at.words[-1] == "refused prefetch"
    assert "status" not in browser.get("/members/")


def test_a_session_is_taken_back_by_the_id_that_was_logged_when_it_began() -> None:
    at = site()
    browser, other = Browser(at), Browser(at)
    browser.sign_in()
    session_id = at.telemetry.outcomes[-1][2]["session"]
    other.sign_in()
    at.live["revoked"] = {"sessions": {session_id: at.clock.now + 1000}}
    assert location(browser.page("/members/")).startswith("/.auth/sign-in")
    assert "status" not in other.get("/members/")


def test_an_origin_can_be_told_which_provider_vouches_for_the_subject() -> None:
    """Two providers may call different people by one name."""
    at = site(headers={"x-auth-issuer": "iss"})
    browser = Browser(at)
    browser.sign_in()
    assert first(browser.get("/members/")["headers"], "x-auth-issuer") == at.provider.issuer
