"""What an origin is told: only what was verified, in visible ASCII, and signed so that it can be checked."""

from __future__ import annotations

from typing import Any

import pytest
from edge_support import KEY, NOW, OLD_KEY, header_lines
from hypothesis import given
from hypothesis import strategies as st

from edge.auth.identity import Identity
from edge.auth.identity_headers import header_text, set_identity, verify_origin_signature
from edge.headers import first

NAMES = {"x-auth-email": "email", "x-auth-groups": "groups"}
CLAIMS = {"email": "mira@shop.example", "groups": ["a", "b"]}
KEYS = {KEY.id: KEY}


def told(claims: Any = CLAIMS, key: Any = KEY) -> dict[str, str]:
    lines = header_lines(("X-Auth-Subject", "root"), ("X_Auth_Email", "root@x"), ("X-Auth-Roles", "all"))
    set_identity(lines, Identity("mira", claims, "session"), NAMES, key=key, now=NOW + 0.5)
    return {name: first(lines, name) or "" for name in lines}


def test_an_origin_can_check_what_it_is_told() -> None:
    headers = told()
    assert {name: value for name, value in headers.items() if name != "x-auth-signature"} == {
        "x-auth-subject": "mira", "x-auth-email": "mira@shop.example", "x-auth-groups": "a,b",
    }  # fmt: skip
    assert verify_origin_signature(headers, KEYS, now=NOW + 60)


@pytest.mark.parametrize(
    "changes",
    [
        {"x-auth-subject": "root"},
        {"x-auth-role": "root"},
        {"x-auth-email": "mira@shop.example\nx-auth-role:root"},
        {"x-auth-signature": ""},
        {"x-auth-signature": "v1.k1.1.AAAA"},
        {"x-auth-signature": "v1.k9.1795000000.AAAA"},
        {"x-auth-signature": "v1.k1.\u0661.AAAA"},
        {"x-auth-signature": "v1.k1.99999999999999999999.AAAA"},
    ],
)
def test_what_was_changed_on_the_way_is_not_believed(changes: dict[str, str]) -> None:
    assert not verify_origin_signature({**told(), **changes}, KEYS, now=NOW)


def test_a_header_that_was_taken_away_is_missed() -> None:
    headers = told()
    del headers["x-auth-groups"]
    assert not verify_origin_signature(headers, KEYS, now=NOW)


def test_an_old_signature_and_a_foreign_key_are_not_believed() -> None:
    assert not verify_origin_signature(told(), KEYS, now=NOW + 61)
    assert not verify_origin_signature(told(), {KEY.id: OLD_KEY}, now=NOW)
    assert not verify_origin_signature(told(), {}, now=NOW)


def test_nobody_is_told_as_nobody() -> None:
    lines = header_lines(("X-Auth-Subject", "root"), ("Accept", "*/*"))
    set_identity(lines, None, NAMES, key=KEY, now=NOW)
    assert set(lines) == {"accept"}


def test_a_value_that_is_too_long_is_left_out_and_not_cut() -> None:
    assert "x-auth-groups" not in told({"groups": ["group"] * 500})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Mira N\u00e9meth", "Mira%20N%C3%A9meth"),
        ("100%", "100%25"),
        (["a,b", "c"], "a%2Cb,c"),
        ([], ""),
        (True, "true"),
        (3, "3"),
        (None, ""),
        ({"a": 1}, ""),
        ("a\r\nb", "a%0D%0Ab"),
    ],
)
def test_a_claim_becomes_visible_ascii(value: object, text: str) -> None:
    assert header_text(value) == text


@given(st.text())
def test_whatever_a_claim_holds_is_one_line(value: str) -> None:
    text = header_text(value)
    assert text.isascii()
    assert text == "" or text.isprintable()
    assert " " not in text
