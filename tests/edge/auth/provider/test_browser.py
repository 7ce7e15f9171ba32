"""A real browser, `cloudfrontier serve` and a certified provider: in, back, renewed, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from oidc_browser import Chromium, find_chromium
from oidc_packages import node_packages
from oidc_project import write_project
from oidc_serve import Served, served
from oidc_server import HOST, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oidc_server import OidcServer

SITE = f"https://{HOST}"


@pytest.fixture(scope="module", autouse=True)
def can_serve() -> None:
    """`serve` is an extra."""
    for name in ("uvicorn", "httptools", "watchfiles", "trustme"):
        pytest.importorskip(name, reason=f"{name} is not installed: `serve` cannot run over TLS")


@pytest.fixture(scope="module")
def site(root: Path, can_serve: None) -> Iterator[Served]:
    """The site over TLS."""
    with served(root, "--tls") as found:
        yield found


@pytest.fixture
def browser(site: Served) -> Iterator[Chromium]:
    """A browser without cookies, which finds the site's host at the loopback."""
    with Chromium(node_packages(), find_chromium(), HOST, site.address) as chromium:
        yield chromium


def sign_in(browser: Chromium, page: str, *, site: str = SITE) -> dict[str, object]:
    browser(open=f"{site}{page}")
    browser(fill={"login": "mira", "password": "any"})
    return browser(follow="Continue")


def test_a_browser_signs_in_comes_back_is_renewed_and_signs_out(
    browser: Chromium, site: Served, provider: OidcServer
) -> None:
    seen = sign_in(browser, "/staff/a.html")
    assert (seen["url"], seen["text"]) == (f"{SITE}/staff/a.html", "for the staff")
    cookies = {cookie["name"]: cookie for cookie in seen["cookies"]}  # type: ignore[attr-defined]  # JSON
    session = cookies["__Host-session"]
    assert (session["secure"], session["httpOnly"], session["sameSite"]) == (True, True, "Lax")
    assert cookies["__Secure-auth-refresh"]["path"] == "/.auth"
    assert seen["script"] == "", "no script of the page sees a cookie"

    site.asked()
    assert browser(open=f"{SITE}/staff/a.html")["text"] == "for the staff"
    assert set(site.asked()) - {"/favicon.ico"} == {"/staff/a.html"}, "who has a session is sent nowhere"

    renewed = browser(open=f"{SITE}/.auth/renew")
    assert renewed["title"] == "renewed"
    after = {cookie["name"]: cookie for cookie in renewed["cookies"]}
    assert after["__Secure-auth-refresh"]["value"] != cookies["__Secure-auth-refresh"]["value"]

    out = browser(open=f"{SITE}/.auth/sign-out")
    assert out["url"].startswith(f"{provider.issuer}/session/end?"), "the provider asks whether it is meant"
    out = browser(follow="Yes, sign me out")
    assert (out["url"], out["title"]) == (f"{SITE}/.auth/signed-out", "Signed out")
    assert not out["cookies"]
    assert browser(open=f"{SITE}/staff/a.html")["url"].startswith(f"{provider.issuer}/interaction/")


def test_a_session_that_is_lost_comes_back_without_a_question(browser: Chromium) -> None:
    sign_in(browser, "/staff/a.html")
    browser(expire="__Host-session")
    assert browser(open=f"{SITE}/staff/a.html")["text"] == "for the staff"


def test_tabs_sign_in_beside_each_other(browser: Chromium, provider: OidcServer) -> None:
    first = browser(open=f"{SITE}/staff/a.html")
    second = browser(tab=f"{SITE}/index.html")
    assert first["url"] != second["url"]
    assert len([cookie for cookie in second["cookies"] if cookie["name"].startswith("__Host-sign-in.")]) == 2
    browser(fill={"login": "mira", "password": "any"})
    assert browser(follow="Continue")["url"] == f"{SITE}/index.html"
    assert browser(open=first["url"])["url"].startswith(provider.issuer)
    assert browser(open=f"{SITE}/staff/a.html")["text"] == "for the staff"


def test_a_script_is_told_and_not_redirected(browser: Chromium) -> None:
    browser(open=f"{SITE}/public/a.html")
    assert browser(fetch="/staff/a.html")["result"] == 401


def test_another_site_cannot_sign_the_visitor_out(browser: Chromium, provider: OidcServer) -> None:
    """A link there leads to a page that asks; the session is still there after it."""
    sign_in(browser, "/staff/a.html")
    browser(open=f"{provider.issuer}/jwks")
    asked = browser(leave=f"{SITE}/.auth/sign-out")
    assert asked["title"] == "Sign out?"
    assert "__Host-session" in {cookie["name"] for cookie in asked["cookies"]}


def test_on_localhost_a_browser_keeps_the_session_without_tls(root: Path, provider: OidcServer) -> None:
    """As developers see their site; at the provider the callback is registered for localhost."""
    before = provider.client
    with served(root) as site:
        here = f"http://localhost:{site.address.rpartition(':')[2]}"
        provider.become(client={**before, "redirect_uris": [f"{here}/.auth/callback"]})
        with Chromium(node_packages(), find_chromium(), "localhost", "127.0.0.1") as browser:
            seen = sign_in(browser, "/staff/a.html", site=here)
            assert (seen["url"], seen["text"]) == (f"{here}/staff/a.html", "for the staff")
            assert browser(open=f"{here}/.auth/renew")["title"] == "renewed"
    provider.become(client=before)


def test_a_client_with_a_secret_signs_in_where_a_file_stands_for_it(
    tmp_path: Path, provider: OidcServer
) -> None:
    kept = 'secret = { name = "shop/client", region = "eu-west-1", simulate.file = "client-secret" }'
    write_project(tmp_path, provider.issuer, provider=f'client_authentication = "post"\n{kept}')
    (tmp_path / "client-secret").write_text(SECRET, encoding="utf-8")
    (tmp_path / "client-secret").chmod(0o600)
    before = provider.client
    proof = {"token_endpoint_auth_method": "client_secret_post", "client_secret": SECRET}
    with served(tmp_path) as site:
        here = f"http://localhost:{site.address.rpartition(':')[2]}"
        provider.become(client={**before, **proof, "redirect_uris": [f"{here}/.auth/callback"]})
        with Chromium(node_packages(), find_chromium(), "localhost", "127.0.0.1") as browser:
            assert sign_in(browser, "/staff/a.html", site=here)["text"] == "for the staff"
        assert SECRET not in "\n".join(site.lines)
    provider.become(client=before)
