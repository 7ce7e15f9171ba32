"""Who may pass: every row of the table in the module, and cookies that an attacker sends."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from edge_support import AUTH, KEY, NOW, OLD_KEY, edge_request, mutated_token, session_token
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.auth.decision import Allow, Forbid, Redirect, Refuse, decide
from edge.auth.session import Key
from edge.auth.settings import read_settings
from edge.settings import Table

if TYPE_CHECKING:
    from edge.auth.settings import AuthSettings
    from edge.events import Request

GOOD = session_token()
EXPIRED = session_token(now=NOW - 7200)
FOREIGN = session_token(key=Key("k1", b"f" * 32))


def gate(**changes: Any) -> AuthSettings:
    return read_settings(Table({**AUTH, **changes}, ""))


def cookie(*tokens: str) -> tuple[str, str]:
    return ("Cookie", "; ".join(f"__Host-session={token}" for token in tokens))


def outcome(request: Request, configured: AuthSettings | None = None) -> str:
    decision = decide(configured or gate(), request, now=NOW)
    if isinstance(decision, Allow):
        return f"allow {decision.identity.subject if decision.identity else 'nobody'}"
    assert isinstance(decision, Redirect | Refuse | Forbid)
    return f"{type(decision).__name__.lower()} {decision.reason}"


@pytest.mark.parametrize(
    ("uri", "lines", "expected"),
    [
        ("/members/", [cookie(GOOD)], "allow mira"),
        ("/members/", [cookie(session_token("mira", key=OLD_KEY))], "allow mira"),
        ("/members/", [], "redirect absent"),
        ("/members/", [("Cookie", "session=" + GOOD)], "redirect absent"),
        ("/members/", [cookie("")], "redirect malformed"),
        ("/members/", [cookie(EXPIRED)], "redirect expired"),
        ("/members/", [cookie(FOREIGN)], "redirect signature"),
        ("/members/", [("Cookie", "a=1"), cookie(GOOD)], "allow mira"),
        ("/members/", [cookie(EXPIRED), cookie(GOOD)], "allow mira"),
        ("/members/", [cookie(FOREIGN, GOOD)], "allow mira"),
        ("/members/", [cookie(GOOD, session_token(lifetime=60))], "allow mira"),
        ("/members/", [cookie(GOOD, session_token("eve"))], "redirect ambiguous"),
        ("/members/", [cookie(*[EXPIRED] * 4)], "redirect expired"),
        ("/members/", [cookie(*[EXPIRED] * 4, GOOD)], "redirect ambiguous"),
        ("/members/", [("X-Auth-Subject", "root")], "redirect absent"),
        ("/members/", [("Authorization", "Bearer " + GOOD)], "refuse absent"),
    ],
    ids=[
        "valid", "of the old key", "no cookie", "other name", "empty", "expired", "foreign key",
        "on a second line", "stale one first", "tossed one first", "twice the same subject", "two subjects",
        "four stale", "five", "spoofed header", "not from Authorization",
    ],
)  # fmt: skip
def test_a_session_is_needed_and_enough(uri: str, lines: list[tuple[str, str]], expected: str) -> None:
    assert outcome(edge_request(uri, lines=lines)) == expected


@pytest.mark.parametrize(
    ("method", "mode", "expected"),
    [
        ("GET", None, "redirect absent"),
        ("HEAD", None, "redirect absent"),
        ("GET", "navigate", "redirect absent"),
        ("GET", "cors", "refuse absent"),
        ("GET", "no-cors", "refuse absent"),
        ("HEAD", "same-origin", "refuse absent"),
        ("POST", "navigate", "refuse absent"),
        ("POST", None, "refuse absent"),
        ("PUT", None, "refuse absent"),
        ("DELETE", None, "refuse absent"),
        ("OPTIONS", None, "refuse absent"),
        ("PATCH", None, "refuse absent"),
    ],
)
def test_only_a_navigation_is_redirected(method: str, mode: str | None, expected: str) -> None:
    lines = [("Sec-Fetch-Mode", mode)] if mode else []
    assert outcome(edge_request("/members/", method=method, lines=lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")], "redirect absent"),
        ([("Accept", "*/*")], "redirect absent"),
        ([("Accept", "application/json")], "refuse absent"),
        ([("Accept", "image/avif,image/webp")], "refuse absent"),
        ([("X-Requested-With", "XMLHttpRequest")], "refuse absent"),
        ([("Authorization", "Bearer x"), ("Accept", "*/*")], "refuse absent"),
        ([("Accept", "application/json"), ("Sec-Fetch-Mode", "navigate")], "redirect absent"),
        ([("Accept", "text/html"), ("Sec-Fetch-Mode", "cors")], "refuse absent"),
    ],
    ids=["a page", "anything", "JSON", "an image", "XHR", "a token", "navigation", "fetch"],
)
def test_a_program_that_says_nothing_of_its_mode_is_not_redirected(
    lines: list[tuple[str, str]], expected: str
) -> None:
    assert outcome(edge_request("/members/", lines=lines)) == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("/public/", "allow nobody"),
        ("/public/a/b.css", "allow nobody"),
        ("/favicon.ico", "allow nobody"),
        ("/sign-in/", "allow nobody"),
        ("/sign-in", "redirect absent"),
        ("/sign-in/x", "redirect absent"),
        ("/public", "redirect absent"),
        ("/Public/", "redirect absent"),
        ("/public/../members/", "redirect absent"),
        ("/public/..;/members/", "redirect absent"),
        ("/public/%2e%2e/members/", "redirect absent"),
        ("/public/%252e%252e%252fmembers/", "redirect absent"),
        ("/public//../members/", "redirect absent"),
        ("/public/\\..\\members", "redirect absent"),
        ("/members/?/public/", "redirect absent"),
    ],
)
def test_open_paths_are_open_and_nothing_that_may_be_read_otherwise_is(uri: str, expected: str) -> None:
    assert outcome(edge_request(uri)) == expected


@pytest.mark.parametrize(
    ("sign_in", "uri", "expected"),
    [
        ("https://d111111abcdef8.cloudfront.net/in", "/in", "allow nobody"),
        ("https://D111111ABCDEF8.cloudfront.net/in", "/in", "allow nobody"),
        ("https://id.example/in", "/in", "redirect absent"),
        ("/in?lang=de", "/in", "allow nobody"),
        ("/", "/", "allow nobody"),
        ("/", "/members/", "redirect absent"),
    ],
    ids=["same host", "in other letters", "other host", "with a query", "the root", "below the root"],
)
def test_the_sign_in_page_itself_is_never_gated(sign_in: str, uri: str, expected: str) -> None:
    assert outcome(edge_request(uri), gate(sign_in=sign_in)) == expected


@pytest.mark.parametrize(
    ("uri", "querystring", "back"),
    [
        ("/members/", "", "/members/"),
        ("/members/a b", "q=1&r=%26", "/members/a%20b?q=1&r=%26"),
        ("//evil.example/", "", "/"),
        ("/\\evil.example", "x", "/"),
        ("/%2f/evil.example", "", "/"),
        ("/a\r\nSet-Cookie: x=y", "", "/"),
        ("/members/", "x\r\nSet-Cookie: a=b", "/members/?x%0D%0ASet-Cookie:%20a=b"),
        ("/members/", "return_to=//evil.example", "/members/?return_to=//evil.example"),
        ("/\u5bb6", "", "/%E5%AE%B6"),
    ],
)
def test_the_way_back_is_one_parameter_of_the_sign_in_page(uri: str, querystring: str, back: str) -> None:
    decision = decide(gate(), edge_request(uri, querystring=querystring), now=NOW)
    assert isinstance(decision, Redirect)
    assert decision.location.isascii()
    assert decision.location.isprintable()
    there = urlsplit(decision.location)
    assert (there.scheme, there.netloc, there.path, there.fragment) == ("", "", "/sign-in/", "")
    assert parse_qs(there.query) == {"return_to": [back]}


def test_a_sign_in_page_with_a_query_keeps_it() -> None:
    configured = gate(sign_in="https://id.example/in?lang=de", return_parameter="from page")
    decision = decide(configured, edge_request("/members/"), now=NOW)
    assert decision == Redirect("https://id.example/in?lang=de&from%20page=%2Fmembers%2F", "absent")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_of_ten_thousand_mutated_session_cookies_none_is_let_in(seed: int) -> None:
    configured, dice = gate(), Random(seed)
    for _ in range(100):
        token = mutated_token(GOOD, dice)
        if token != GOOD:
            decision = decide(configured, edge_request("/members/", lines=[cookie(token)]), now=NOW)
            assert isinstance(decision, Redirect), token


@given(st.text(), st.text(), st.sampled_from(["GET", "POST", "OPTIONS"]), st.text(max_size=40))
def test_whatever_is_asked_for_nobody_gets_past_the_gate(
    uri: str, querystring: str, method: str, sent: str
) -> None:
    request = edge_request(
        "/members/" + uri, method=method, querystring=querystring, lines=[("Cookie", sent), cookie(sent)]
    )
    assert isinstance(decide(gate(anonymous=[]), request, now=NOW), Redirect | Refuse)


def test_the_request_is_not_changed_by_the_decision() -> None:
    request = edge_request("/members/", lines=[cookie(GOOD)])
    before = repr(request)
    decide(gate(), request, now=NOW)
    assert repr(request) == before


def test_a_key_that_was_taken_out_no_longer_counts() -> None:
    configured = gate(keys=AUTH["keys"][:1])
    request = edge_request("/members/", lines=[cookie(session_token(key=OLD_KEY))])
    assert outcome(request, configured) == "redirect key"
    assert (
        outcome(edge_request("/members/", lines=[cookie(session_token(key=KEY))]), configured) == "allow mira"
    )
