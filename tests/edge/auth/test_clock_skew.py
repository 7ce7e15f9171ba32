"""Clocks of edges and of providers that disagree: a minute is forgiven, and nothing that is over is taken."""

from __future__ import annotations

import pytest
from sign_in_browser import Browser, location, signed_in, site

from edge.headers import first


@pytest.mark.parametrize("behind", [0, 59, 60])
def test_a_session_holds_at_an_edge_whose_clock_is_a_minute_behind(behind: int) -> None:
    at = site()
    browser = Browser(at)
    browser.sign_in()
    at.clock.now -= behind
    assert "status" not in browser.get("/members/")


def test_a_session_of_the_future_is_none_and_signing_in_again_is_told_why() -> None:
    at = site()
    browser = Browser(at)
    browser.sign_in()
    at.clock.now -= 61
    there = location(browser.page("/members/"))
    assert at.words[-1] == "redirected future"
    assert location(browser.page(there)).startswith(at.provider.issuer)


@pytest.mark.parametrize("seconds", [-599, 0, 599])
def test_an_attempt_is_finished_at_an_edge_whose_clock_differs(seconds: int) -> None:
    at = site()
    browser = Browser(at)
    to_provider = location(browser.page(location(browser.page("/members/"))))
    at.pass_time(seconds)
    assert signed_in(browser.come_back(to_provider))


@pytest.mark.parametrize(("ahead", "is_in"), [(59, True), (60, True), (61, False)])
def test_an_id_token_of_a_provider_that_is_ahead_is_forgiven_a_minute(ahead: int, *, is_in: bool) -> None:
    at = site()
    at.provider.now += ahead
    assert signed_in(Browser(at).sign_in()) is is_in


@pytest.mark.parametrize(("left", "is_in"), [(1, True), (0, False), (-1, False)])
def test_an_id_token_that_is_over_is_forgiven_nothing(left: int, *, is_in: bool) -> None:
    at = site()
    at.provider.claims = {"sub": "mira", "exp": int(at.clock.now) + left}
    assert signed_in(Browser(at).sign_in()) is is_in


def test_a_session_ends_on_the_second_however_it_was_renewed() -> None:
    at = site(session={"lifetime": 600, "absolute": 600})
    browser = Browser(at)
    browser.sign_in()
    at.pass_time(599)
    assert first(browser.get("/members/")["headers"], "x-auth-subject") == "mira"
    at.pass_time(1)
    assert browser.page("/members/")["status"] == "302"
