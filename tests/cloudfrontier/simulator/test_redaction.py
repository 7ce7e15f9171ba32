"""Cookies and credentials do not leave the process with a trace, wherever in it they stand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from simulator_fakes import CACHED, behavior, cf, edge

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.simulator.diff import Change
from cloudfrontier.simulator.redaction import Redaction, redacted
from cloudfrontier.simulator.trace_json import trace_json

SESSION = "k1.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"
TOKEN = "abcdef0123456789"


def leaky(event: dict[str, Any]) -> Any:
    request = cf(event)["request"]
    return {
        "status": "302",
        "headers": {
            "location": [{"value": f"/in/?session={SESSION}"}],
            "set-cookie": [
                {
                    "key": "Set-Cookie",
                    "value": f"__Host-session={SESSION}; Expires=Wed, 05 Apr 2034 07:28:00 GMT",
                },
                {"key": "Set-Cookie", "value": "ab-hero=b; Path=/"},
            ],
            "x-saw": request["headers"]["authorization"],
        },
    }


def leaky_trace() -> Any:
    at_edge = edge(behavior(("viewer-request", "leaky")), code={"leaky": leaky})
    headers = {"Cookie": f"__Host-session={SESSION}; seen=1", "Authorization": f"Bearer {TOKEN}"}
    return at_edge.get("/page", headers=headers).trace


def test_no_secret_is_anywhere_in_the_json_of_a_trace() -> None:
    text = json.dumps(trace_json(leaky_trace()))
    assert SESSION not in text
    assert TOKEN not in text


def test_names_attributes_and_lengths_are_still_told() -> None:
    shown = trace_json(leaky_trace())
    assert ["Cookie", "__Host-session=<redacted 34 chars>; seen=<redacted 1 chars>"] in shown["request"][
        "headers"
    ]
    assert ["Authorization", "Bearer <redacted 16 chars>"] in shown["request"]["headers"]
    changes = {change["path"]: change["after"] for change in shown["events"][0]["changes"]}
    assert changes["cookies.__Host-session"] == "<redacted 34 chars>; Expires=Wed, 05 Apr 2034 07:28:00 GMT"
    assert changes["cookies.ab-hero"] == "<redacted 1 chars>; Path=/"
    assert changes["headers.location"] == "/in/?session=<redacted 34 chars>"


def test_secrets_are_shown_when_they_are_asked_for() -> None:
    text = json.dumps(trace_json(leaky_trace(), show_secrets=True))
    assert SESSION in text
    assert "redacted" not in text


def test_a_log_line_does_not_give_away_the_cookie_of_the_request() -> None:
    def raises(event: dict[str, Any]) -> Any:
        raise ValueError(cf(event)["request"]["headers"]["cookie"][0]["value"])

    at_edge = edge(behavior(("viewer-request", "broken")), code={"broken": raises})
    trace = at_edge.get("/page", headers={"Cookie": f"s={SESSION}"}).trace
    assert SESSION in trace.event("viewer-request").why
    assert SESSION not in json.dumps(trace_json(trace))


def test_a_path_does_not_give_away_the_cookie_of_the_request() -> None:
    trace = edge().get(f"/invitations/{TOKEN}", headers={"Cookie": f"invitation={TOKEN}"}).trace
    assert TOKEN not in json.dumps(trace_json(trace))


def test_cookies_in_the_cache_key_are_redacted_too() -> None:
    policy = replace(CACHED, cookies=ItemSelection("all"))
    trace = edge(behavior(cache_policy=policy)).get("/page", headers={"Cookie": "v=b"}).trace
    assert ["cookie v", "<redacted 1 chars>"] in trace_json(trace)["cache"]["key"]


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("cookies.s", "abc", "<redacted 3 chars>"),
        ("cookies.s", "1; Path=/\n2; Path=/x", "<redacted 1 chars>; Path=/\n<redacted 1 chars>; Path=/x"),
        ("cookies.s", "; Max-Age=0", "; Max-Age=0"),
        ("headers.authorization", "Basic dTpw", "Basic <redacted 4 chars>"),
        ("headers.x-api-key", "k", "<redacted 1 chars>"),
        ("headers.x-ab-hero", "b", "b"),
        ("uri", "/members/", "/members/"),
    ],
)
def test_a_change_is_redacted_by_its_path(path: str, value: str, shown: str) -> None:
    assert Redaction().change(Change(path, None, value)) == Change(path, None, shown)


def test_an_empty_value_hides_nothing() -> None:
    assert redacted("") == ""


def test_the_longest_secret_is_replaced_first() -> None:
    hide = Redaction((TOKEN, TOKEN + "-longer"))
    assert hide.text(f"{TOKEN}-longer {TOKEN}") == "<redacted 23 chars> <redacted 16 chars>"


@pytest.mark.parametrize("shows_secrets", [True, False])
@pytest.mark.parametrize("key", ["d", "headers", "cookies"])
def test_what_is_nested_far_down_is_cut_off_and_ends_no_stack(key: str, *, shows_secrets: bool) -> None:
    deep: Any = {}
    for _ in range(900):
        deep = {"a": [deep]}
    shown = json.dumps(Redaction(shows_secrets=shows_secrets).part({key: deep, "uri": "/"}))
    assert "<nested too deep to be shown>" in shown
    assert '"uri": "/"' in shown


CODE, STATE = "SplxlOBeZQQYbYS6WxSbIA/+", "af0ifjsldkj-af0ifjsldkj"


def sign_in(event: dict[str, Any]) -> Any:
    """Answers a callback by going on to a provider, with everything secret that a query may hold."""
    del event
    return {
        "status": "302",
        "headers": {
            "location": [{"value": f"https://id.example/?id_token_hint={TOKEN}&signature={TOKEN[::-1]}"}]
        },
    }


@pytest.mark.parametrize("shown", [CODE, STATE, TOKEN, TOKEN[::-1], quote(CODE, safe="")])
def test_codes_states_and_tokens_in_queries_are_hidden_in_both_spellings(shown: str) -> None:
    at_edge = edge(behavior(("viewer-request", "gate")), code={"gate": sign_in})
    text = json.dumps(
        trace_json(at_edge.get(f"/.auth/callback?code={quote(CODE, safe='')}&state={STATE}").trace)
    )
    assert shown not in text
    assert "/.auth/callback" in text


def test_a_query_of_a_cloudfront_function_is_hidden_too() -> None:
    step = leaky_trace().events[0]
    given = {"querystring": {"code": {"value": CODE}, "page": {"value": "a page of the site"}}}
    hide = Redaction.of_step(replace(step, given=given, returned=given))
    assert CODE not in hide.text(f"got {CODE}")
    assert hide.text("a page of the site") == "a page of the site"


def test_what_only_looks_like_a_parameter_is_shown() -> None:
    at_edge = edge(behavior(("viewer-request", "gate")), code={"gate": sign_in})
    trace = trace_json(at_edge.get("/?country_code=a-country-of-size&q=barcode=123456789012").trace)
    assert trace["request"]["querystring"] == "country_code=a-country-of-size&q=barcode=123456789012"


def test_a_state_that_is_part_of_a_cookies_name_is_hidden_there() -> None:
    def begin(event: dict[str, Any]) -> Any:
        del event
        cookie = {"key": "Set-Cookie", "value": f"__Host-sign-in.{STATE}=sealed; Path=/"}
        location = {"value": f"https://id.example/?state={STATE}"}
        return {"status": "302", "headers": {"location": [location], "set-cookie": [cookie]}}

    at_edge = edge(behavior(("viewer-request", "gate")), code={"gate": begin})
    begun = at_edge.get("/", headers={"Cookie": f"__Host-sign-in.{STATE}=sealed"}).trace
    text = json.dumps(trace_json(begun))
    assert STATE not in text
    assert "cookies.__Host-sign-in.<redacted 23 chars>" in text
