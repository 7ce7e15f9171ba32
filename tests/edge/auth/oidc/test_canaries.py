"""No token, cookie, code or secret is logged or shown: canaries go through every path.

Everything that a visitor, the provider or a secret store hands over holds a canary. Then all that was
logged, at every level, and every page is searched for it, and for what was sealed.
"""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from edge_support import KEY, key_entry
from fake_provider import SECRET
from sign_in_browser import Browser, location, site

from edge.settings import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from sign_in_browser import Site

CANARY = "cAnArY"
PLACE = {"service": "ssm", "name": "/shop/oidc", "region": "eu-west-1", "field": ""}


def signs_in(browser: Browser) -> None:
    browser.sign_in("/members/?secret=cAnArY-query")
    browser.get("/members/?secret=cAnArY-query")


def signs_out(browser: Browser) -> None:
    browser.sign_in()
    browser.page("/.auth/sign-out", ("Sec-Fetch-Site", "cross-site"))
    browser.page("/.auth/sign-out?token=cAnArY")
    browser.page("/.auth/signed-out?token=cAnArY")


def renews(browser: Browser) -> None:
    browser.sign_in()
    browser.page("/.auth/renew?cAnArY")
    browser.at.pass_time(3601)
    browser.page("/.auth/sign-in?return_to=/")


def goes_wrong(browser: Browser) -> None:
    for knob, value in (
        ("down", True), ("status", 500), ("key", 9), ("error", "cAnArY"),
        ("tokens", {"id_token": "cAnArY.cAnArY.cAnArY"}), ("claims", {"sub": "cAnArY subject\n"}),
    ):  # fmt: skip
        before = getattr(browser.at.provider, knob)
        setattr(browser.at.provider, knob, value)
        browser.sign_in()
        setattr(browser.at.provider, knob, before)


def sends_rubbish(browser: Browser) -> None:
    cookie = "__Host-session=v1.k1.cAnArY.cAnArY; __Host-sign-in.cAnArY=s1.k1.cAnArY; __Secure-auth-id=cAnArY"
    for target in (
        "/members/cAnArY", "/.auth/cAnArY", "/.auth/sign-in?return_to=%2FcAnArY%0A", "/.auth/renew",
        "/.auth/callback?code=cAnArY&state=cAnArY", "/.auth/callback?error=cAnArY&error_description=cAnArY",
        "/.auth/callback?code=a&code=cAnArY", "/.auth/sign-out?id_token_hint=cAnArY",
    ):  # fmt: skip
        browser.get(
            target, ("Cookie", cookie), ("Authorization", "Bearer cAnArY"), ("X-Auth-Subject", "cAnArY")
        )
        browser.get(target, ("Cookie", cookie), ("Sec-Fetch-Mode", "cors"), method="POST")


def loops(browser: Browser) -> None:
    for _ in range(3):
        browser.page(location(browser.page("/members/")))
        browser.sign_in()
        browser.jar.pop(("__Host-session", "/", browser.host))


PATHS = [signs_in, signs_out, renews, goes_wrong, sends_rubbish, loops]


def shop(logging: str, read: Callable[[Any], str]) -> Site:
    at = site(
        provider={"refresh": True, "client_authentication": "post", "secret": PLACE},
        read_secret=read,
        rules=[{"paths": ["/*"], "subjects": ["mira"]}],
        logging=logging,
    )
    at.provider.authentication = "post"
    at.provider.claims["picture"] = "cAnArY-claim"
    return at


@pytest.mark.parametrize("visit", PATHS, ids=lambda visit: visit.__name__)
@pytest.mark.parametrize("logging", ["lean", "powertools"])
def test_nothing_secret_is_logged_on_any_path(logging: str, visit: Callable[[Browser], None]) -> None:
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        browser = Browser(shop(logging, lambda _: SECRET))
        visit(browser)
    assert written.getvalue().count("\n") >= 2
    search(written.getvalue(), browser)


@pytest.mark.parametrize("visit", PATHS, ids=lambda visit: visit.__name__)
def test_nothing_secret_is_returned_in_a_page(visit: Callable[[Browser], None]) -> None:
    browser = Browser(shop("", lambda _: SECRET))
    pages = []
    keep = browser.page

    def noted(*args: Any, **options: Any) -> Any:
        answer = keep(*args, **options)
        pages.append(answer.get("body", ""))
        return answer

    browser.page = noted  # type: ignore[method-assign]  # a browser that notes what it is shown
    visit(browser)
    search("\n".join(pages), browser)


def test_settings_contexts_and_answers_can_be_printed() -> None:
    """Whoever prints one of these while looking for a fault must not print a secret."""
    at = site(provider={"client_authentication": "post", "secret": PLACE})
    table = Table({"keys": [key_entry(KEY)]}, "")
    assert key_entry(KEY)["secret"] not in repr(table) + repr(KEY)
    assert CANARY not in repr(at.handler)


def search(text: str, browser: Browser) -> None:
    """Neither the canary nor any cookie's value, plain or encoded, is in the text."""
    hidden = {CANARY, SECRET, quote(SECRET, safe=""), key_entry(KEY)["secret"]}
    hidden |= {cookie.value for cookie in browser.jar.values() if len(cookie.value) > 8}
    hidden |= set(browser.at.provider.pending) | set(browser.at.provider.refresh_tokens)
    assert not [word for word in hidden if word in text]


def test_every_outcome_is_one_log_line_and_one_metric_with_the_request_id() -> None:
    written = io.StringIO()
    with redirect_stdout(written):
        Browser(shop("lean", lambda _: SECRET)).sign_in()
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    logs = [line for line in lines if "outcome" in line and "_aws" not in line]
    metrics = [line for line in lines if "_aws" in line]
    assert [line["outcome"] for line in logs] == ["redirected", "sent", "signed_in"]
    assert [name for line in metrics for name in line if name.startswith("auth_")] == [
        "auth_redirected", "auth_sent", "auth_signed_in",
    ]  # fmt: skip
    assert all("request_id" in line for line in lines)
