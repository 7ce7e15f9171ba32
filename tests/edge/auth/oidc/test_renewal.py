"""Sessions that go on: renewed while they are used, by a refresh token, in silence; and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from edge_support import NOW, edge_event
from fake_provider import one_value
from sign_in_browser import HOST, Browser, location, signed_in, site

from edge.headers import first, values

if TYPE_CHECKING:
    from edge.events import Request, Response

SESSION = ("__Host-session", "/", HOST)
KEPT = {"refresh": True}


def answered(browser: Browser, *lines: tuple[str, str]) -> Response:
    """What viewer-response makes of an answer of the origin's; cookies that it sets are kept."""
    request = cast("Request", browser.get("/members/", *lines))
    response: Response = {
        "status": "200",
        "statusDescription": "OK",
        "headers": {"cache-control": [{"key": "Cache-Control", "value": "public, max-age=60"}]},
    }
    answer = cast("Response", browser.at.handler(edge_event("viewer-response", request, response), None))
    browser.keep(answer)
    return answer


def test_a_session_of_which_half_is_over_is_renewed_on_the_answer() -> None:
    at = site(session={"lifetime": 600, "absolute": 2000})
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(299)
    assert not signed_in(answered(browser))
    at.pass_time(1)
    answer = answered(browser)
    assert signed_in(answer)
    assert values(answer["headers"], "cache-control") == ["private, no-store"]
    at.pass_time(599)
    assert "status" not in browser.get("/members/")


def test_no_renewal_goes_past_the_absolute_end() -> None:
    at = site(session={"lifetime": 600, "absolute": 1000})
    browser = Browser(at)
    browser.sign_in()
    for _ in range(9):
        at.pass_time(111)
        answered(browser)
    assert at.clock.now == NOW + 999
    at.pass_time(1)
    assert location(browser.page("/members/")).startswith("/.auth/sign-in")


def test_an_anonymous_answer_is_left_alone() -> None:
    at = site()
    browser = Browser(at)
    request = cast("Request", browser.get("/public/"))
    response: Response = {"status": "200", "headers": {}}
    assert at.handler(edge_event("viewer-response", request, response), None) == response


def test_a_session_that_is_over_is_renewed_by_its_refresh_token_without_the_provider_s_pages() -> None:
    at = site(provider=KEPT, session={"lifetime": 600})
    browser = Browser(at)
    browser.sign_in()
    assert browser.names() == {
        "__Host-session",
        "__Host-sign-in",
        "__Secure-auth-refresh",
        "__Secure-auth-id",
    }
    before = at.provider.asked.copy()
    at.pass_time(601)
    assert location(browser.page(location(browser.page("/members/a")))) == "/members/a"
    assert "status" not in browser.get("/members/a")
    assert at.words[-2:] == ["renewed", "allowed"]
    sent = one_value(at.provider.asked[len(before)].body.decode())
    assert sent["grant_type"] == "refresh_token"


def test_refresh_tokens_that_the_provider_rotates_are_kept_anew() -> None:
    at = site(provider=KEPT, session={"lifetime": 600, "absolute": 100_000})
    browser = Browser(at)
    browser.sign_in()
    for _ in range(4):
        at.pass_time(601)
        assert location(browser.page(location(browser.page("/members/")))) == "/members/"
        assert "status" not in browser.get("/members/")


def test_the_refresh_token_goes_to_our_own_paths_only_and_nobody_can_read_it() -> None:
    at = site(provider=KEPT)
    browser = Browser(at)
    browser.sign_in()
    assert {name.partition(".")[0] for name, _ in browser.cookies("/members/")} == {
        "__Host-session", "__Host-sign-in",
    }  # fmt: skip
    assert len(browser.cookies("/.auth/sign-in")) == 4
    assert not any("cAnArY" in cookie.value for cookie in browser.jar.values())


def test_a_refresh_token_beside_another_session_renews_nothing() -> None:
    """A sibling host can toss in a `__Secure-` cookie: the attacker's, beside the victim's session."""
    at = site(provider=KEPT, session={"lifetime": 600})
    attacker, victim = Browser(at), Browser(at)
    at.provider.claims = {"sub": "eve"}
    attacker.sign_in(subject="eve")
    at.provider.claims = {"sub": "victim"}
    victim.sign_in(subject="victim")
    name = ("__Secure-auth-refresh", "/.auth", HOST)
    victim.jar[name] = attacker.jar[name]
    at.pass_time(601)
    asked = len(at.provider.asked)
    assert location(victim.page(location(victim.page("/members/")))).startswith("https://id.example/")
    assert len(at.provider.asked) == asked


def test_a_refresh_that_names_somebody_else_renews_nothing() -> None:
    at = site(provider=KEPT, session={"lifetime": 600})
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(601)
    at.provider.claims = {"sub": "somebody-else"}
    assert location(browser.page(location(browser.page("/members/")))).startswith("https://id.example/")


def test_a_revoked_session_is_not_renewed() -> None:
    at = site(provider=KEPT, session={"lifetime": 600})
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(601)
    at.live["revoked"] = {"subjects": {"mira": at.clock.now}}
    asked = len(at.provider.asked)
    assert location(browser.page(location(browser.page("/members/")))).startswith("https://id.example/")
    assert len(at.provider.asked) == asked


def test_a_renewed_session_has_the_claims_of_now_and_its_old_beginning() -> None:
    rules = [{"paths": ["/*"], "groups": ["members"]}]
    at = site(provider=KEPT, session={"lifetime": 600}, rules=rules)
    at.provider.claims["groups"] = ["members"]
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(601)
    at.provider.claims["groups"] = []
    browser.page(location(browser.page("/members/")))
    assert browser.page("/members/")["status"] == "403"
    at.live["revoked"] = {"subjects": {"mira": NOW + 1}}
    assert location(browser.page("/members/"))
    assert at.words[-1] == "redirected revoked"


def test_renewing_in_silence_asks_the_provider_not_to_ask() -> None:
    at = site()
    browser = Browser(at)
    browser.sign_in()
    to_provider = location(browser.page("/.auth/renew"))
    assert one_value(urlsplit(to_provider).query)["prompt"] == "none"
    answer = browser.come_back(to_provider)
    assert (answer["status"], signed_in(answer)) == ("200", True)
    assert "<title>renewed</title>" in answer["body"]


def test_renewing_in_silence_says_when_somebody_has_to_sign_in() -> None:
    at = site()
    browser = Browser(at)
    at.provider.error = "login_required"
    answer = browser.come_back(location(browser.page("/.auth/renew")))
    assert answer["status"] == "401"
    assert "<title>sign-in-required</title>" in answer["body"]
    assert at.words[-1] == "not_renewed login_required"


def test_renewing_in_silence_makes_nobody_somebody_else() -> None:
    """As when another account was chosen at the provider: the page that is open was shown to the first."""
    at = site()
    browser = Browser(at)
    browser.sign_in()
    at.provider.claims = {"sub": "noa"}
    answer = browser.come_back(location(browser.page("/.auth/renew")), subject="noa")
    assert "<title>sign-in-required</title>" in answer["body"]
    assert at.words[-1] == "not_renewed subject"
    assert first(browser.get("/members/")["headers"], "x-auth-subject") == "mira"


def test_renewing_with_a_refresh_token_needs_no_redirect() -> None:
    at = site(provider=KEPT)
    browser = Browser(at)
    browser.sign_in()
    answer = browser.page("/.auth/renew")
    assert (answer["status"], signed_in(answer)) == ("200", True)


def test_a_refresh_token_that_is_too_long_is_not_kept() -> None:
    at = site(provider=KEPT)
    at.provider.tokens = {"refresh_token": "r" * 3100}
    browser = Browser(at)
    assert location(browser.sign_in()) == "/members/"
    assert "__Secure-auth-refresh" not in browser.names()


def test_signing_out_clears_everything_and_tells_the_provider_with_a_hint() -> None:
    at = site(provider=KEPT)
    browser = Browser(at)
    browser.sign_in()
    there = urlsplit(location(browser.page("/.auth/sign-out")))
    told = one_value(there.query)
    assert f"{there.scheme}://{there.netloc}{there.path}" == "https://id.example/realms/shop/logout"
    assert told["post_logout_redirect_uri"] == f"https://{HOST}/.auth/signed-out"
    assert told["client_id"] == "shop-web"
    assert told["id_token_hint"].count(".") == 2
    assert browser.names() == set()
    assert first(browser.page("/.auth/signed-out")["headers"], "cache-control") == "no-store"


def test_signing_out_here_only_leaves_the_provider_alone() -> None:
    browser = Browser(site())
    browser.sign_in()
    assert location(browser.page("/.auth/sign-out?scope=local")) == "/.auth/signed-out"
    assert browser.names() == set()


def test_providers_with_an_endpoint_of_their_own_are_told_in_their_way() -> None:
    for sign_out, name in (("cognito", "logout_uri"), ("auth0", "returnTo")):
        browser = Browser(site(provider={"sign_out": sign_out}))
        browser.sign_in()
        told = one_value(urlsplit(location(browser.page("/.auth/sign-out"))).query)
        assert told == {"client_id": "shop-web", name: f"https://{HOST}/.auth/signed-out"}
