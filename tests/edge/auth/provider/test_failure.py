"""Keys that a certified provider changes, and a provider that is down, slow or says what it should not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from oidc_server import private_jwk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oidc_server import OidcServer
    from oidc_visitor import Visitor

    from edge.auth.session import Key


@pytest.fixture(autouse=True)
def as_before(provider: OidcServer) -> Iterator[None]:
    """A provider that was changed is changed back."""
    keys = provider.keys
    yield
    provider.become(mode="up", keys=keys)


def test_keys_that_were_changed_are_looked_for_and_sign_in_goes_on(
    visitors: Callable[[str], Visitor], provider: OidcServer
) -> None:
    """First both are published, then the old one has expired; what was signed in before stays so."""
    before = visitors("noa")
    before.open("/index.html")
    provider.become(keys=(private_jwk(1), private_jwk(0)))
    assert visitors("mira").open("/staff/a.html").text == "for the staff"
    provider.become(keys=(private_jwk(1),))
    assert visitors("mira").open("/staff/a.html").text == "for the staff"
    assert before.page("/index.html").status == 200


@pytest.mark.parametrize("mode", ["down", "slow", "drip"])
def test_a_provider_that_does_not_answer_is_a_page_that_says_when_to_come_back(
    visitors: Callable[[str], Visitor], provider: OidcServer, mode: str
) -> None:
    inside, outside = visitors("noa"), visitors("mira")
    inside.open("/index.html")
    back = outside.callback(outside.to_provider("/staff/a.html"))
    provider.become(mode=mode)
    answer = outside.page(back)
    assert (answer.status, answer.headers.get("retry-after")) == (503, "30")
    assert "__Host-session" not in outside.edge.cookies
    assert inside.page("/index.html").status == 200
    provider.become(mode="up")
    # its attempt was not spent
    assert outside.open("/staff/a.html").text == "for the staff"


def test_a_session_that_cannot_be_renewed_now_goes_on_until_it_ends(
    visitor: Visitor, provider: OidcServer, key: Key
) -> None:
    visitor.open("/index.html")
    provider.become(mode="down")
    assert visitor.page("/.auth/renew").status == 503
    assert visitor.page("/staff/a.html").status == 200
    visitor.age(key, issued_at=int(time.time()) - 3700, expires_at=int(time.time()) - 1)
    assert visitor.open("/staff/a.html").status == 503


def test_signing_out_works_while_the_provider_is_down(visitor: Visitor, provider: OidcServer) -> None:
    visitor.open("/index.html")
    provider.become(mode="down")
    visitor.page("/.auth/sign-out")
    assert not visitor.edge.cookies


def test_a_code_is_taken_once(visitor: Visitor) -> None:
    """The provider's verdict and ours: the second callback does not get as far as the provider."""
    back = visitor.callback(visitor.to_provider("/staff/a.html"))
    assert visitor.page(back).status == 302
    assert visitor.page(back).status == 400


def test_a_code_of_somebody_else_is_refused_by_the_provider_for_its_verifier(
    visitors: Callable[[str], Visitor],
) -> None:
    victim, attacker = visitors("noa"), visitors("mira")
    stolen = victim.callback(victim.to_provider("/index.html"))
    own = attacker.callback(attacker.to_provider("/index.html"))
    code = stolen.partition("code=")[2].partition("&")[0]
    own_code = own.partition("code=")[2].partition("&")[0]
    answer = attacker.page(own.replace(own_code, code))
    assert answer.status == 403
    assert '"reason":"code"' in "\n".join(answer.events["viewer-request"].logs)
    assert "__Host-session" not in attacker.edge.cookies


def test_who_declines_at_the_provider_is_told(visitor: Visitor) -> None:
    there = visitor.through_one_step(visitor.to_provider("/staff/a.html"))
    answer = visitor.open(f"{there}/abort")
    assert answer.status == 403
    assert "did not let you in" in answer.text


def test_a_session_that_never_holds_ends_on_a_page_that_says_why(visitor: Visitor) -> None:
    """The loop: a browser that drops the session, as an extension may."""
    for _ in range(2):
        visitor.open("/staff/a.html")
        del visitor.edge.cookies["__Host-session"]
        visitor.edge.cookies.pop("__Secure-auth-refresh", None)
    answer = visitor.open("/staff/a.html")
    assert answer.status == 400
    assert "Allow cookies" in answer.text
