"""Forced variants and signed cookies: what is asked for counts only where it was allowed, and exists."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

import pytest
from edge_support import NOW
from experiments import experiment, visit
from hypothesis import given
from hypothesis import strategies as st

from edge.ab_testing.assignment import Assigner
from edge.ab_testing.forcing import Forcing, taken_out
from edge.ab_testing.signing import Signer, forced_by, link_value

SECRET = bytes(range(32))
SIGNER = Signer(SECRET)
HERO, PRICE = experiment(), experiment(id="price")
LATER = NOW + 60
GOOD = link_value(SIGNER, "hero", "v1", expires=LATER)


def forced(*values: str, now: float = NOW) -> dict[str, str]:
    found = forced_by(values, (HERO, PRICE), SIGNER, now=now)
    return {name: variant.name for name, variant in found.items()}


def test_a_link_is_signed_as_rfc_2104_says() -> None:
    message = f"cloudfrontier experiment\nforce\nhero\nv1\n{LATER}".encode()
    signature = (
        urlsafe_b64encode(hmac.new(SECRET, message, hashlib.sha256).digest()[:16]).decode().rstrip("=")
    )
    assert f"hero.v1.{LATER}.{signature}" == GOOD
    assert forced(GOOD) == {"hero": "v1"}
    assert forced(GOOD, link_value(SIGNER, "price", "v0", expires=LATER)) == {"hero": "v1", "price": "v0"}


@pytest.mark.parametrize(
    "value",
    [
        GOOD.replace("v1", "v0"),
        GOOD.replace("hero", "price"),
        GOOD.replace(str(LATER), str(LATER + 1)),
        GOOD[:-1],
        GOOD + "A",
        GOOD + "=",
        link_value(Signer(bytes(32)), "hero", "v1", expires=LATER),
        link_value(SIGNER, "hero", "gone", expires=LATER),
        link_value(SIGNER, "gone", "v1", expires=LATER),
        link_value(SIGNER, "hero", "v1", expires=int(NOW)),
        "hero.v1",
        "hero.v1.\u0661\u0662.x",
        "hero.v1." + "9" * 5000 + ".x",
        "",
        "...",
    ],
    ids=[
        "another variant",
        "another experiment",
        "another time",
        "cut",
        "longer",
        "padded",
        "another secret",
        "a variant that is not",
        "an experiment that is not",
        "expired",
        "not signed",
        "digits of another script",
        "a huge number",
        "empty",
        "dots",
    ],
)
def test_what_is_not_signed_for_now_asks_for_nothing(value: str) -> None:
    assert forced(value) == {}


@given(st.text())
def test_no_text_is_a_signature(text: str) -> None:
    assert not SIGNER.is_good(text, "force", "hero", "v1", str(LATER))


@pytest.mark.parametrize(
    ("query", "rest", "values"),
    [
        ("", "", []),
        ("a=1&b", "a=1&b", []),
        (f"ab-force={GOOD}", "", [GOOD]),
        ("a=1&ab-force=x&b=2&ab-force=y", "a=1&b=2", ["x", "y"]),
        ("ab-force", "", [""]),
        ("xab-force=1&ab-force-=2", "xab-force=1&ab-force-=2", []),
    ],
)
def test_the_parameter_is_taken_out_of_the_query_string(query: str, rest: str, values: list[str]) -> None:
    assert taken_out(query, "ab-force") == (rest, values)


def test_without_a_parameter_the_query_string_stays() -> None:
    assert taken_out("=1&a", "") == ("=1&a", [])


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [
        ({"qa": ["hero.v1"]}, {"hero": "v1"}),
        ({"qa": ["hero.v1~price.v0"]}, {"hero": "v1", "price": "v0"}),
        ({"qa": ["hero.gone~x.v1~price"]}, {}),
        ({"other": ["hero.v1"]}, {}),
    ],
    ids=["one", "two", "none that exists", "a cookie that is not allowed"],
)
def test_an_allow_listed_cookie_may_ask(cookies: dict[str, list[str]], expected: dict[str, str]) -> None:
    found = Forcing(cookie="qa").wanted((HERO, PRICE), [], cookies, now=NOW)
    assert {name: variant.name for name, variant in found.items()} == expected
    assert not Forcing().wanted((HERO, PRICE), [GOOD], cookies, now=NOW)


def test_a_link_wins_over_a_cookie() -> None:
    forcing = Forcing("ab-force", "qa", SIGNER)
    found = forcing.wanted((HERO, PRICE), [GOOD], {"qa": ["hero.v0"]}, now=NOW)
    assert found["hero"].name == "v1"


def test_a_signed_cookie_is_good_for_its_visitor_only() -> None:
    assigner = Assigner([HERO], read_sticky=SIGNER.read_sticky)
    value = SIGNER.sticky(HERO, HERO.variants[1], "visitor-1")
    for visitor, cookie, why in [
        ("visitor-1", value, "kept"),
        ("visitor-2", value, "drawn"),
        ("visitor-1", "v1", "drawn"),
        ("visitor-1", value.replace("v1", "v0"), "drawn"),
        ("visitor-1", value + "x", "drawn"),
    ]:
        (found,) = assigner.assign(visit(visitor, lines=[("Cookie", f"ab-hero={cookie}")]))
        assert found.why == why
