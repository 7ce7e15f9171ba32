"""The storefront through the fixture that users have: who may see what, which variant, what is cached."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cli.auth import read_key
from edge.auth.session import mint

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.testing import EdgeClient

MEMBERS = "/members/index.html"


def session(
    storefront: Path, *, age: float = 0, lifetime: int = 600, key_id: str = "2026-11"
) -> dict[str, str]:
    """A `Cookie` header with a session that was signed `age` seconds ago."""
    key = read_key(storefront / ".secrets" / "session.key", key_id)
    return {"Cookie": f"__Host-session={mint(key, 'ann', now=time.time() - age, lifetime=lifetime)}"}


def test_a_session_opens_the_members_page(cloudfront: EdgeClient, storefront: Path) -> None:
    response = cloudfront.get(MEMBERS, headers=session(storefront))
    assert response.status == 200
    assert "<title>Members" in response.text


@pytest.mark.parametrize("age", [601, 100_000], ids=["just expired", "long expired"])
def test_an_expired_session_is_sent_to_sign_in(cloudfront: EdgeClient, storefront: Path, age: float) -> None:
    response = cloudfront.get(f"{MEMBERS}?from=mail", headers=session(storefront, age=age))
    assert response.status == 302
    assert response.headers.get("location", "").startswith("/sign-in/?return_to=%2Fmembers%2Findex.html")


def test_a_session_signed_with_an_unknown_key_is_none(cloudfront: EdgeClient, storefront: Path) -> None:
    assert cloudfront.get(MEMBERS, headers=session(storefront, key_id="2025-01")).status == 302


@pytest.mark.parametrize(
    "path", ["/%6dembers/index.html", "//members/index.html", "/x/../members/index.html"]
)
def test_no_spelling_of_the_path_leads_around_the_gate(cloudfront: EdgeClient, path: str) -> None:
    response = cloudfront.get(path)
    assert response.status in {302, 403}
    assert "<title>Members" not in response.text


def test_a_visitor_keeps_the_variant_and_variants_do_not_meet_in_the_cache(
    cloudfront: EdgeClient, storefront: Path
) -> None:
    signed_in = session(storefront)["Cookie"]
    seen = {}
    for number in range(24):
        visitor = cloudfront.get(MEMBERS, headers={"Cookie": signed_in})
        cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        again = cloudfront.get(MEMBERS, headers={"Cookie": f"{signed_in}; {cookies}"})
        variant = visitor.cookies["ab-welcome"]
        assert f'data-variant="{variant}"' in visitor.text
        assert again.text == visitor.text
        assert again.cache.decision == "hit"
        assert (visitor.cache.decision == "miss") == (variant not in seen)
        seen[variant] = number
    assert seen.keys() == {"a", "b"}


def test_the_folder_of_the_members_is_redirected_to_its_page(cloudfront: EdgeClient) -> None:
    response = cloudfront.get("/members/")
    assert (response.status, response.headers.get("location")) == (302, MEMBERS)


def test_public_pages_have_security_headers_and_need_no_session(cloudfront: EdgeClient) -> None:
    response = cloudfront.get("/")
    assert response.status == 200
    assert response.headers.get("content-security-policy") == "default-src 'self'"
    assert response.headers.get("strict-transport-security")


def test_the_api_is_never_cached_and_takes_what_is_in_stock(cloudfront: EdgeClient) -> None:
    for _ in range(2):
        assert cloudfront.get("/api/stock/lamp").x_cache == "Miss from cloudfront"
    assert cloudfront.post("/api/basket", json={"product": "lamp", "count": 9}).status == 409
    assert cloudfront.post("/products/", json={}).status == 403
