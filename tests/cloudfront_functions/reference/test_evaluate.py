"""What rules make of an event, worked out by hand for the plain evaluator."""

from __future__ import annotations

from typing import Any

import pytest
from functions_events import viewer_request, viewer_response

from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules import (
    Answer,
    Capture,
    Conditions,
    HeaderChange,
    IndexDocument,
    Match,
    PathHeaders,
    Pattern,
    Redirect,
    ResponseHeaders,
    Rest,
    Rewrite,
    Route,
    Routes,
    Slot,
    Target,
    exact,
)

SPLAT = Pattern(("old",), Rest())


def to(*path: str | Slot) -> Target:
    return Target(path)


def answer(rule: Route, event: dict[str, Any]) -> Any:
    return evaluate([Routes((rule,)), IndexDocument("index.html")], event)


def location(rule: Route, event: dict[str, Any]) -> str:
    text: str = answer(rule, event)["headers"]["location"]["value"]
    return text


@pytest.mark.parametrize(
    ("uri", "target", "expected"),
    [
        ("/old/a", to("/new/", Slot("splat")), "/new/a"),
        ("/old//evil.example", to("/", Slot("splat")), "/evil.example"),
        ("/old/\\evil.example", to("/", Slot("splat")), "/evil.example"),
        ("/old/", to("/", Slot("splat"), "/evil.example"), "/evil.example"),
        ("/old//x", to("/n/", Slot("splat")), "/n//x"),
        ("/old/a\r\nb c", to("/n/", Slot("splat")), "/n/a%0D%0Ab%20c"),
        ("/old/\u00e9\u2028", to("/n/", Slot("splat")), "/n/%C3%A9%E2%80%A8"),
        ("/old/a?b#c", to("/n/", Slot("splat")), "/n/a%3Fb%23c"),
        ("/old/a&b?", Target(("/n",), ("p=", Slot("splat"))), "/n?p=a%26b?"),
        ("/old/a", Target(("/n",), ("p=1",), ("f-", Slot("splat"))), "/n?p=1#f-a"),
        ("/old/$&", to("https://x.example/", Slot("splat")), "https://x.example/$&"),
    ],
    ids=ascii,
)
def test_a_target_is_filled(uri: str, target: Target, expected: str) -> None:
    assert location(Redirect(source=SPLAT, target=target), viewer_request(uri)) == expected


def test_the_query_string_stands_between_the_targets_own_and_its_fragment() -> None:
    event = viewer_request("/a", {"x": {"value": "1", "multiValue": [{"value": "1"}, {"value": ""}]}})
    rule = Redirect(source=exact("/a"), target=Target(("/b",), ("c=d",), ("e",)), status=307)
    assert answer(rule, event) == {
        "statusCode": 307,
        "statusDescription": "Temporary Redirect",
        "headers": {"location": {"value": "/b?c=d&x=1&x#e"}},
    }


def test_parameters_that_a_rule_reads_can_be_left_out_or_all_of_them() -> None:
    event = viewer_request("/a", {"id": {"value": "7"}, "x": {"value": "1"}})
    when = Conditions(query=(Match("id", capture="id"),))
    target = to("/p/", Slot("id"))
    assert location(Redirect(source=exact("/a"), target=target, when=when), event) == "/p/7?id=7&x=1"
    others = Redirect(source=exact("/a"), target=target, when=when, query="others")
    assert location(others, event) == "/p/7?x=1"
    assert location(Redirect(source=exact("/a"), target=target, when=when, query="none"), event) == "/p/7"


def test_the_first_rule_that_matches_acts() -> None:
    rules = (
        Redirect(source=SPLAT, target=to("/1"), when=Conditions(countries=("DE",))),
        Redirect(source=exact("/old/x"), target=to("/2")),
        Redirect(source=SPLAT, target=to("/3")),
    )
    german = viewer_request("/old/x", cloudfront_viewer_country="DE")
    assert evaluate([Routes(rules)], german)["headers"]["location"]["value"] == "/1"
    assert evaluate([Routes(rules)], viewer_request("/old/x"))["headers"]["location"]["value"] == "/2"
    assert evaluate([Routes(rules)], viewer_request("/old/y"))["headers"]["location"]["value"] == "/3"


def test_a_rewrite_goes_on_to_the_steps_that_follow() -> None:
    rule = Rewrite(source=Pattern(("v1", Capture("p")), any_slash=True), target=to("/v2/", Slot("p"), "/"))
    event = viewer_request("/v1/a", {"x": {"value": "1"}})
    assert answer(rule, event) == viewer_request("/v2/a/index.html", {"x": {"value": "1"}})["request"]


def test_a_rewrite_replaces_the_query_string_only_where_it_has_to() -> None:
    event = viewer_request("/old/a", {"x": {"value": "1"}})
    rule = Rewrite(source=SPLAT, target=Target(("/n",), ("p=", Slot("splat"))))
    assert answer(rule, event)["querystring"] == {"p": {"value": "a"}, "x": {"value": "1"}}


def test_an_answer_needs_no_origin() -> None:
    rule = Answer(source=exact("/gone"), status=410, headers=(("cache-control", "no-store"),), body="Gone\n")
    assert answer(rule, viewer_request("/gone")) == {
        "statusCode": 410,
        "statusDescription": "Gone",
        "headers": {"cache-control": {"value": "no-store"}},
        "body": "Gone\n",
    }


@pytest.mark.parametrize(
    ("when", "headers", "matches"),
    [
        (Conditions(hosts=("a.example",)), {"host": "A.Example:443"}, True),
        (Conditions(hosts=("a.example",)), {"host": "b.example"}, False),
        (Conditions(hosts=("a.example",)), {}, False),
        (Conditions(countries=("AT", "DE")), {"cloudfront_viewer_country": "DE"}, True),
        (Conditions(countries=("AT", "DE")), {}, False),
        (Conditions(languages=("en",)), {"accept_language": "en-GB,de;q=0.8"}, True),
        (Conditions(languages=("en",)), {"accept_language": "de;q=0.9, en;q=0.95"}, True),
        (Conditions(languages=("en",)), {"accept_language": "de, en"}, False),
        (Conditions(languages=("en-gb",)), {"accept_language": "en"}, False),
        (Conditions(languages=("en-GB",)), {"accept_language": "EN-gb"}, True),
        (Conditions(languages=("en",)), {"accept_language": "*, en;q=0.1"}, True),
        (Conditions(languages=("en",)), {"accept_language": "en;q=0"}, False),
        (Conditions(languages=("en",)), {"accept_language": "en;q=x, de;q=0.1"}, False),
        (Conditions(languages=("en",)), {"accept_language": "english"}, False),
        (Conditions(languages=("en",)), {}, False),
        (Conditions(headers=(Match("x-a"),)), {"x_a": ""}, True),
        (Conditions(headers=(Match("x-a", "1"),)), {"x_a": "1"}, True),
        (Conditions(headers=(Match("x-a", "1"), Match("x-b"))), {"x_a": "1"}, False),
    ],
    ids=str,
)
def test_conditions_hold_or_not(when: Conditions, headers: dict[str, str], matches: bool) -> None:  # noqa: FBT001 - a column of the table
    event = viewer_request("/a", None, **headers)
    result = answer(Redirect(source=exact("/a"), target=to("/b"), when=when), event)
    assert ("statusCode" in result) == matches


def test_the_first_value_of_a_parameter_counts() -> None:
    event = viewer_request("/a", {"i": {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}})
    for value, matches in (("1", True), ("2", False)):
        rule = Redirect(source=exact("/a"), target=to("/b"), when=Conditions(query=(Match("i", value),)))
        assert ("statusCode" in answer(rule, event)) == matches


def test_cookies_are_no_headers() -> None:
    event = viewer_request("/a")
    event["request"]["cookies"]["seen"] = {"value": "yes"}
    when = Conditions(cookies=(Match("seen", capture="s"),))
    assert location(Redirect(source=exact("/a"), target=to("/", Slot("s")), when=when), event) == "/yes"


def test_every_header_rule_that_matches_acts_in_its_order() -> None:
    rules = (
        PathHeaders(
            source=Pattern((), Rest()),
            changes=(HeaderChange("set", "x-a", ("1",)), HeaderChange("add", "x-b", ("2",))),
        ),
        PathHeaders(
            source=Pattern(("docs",), Rest()),
            changes=(
                HeaderChange("add", "x-a", (Slot("splat"), "!")),
                HeaderChange("remove", "server"),
                HeaderChange("remove", "absent"),
            ),
        ),
        PathHeaders(source=exact("/docs/b"), changes=(HeaderChange("set", "x-a", ("3",)),)),
    )
    event = viewer_response(server="s", x_b="1")
    event["request"]["uri"] = "/docs/a\nb"
    headers = evaluate([ResponseHeaders(rules)], event)["headers"]
    assert headers == {"x-a": {"value": "1, a%0Ab!"}, "x-b": {"value": "1, 2"}}


def test_the_event_is_left_as_it_is_and_steps_of_the_other_event_are_refused() -> None:
    event = viewer_request("/a/")
    assert evaluate([IndexDocument("i.html")], event)["uri"] == "/a/i.html"
    assert event == viewer_request("/a/")
    with pytest.raises(ValueError, match="IndexDocument is no step of viewer-response"):
        evaluate([IndexDocument("i.html")], viewer_response())
