"""Bearer tokens: where they are looked for, whose they are, and what settings.json may say."""

from __future__ import annotations

from typing import Any

import pytest
from edge_support import edge_request
from tokens import AUDIENCE, CLAIMS, ISSUER, NOW, jwk, token, verifier

from edge.auth.bearer import Bearer, read_bearer
from edge.auth.identity import Identity, Refused
from edge.settings import SettingsError, Table

ISSUER_TABLE: dict[str, Any] = {"issuer": ISSUER, "audiences": [AUDIENCE], "jwks": {"keys": [jwk("RS256")]}}


def ask(*lines: tuple[str, str], scheme: Bearer | None = None, now: float = NOW) -> Identity | Refused | None:
    return (scheme or Bearer(verifier(), cookie="id")).check(edge_request("/", lines=lines), now)


def bearer(text: str, word: str = "Bearer") -> tuple[str, str]:
    return "Authorization", f"{word} {text}"


@pytest.mark.parametrize("word", ["Bearer", "bearer", "BEARER"])
def test_a_header_with_a_true_token_lets_in(word: str) -> None:
    assert ask(bearer(token(), word)) == Identity("user-1", CLAIMS, "bearer", CLAIMS["exp"])


def test_a_cookie_does_too_and_the_header_comes_first() -> None:
    cookie = ("Cookie", f"a=b; id={token()}; c=d")
    assert isinstance(ask(cookie), Identity)
    assert ask(cookie, bearer("junk")) == Refused("malformed")
    assert isinstance(ask(("Cookie", "id=junk"), bearer(token())), Identity)
    assert ask(cookie, scheme=Bearer(verifier())) is None


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [("Authorization", "Basic YTpi")],
        [("Authorization", "Bearer")],
        [("Cookie", "ID=x")],
        [("Bearer", "x")],
    ],
    ids=repr,
)
def test_where_no_token_is_nothing_was_presented(lines: list[tuple[str, str]]) -> None:
    assert ask(*lines) is None


def test_two_of_them_are_refused() -> None:
    assert ask(bearer(token()), bearer(token())) == Refused("ambiguous")
    assert ask(bearer(token()), ("Authorization", "Basic YTpi")) == Refused("ambiguous")
    assert ask(("Cookie", f"id={token()}"), ("Cookie", "id=other")) == Refused("ambiguous")


@pytest.mark.parametrize("subject", [None, "", 7, "a b", "ü", "a" * 256, "a\nb", ["a"]], ids=repr)
def test_a_subject_must_be_able_to_stand_in_a_header(subject: object) -> None:
    assert ask(bearer(token({**CLAIMS, "sub": subject}))) == Refused("subject")


def test_another_claim_may_be_the_subject() -> None:
    answer = ask(bearer(token({**CLAIMS, "oid": "o-1"})), scheme=Bearer(verifier(), subject="oid"))
    assert isinstance(answer, Identity)
    assert answer.subject == "o-1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "malformed"),
        ("a.b.c", "malformed"),
        (token(which=1), "key"),
        (token({**CLAIMS, "aud": "x"}), "audience"),
        ("x" * 9000, "oversize"),
    ],
    ids=["nothing", "junk", "key", "audience", "oversize"],
)
def test_the_reason_is_a_word(text: str, reason: str) -> None:
    assert ask(bearer(text)) == Refused(reason)


def test_a_token_ends() -> None:
    assert ask(bearer(token()), now=CLAIMS["exp"] + 60) == Refused("expired")


def test_settings_are_read() -> None:
    table = {"issuers": [ISSUER_TABLE], "cookie": "id", "subject": "sub", "leeway": 0}
    scheme = read_bearer(Table(table, "bearer"))
    assert isinstance(ask(("Cookie", f"id={token()}"), scheme=scheme), Identity)
    assert ask(bearer(token()), scheme=scheme, now=CLAIMS["exp"]) == Refused("expired")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"jwks": {"keys": []}}, "bearer.issuers[0].jwks"),
        ({"jwks": None}, "bearer.issuers[0].jwks"),
        ({"algorithms": []}, "bearer.issuers[0].algorithms"),
        ({"algorithms": ["HS256"]}, "bearer.issuers[0].algorithms"),
        ({"algorithms": ["none"]}, "bearer.issuers[0].algorithms"),
        ({"audiences": []}, "bearer.issuers"),
        ({"audience": ["x"]}, "bearer.issuers[0].audience"),
        ({"issuer": None}, "bearer.issuers[0].issuer"),
    ],
    ids=repr,
)
def test_wrong_settings_are_named(change: dict[str, Any], place: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_bearer(Table({"issuers": [{**ISSUER_TABLE, **change}]}, "bearer"))
    assert f" {place}:" in str(caught.value)


def test_there_is_an_issuer_and_a_cookies_name_is_one() -> None:
    tables: list[dict[str, Any]] = [
        {"issuers": []},
        {"issuers": [ISSUER_TABLE], "cookie": "a b"},
        {"issuers": [ISSUER_TABLE] * 2},
    ]
    for table in tables:
        with pytest.raises(SettingsError):
            read_bearer(Table(table, "bearer"))
