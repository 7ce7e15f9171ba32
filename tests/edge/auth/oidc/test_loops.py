"""Login loops: whatever keeps a session from holding, after two rounds the visitor is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edge_support import KEY
from sign_in_browser import HOST, Browser, location, site

from edge.headers import first

if TYPE_CHECKING:
    from collections.abc import Callable

    from sign_in_browser import Site

SESSION = ("__Host-session", "/", HOST)


def lose_the_session(browser: Browser) -> None:
    browser.jar.pop(SESSION, None)


def spoil_the_session(browser: Browser) -> None:
    browser.jar[SESSION].value += "x"


def let_it_end(browser: Browser) -> None:
    browser.at.pass_time(61)


LOSSES = {
    "the browser drops it": (lose_the_session, "absent", "Allow cookies"),
    "servers with other keys": (spoil_the_session, "signature", "do not agree on their keys"),
    "over at once": (let_it_end, "expired", "how long sessions"),
}


@pytest.mark.parametrize(("lose", "reason", "words"), LOSSES.values(), ids=LOSSES)
def test_the_third_attempt_ends_on_a_page_that_says_why(
    lose: Callable[[Browser], None], reason: str, words: str
) -> None:
    at = site(session={"lifetime": 60})
    browser = Browser(at)
    for _ in range(2):
        assert location(browser.sign_in()) == "/members/"
        lose(browser)
    answer = browser.page(location(browser.page("/members/")))
    assert answer["status"] == "400"
    assert words in answer["body"]
    assert at.words[-1] == f"loop_ended {reason}"


def test_who_was_told_may_try_again_by_hand() -> None:
    browser = Browser(site())
    for _ in range(2):
        browser.sign_in()
        lose_the_session(browser)
    page = browser.page(location(browser.page("/members/")))
    assert '<a href="/.auth/sign-in?return_to=%2Fmembers%2F">' in page["body"]
    assert location(browser.sign_in()) == "/members/"
    assert "status" not in browser.get("/members/")


def test_ten_tabs_that_a_browser_restores_are_no_loop() -> None:
    browser = Browser(site())
    for tab in [location(browser.page(location(browser.page(f"/members/{n}")))) for n in range(10)]:
        assert location(browser.come_back(tab)).startswith("/members/")


def test_signing_out_and_in_again_is_no_loop() -> None:
    browser = Browser(site())
    for _ in range(5):
        assert location(browser.sign_in()) == "/members/"
        browser.page("/.auth/sign-out?scope=local")


def test_links_of_other_sites_are_no_loop_for_a_strict_session() -> None:
    """The browser leaves the session out of what another site began; we ask for ourselves."""
    at = site(session={"same_site": "Strict"})
    browser = Browser(at)
    browser.sign_in()
    session = browser.jar.pop(SESSION)
    for _ in range(4):
        there = location(browser.page("/members/a"))
        answer = browser.page(there, ("Sec-Fetch-Site", "cross-site"))
        again = (first(answer["headers"], "refresh") or "").removeprefix("0;url=")
        browser.jar[SESSION] = session
        assert location(browser.page(again, ("Sec-Fetch-Site", "same-origin"))) == "/members/a"
        del browser.jar[SESSION]
    assert at.words.count("sent absent") == 1


def test_sessions_that_end_after_a_while_are_no_loop() -> None:
    at = site(session={"lifetime": 301})
    browser = Browser(at)
    for _ in range(4):
        assert location(browser.sign_in()) == "/members/"
        at.pass_time(301)


def test_a_browser_without_cookies_is_told_at_the_first_callback() -> None:
    at = site()
    browser = Browser(at, accepts_cookies=False)
    answer = browser.sign_in()
    assert answer["status"] == "400"
    assert "allow cookies" in answer["body"]


def test_attempts_without_number_do_not_outgrow_a_request() -> None:
    """Who opens a page again and again without signing in, sends no more than a few kilobytes of cookies."""
    browser = Browser(site())
    for number in range(60):
        browser.page(f"/.auth/sign-in?return_to=%2F{'a' * 300}{number}")
        browser.at.pass_time(1)
    assert sum(len(name) + len(value) for name, value in browser.cookies("/.auth/sign-in")) < 8000
    last = location(browser.page("/.auth/sign-in?return_to=%2Flast"))
    assert location(browser.come_back(last)) == "/last"


@pytest.mark.parametrize(
    "name", ["__Host-sign-in.", "__Host-sign-in.x", "__Host-sign-in." + "A" * 22, "__Host-sign-in.a b"]
)
def test_cookies_that_somebody_put_there_do_no_harm(name: str) -> None:
    at = site()
    browser = Browser(at)
    answer = browser.page("/.auth/sign-in", ("Cookie", f"{name}=s1.{KEY.id}.AAAA; {name}=; =x; y"))
    assert location(answer)
    assert at.words == ["sent absent"]


def rounds(at: Site) -> int:
    return at.words.count("signed_in")


def test_a_session_that_is_revoked_is_told_as_such() -> None:
    at = site()
    browser = Browser(at)
    for _ in range(2):
        browser.sign_in()
        at.live["revoked"] = {"subjects": {"mira": at.clock.now + 1000}}
    answer = browser.page(location(browser.page("/members/")))
    assert rounds(at) == 2
    assert "taken back" in answer["body"]
