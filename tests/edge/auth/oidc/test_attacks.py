"""What an attacker tries against signing in, each as it would be tried: none succeeds."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from edge_support import KEY, NOW, OLD_KEY
from fake_provider import ISSUER, one_value
from hypothesis import given
from hypothesis import strategies as st
from sign_in_browser import HOST, Browser, Cookie, location, signed_in, site

from edge.auth.oidc.attempt import Attempt, attempt_cookie
from edge.headers import first

TARGETS = {
    "scheme-relative": "//evil.example/",
    "three slashes": "///evil.example/",
    "backslash": "/\\evil.example/",
    "backslash encoded": "/%5Cevil.example/",
    "slash encoded": "/%2Fevil.example/",
    "absolute": "https://evil.example/",
    "other scheme": "javascript:alert(1)",
    "no slash": "evil.example",
    "tab": "/\t/evil.example/",
    "tab first": "\t//evil.example/",
    "line feed": "/a\r\nSet-Cookie: x=y",
    "line feed encoded": "/a%0D%0ASet-Cookie:%20x=y",
    "up and out": "/..//evil.example/",
    "dots": "/.//evil.example",
    "userinfo": "@evil.example/",
    "unicode slash": "/\u2215evil.example",
    "unicode full stop": "//evil\u3002example/",
    "unicode solidus": "\uff0f\uff0fevil.example",
    "null": "/\x00/evil.example",
    "ours": "/.auth/sign-out",
    "ours with a query": "/.auth/sign-in?return_to=/.auth/sign-in",
}


def callback_query(browser: Browser, page: str = "/members/", *, subject: str = "mira") -> tuple[str, str]:
    """The state and the callback's query of an attempt that the browser began."""
    to_provider = location(browser.page(location(browser.page(page))))
    query = browser.at.provider.authorize(to_provider, subject=subject)
    return one_value(query)["state"], query


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_no_way_back_leads_to_another_site(target: str) -> None:
    at = site()
    browser = Browser(at)
    to_provider = location(browser.page(f"/.auth/sign-in?return_to={quote(target, safe='')}"))
    back = location(browser.come_back(to_provider))
    assert back.isascii()
    assert back.isprintable()
    parts = urlsplit(back)
    assert (parts.scheme, parts.netloc) == ("", "")
    assert back.startswith("/")
    assert back[1:2] not in ("/", "\\")
    assert not back.startswith("/.auth")


@given(st.text(max_size=40))
def test_whatever_is_asked_for_the_way_back_is_a_path_of_this_site(target: str) -> None:
    browser = Browser(site())
    browser.page(f"/.auth/sign-in?return_to={quote(target, safe='', errors='replace')}")
    to_provider = location(
        browser.page(f"/.auth/sign-in?return_to={quote(target, safe='', errors='replace')}")
    )
    back = location(browser.come_back(to_provider))
    assert back.startswith("/")
    assert not back.startswith(("//", "/\\"))
    assert back.isascii()
    assert back.isprintable()


def test_two_ways_back_are_none() -> None:
    browser = Browser(site())
    to_provider = location(browser.page("/.auth/sign-in?return_to=%2Fa&return_to=%2Fb"))
    assert location(browser.come_back(to_provider)) == "/"


@pytest.mark.parametrize(
    "host", ["evil.example@shop.example", "shop.example/evil", "sh\u00f6p.example", "a b", ""]
)
def test_a_host_that_is_none_is_refused(host: str) -> None:
    at = site()
    answer = (
        Browser(at).get("/.auth/sign-in", host=host) if host else Browser(at, host="").get("/.auth/sign-in")
    )
    assert answer["status"] == "403"  # type: ignore[typeddict-item]  # an answer, by its status
    assert at.words == ["refused host"]


def test_an_answer_to_an_attempt_that_this_browser_did_not_begin_is_refused() -> None:
    """Signing a visitor in as the attacker, who lures them to a callback of their own."""
    at = site()
    attacker, victim = Browser(at), Browser(at)
    _, query = callback_query(attacker, subject="eve")
    answer = victim.page(f"/.auth/callback?{query}")
    assert not signed_in(answer)
    assert (answer["status"], at.words[-1]) == ("400", "refused state")


def test_an_attempt_is_answered_once() -> None:
    at = site()
    browser = Browser(at)
    _, query = callback_query(browser)
    assert signed_in(browser.page(f"/.auth/callback?{query}"))
    asked = len(at.provider.asked)
    answer = browser.page(f"/.auth/callback?{query}")
    assert not signed_in(answer)
    assert at.words[-1] == "refused state"
    assert len(at.provider.asked) == asked


def test_an_attempt_that_took_too_long_is_refused() -> None:
    at = site()
    browser = Browser(at)
    state, query = callback_query(browser)
    kept = dict(browser.jar)
    at.pass_time(599)
    assert signed_in(browser.page(f"/.auth/callback?{query}"))
    browser.jar = kept
    at.pass_time(1)
    value = next(cookie.value for (name, _, _), cookie in kept.items() if name.endswith(state))
    answer = browser.page(f"/.auth/callback?{query}", ("Cookie", f"__Host-sign-in.{state}={value}"))
    assert not signed_in(answer)


def test_the_cookie_of_one_attempt_does_not_open_under_the_state_of_another() -> None:
    at = site()
    browser = Browser(at)
    state, _ = callback_query(browser)
    other, query = callback_query(browser)
    jar = {name: cookie for (name, _, _), cookie in browser.jar.items()}
    browser.jar.clear()
    swapped = jar[f"__Host-sign-in.{state}"].value
    answer = browser.page(f"/.auth/callback?{query}", ("Cookie", f"__Host-sign-in.{other}={swapped}"))
    assert not signed_in(answer)
    assert at.words[-1] == "refused state"


def test_two_cookies_for_one_state_are_none() -> None:
    at = site()
    browser = Browser(at)
    state, query = callback_query(browser)
    answer = browser.page(f"/.auth/callback?{query}", ("Cookie", f"__Host-sign-in.{state}=tossed"))
    assert not signed_in(answer)


def test_an_attempt_of_another_host_does_not_open_here() -> None:
    at = site()
    browser = Browser(at)
    _, query = callback_query(browser)
    for (name, path, _), cookie in list(browser.jar.items()):
        browser.jar[name, path, "other.example"] = Cookie(cookie.value, path, "other.example", cookie.ends)
    assert not signed_in(browser.page(f"/.auth/callback?{query}", host="other.example"))


def test_an_attempt_of_one_site_is_not_finished_at_another_of_the_same_host() -> None:
    """As after hosts were given to another provider: the code would go to whoever is responsible now."""
    at = site()
    attempt = Attempt("A" * 22, b"s" * 32, int(NOW), 1, "former", "/")
    line = attempt_cookie(attempt, KEY, host=HOST, nonce=b"n" * 16)
    answer = Browser(at).page(f"/.auth/callback?code=c&state={'A' * 22}", ("Cookie", line.partition(";")[0]))
    assert not signed_in(answer)
    assert at.words == ["refused site"]
    assert not at.provider.asked


def test_an_attempt_is_not_made_by_whoever_has_no_key() -> None:
    at = site(keys=[{"id": KEY.id, "secret": "x" * 44}])
    attempt = Attempt("A" * 22, b"s" * 32, int(NOW), 1, "main", "/")
    line = attempt_cookie(attempt, KEY, host=HOST, nonce=b"n" * 16)
    answer = Browser(at).page(f"/.auth/callback?code=c&state={'A' * 22}", ("Cookie", line.partition(";")[0]))
    assert not signed_in(answer)


def test_an_attempt_outlives_a_change_of_keys() -> None:
    at = site()
    attempt = Attempt("A" * 22, b"s" * 32, int(NOW), 1, "main", "/")
    line = attempt_cookie(attempt, OLD_KEY, host=HOST, nonce=b"n" * 16)
    Browser(at).page(
        f"/.auth/callback?error=access_denied&state={'A' * 22}", ("Cookie", line.partition(";")[0])
    )
    assert at.words == ["denied access_denied"]


@pytest.mark.parametrize("pkce", [True, False], ids=["a provider with PKCE", "a provider that ignores PKCE"])
def test_a_code_that_was_injected_signs_nobody_in(pkce: bool) -> None:  # noqa: FBT001  a parameter of the test
    """The attacker has a victim's code and puts it into the callback of an attempt of their own."""
    at = site()
    at.provider.pkce = pkce
    victim, attacker = Browser(at), Browser(at)
    _, stolen = callback_query(victim, subject="victim")
    state, _ = callback_query(attacker, subject="eve")
    code = one_value(stolen)["code"]
    answer = attacker.page(f"/.auth/callback?code={code}&state={state}")
    assert not signed_in(answer)
    assert at.words[-1] == ("refused code" if pkce else "refused nonce")


def test_a_session_that_was_there_before_is_not_the_one_after() -> None:
    """Fixation: the attacker's session is in the victim's browser when the victim signs in."""
    at = site()
    attacker, victim = Browser(at), Browser(at)
    attacker.sign_in(subject="eve")
    at.provider.claims = {"sub": "victim"}
    _, query = callback_query(victim, subject="victim")
    victim.jar |= attacker.jar
    victim.page(f"/.auth/callback?{query}")
    passed = victim.get("/members/")
    assert first(passed["headers"], "x-auth-subject") == "victim"
    assert victim.jar != attacker.jar
    session = ("__Host-session", "/", HOST)
    assert victim.jar[session].value != attacker.jar[session].value


def test_a_session_that_was_tossed_in_beside_ones_own_is_not_believed() -> None:
    at = site()
    attacker, victim = Browser(at), Browser(at)
    at.provider.claims = {"sub": "eve"}
    attacker.sign_in()
    at.provider.claims = {"sub": "victim"}
    victim.sign_in()
    tossed = dict(attacker.cookies("/"))["__Host-session"]
    victim.page("/members/", ("Cookie", f"__Host-session={tossed}"))
    assert at.words[-1] == "redirected ambiguous"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("code=a&code=b&state={state}", "malformed"),
        ("code=a&state={state}&state={state}", "malformed"),
        ("state={state}", "code"),
        ("code=&state={state}", "code"),
        ("code=%0D%0A&state={state}", "code"),
        ("code={long}&state={state}", "code"),
        ("code=a", "state"),
        ("code=a&state=", "state"),
        ("code=a&state=__proto__", "state"),
        ("code=a&state={state}&iss=https%3A%2F%2Fevil.example", "issuer"),
        ("", "state"),
    ],
)
def test_a_callback_that_is_not_complete_asks_nobody_anything(query: str, reason: str) -> None:
    at = site()
    browser = Browser(at)
    state, _ = callback_query(browser)
    answer = browser.page(f"/.auth/callback?{query.format(state=state, long='c' * 4097)}")
    assert not signed_in(answer)
    assert at.words[-1] == f"refused {reason}"
    assert not at.provider.asked


def test_an_issuer_that_must_be_named_is_missed() -> None:
    at = site(provider={"issuer_in_callback": True})
    browser = Browser(at)
    _, query = callback_query(browser)
    assert not signed_in(browser.page(f"/.auth/callback?{query}"))
    _, query = callback_query(browser)
    assert signed_in(browser.page(f"/.auth/callback?{query}&iss={quote(ISSUER, safe='')}"))


def test_another_site_signs_nobody_out() -> None:
    at = site()
    browser = Browser(at)
    browser.sign_in()
    answer = browser.page("/.auth/sign-out", ("Sec-Fetch-Site", "cross-site"))
    assert '<a href="/.auth/sign-out">' in answer["body"]
    assert "status" not in browser.get("/members/")


def test_what_a_provider_writes_is_never_shown() -> None:
    at = site()
    at.provider.error = "<script>alert(1)</script>"
    answer = Browser(at).sign_in()
    assert answer["status"] == "403"
    assert "<b>" not in answer["body"]
    assert "script" not in answer["body"]
    assert at.words[-1] == "denied provider-error"


def test_pages_run_no_script_and_are_framed_by_nobody_else() -> None:
    answer = Browser(site()).page("/.auth/callback")
    policy = first(answer["headers"], "content-security-policy") or ""
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert first(answer["headers"], "cache-control") == "no-store"
    assert ISSUER not in answer["body"]
