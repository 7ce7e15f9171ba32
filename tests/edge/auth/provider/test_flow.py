"""The built zip and a certified provider: signing in, being recognised, renewed and signed out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from oidc_server import CLIENT, HOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from oidc_server import OidcServer
    from oidc_visitor import Visitor

    from edge.auth.session import Key


def test_a_visitor_signs_in_and_comes_back_to_the_page_that_was_asked_for(visitor: Visitor) -> None:
    page = visitor.open("/staff/a.html")
    assert (page.status, page.text) == (200, "for the staff")
    assert visitor.questions == 2, "who one is, and whether the site may know"
    assert visitor.visited[-1] == f"https://{HOST}/staff/a.html"
    told: Any = page.events["viewer-request"].returned
    assert told["headers"]["x-auth-subject"][0]["value"] == "mira"
    assert told["headers"]["x-auth-email"][0]["value"] == "mira@shop.example"


def test_what_is_asked_of_the_provider_is_what_the_standard_says(visitor: Visitor) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(visitor.to_provider("/")).query).items()}
    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT
    assert asked["redirect_uri"] == f"https://{HOST}/.auth/callback"
    assert asked["code_challenge_method"] == "S256"
    assert {len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])} == {22, 43}


def test_who_lacks_the_group_is_signed_in_and_kept_out(visitors: Callable[[str], Visitor]) -> None:
    noa = visitors("noa")
    assert noa.open("/staff/a.html").status == 403
    assert noa.open("/index.html").status == 200


def test_a_second_visit_asks_nothing(visitor: Visitor) -> None:
    visitor.open("/index.html")
    del visitor.edge.cookies["__Host-session"]
    asked = visitor.questions
    assert visitor.open("/staff/a.html").text == "for the staff"
    assert visitor.questions == asked


def test_a_session_that_is_over_is_renewed_with_the_refresh_token(visitor: Visitor, key: Key) -> None:
    visitor.open("/index.html")
    before = visitor.age(key, issued_at=int(time.time()) - 3700, expires_at=int(time.time()) - 100)
    visitor.visited.clear()
    assert visitor.open("/staff/a.html").text == "for the staff"
    assert all(url.startswith(f"https://{HOST}/") for url in visitor.visited), "nobody leaves the site"
    after = visitor.age(key)
    assert (after.session_id, after.issued_at) == (before.session_id, before.issued_at)
    assert after.expires_at > time.time() + 3000


def test_a_session_of_which_half_is_over_is_renewed_with_the_page(visitor: Visitor, key: Key) -> None:
    visitor.open("/index.html")
    before = visitor.age(key, expires_at=int(time.time()) + 600)
    page = visitor.page("/staff/a.html")
    assert page.text == "for the staff"
    assert page.headers.get("cache-control") == "private, no-store"
    assert visitor.age(key).expires_at > before.expires_at + 2000


def test_a_page_renews_the_session_without_a_question(visitor: Visitor, key: Key) -> None:
    """With the refresh token, and where there is none by the provider's session, asked with prompt=none."""
    visitor.open("/index.html")
    assert "<title>renewed</title>" in visitor.page("/.auth/renew").text
    del visitor.edge.cookies["__Secure-auth-refresh"]
    visitor.visited.clear()
    before = visitor.age(key)
    assert "<title>renewed</title>" in visitor.open("/.auth/renew").text
    assert any("prompt=none" in url for url in visitor.visited)
    assert visitor.age(key).session_id != before.session_id


def test_a_page_is_told_when_nobody_is_signed_in_at_the_provider_either(visitor: Visitor) -> None:
    assert "<title>sign-in-required</title>" in visitor.open("/.auth/renew").text


def test_a_refresh_token_that_was_used_leads_through_the_provider(visitor: Visitor, key: Key) -> None:
    """As two tabs do: the provider takes it for stolen and revokes the grant; nobody is locked out."""
    visitor.open("/index.html")
    used = visitor.edge.cookies["__Secure-auth-refresh"]
    visitor.page("/.auth/renew")
    assert visitor.edge.cookies["__Secure-auth-refresh"] != used
    visitor.edge.cookies["__Secure-auth-refresh"] = used
    visitor.age(key, issued_at=int(time.time()) - 3700, expires_at=int(time.time()) - 100)
    assert visitor.open("/staff/a.html").text == "for the staff"


def test_signing_out_ends_the_session_here_and_at_the_provider(
    visitor: Visitor, provider: OidcServer
) -> None:
    visitor.open("/index.html")
    page = visitor.open("/.auth/sign-out")
    assert (page.status, page.trace.request.uri) == (200, "/.auth/signed-out")
    there = next(url for url in visitor.visited if url.startswith(f"{provider.issuer}/session/end"))
    assert "id_token_hint=" in there
    assert not visitor.edge.cookies
    visitor.questions = 0
    visitor.open("/index.html")
    assert visitor.questions > 0, "the provider asks again"


def test_tabs_that_were_opened_together_all_arrive(visitor: Visitor) -> None:
    tabs = {path: visitor.to_provider(path) for path in ("/staff/a.html", "/a//b", "/index.html?tab=3")}
    ends = [visitor.open(url).trace.request for url in tabs.values()]
    assert [end.uri + (f"?{end.querystring}" if end.querystring else "") for end in ends] == [
        "/staff/a.html",
        "/",
        "/index.html?tab=3",
    ]
