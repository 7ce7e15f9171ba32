"""Importing vercel.json: its documented forms, defaults, and what is listed as not translated."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.importers import Imported, import_text
from cloudfront_functions.rules import Conditions, Match, Redirect, Rewrite


def imported(value: object) -> Imported:
    return import_text(json.dumps(value), file="vercel.json", form="vercel")


def shown(outcome: Imported) -> list[tuple[str, str, int]]:
    return [
        (str(rule.source), str(rule.target), rule.status if isinstance(rule, Redirect) else 200)
        for rule in outcome.routes
        if isinstance(rule, Redirect | Rewrite)
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"source": "/me", "destination": "/profile.html"}, [("/me", "/profile.html", 308)]),
        ({"source": "/user", "destination": "/api", "permanent": False}, [("/user", "/api", 307)]),
        ({"source": "/a", "destination": "http://x/?c#d", "statusCode": 301}, [("/a", "http://x/?c#d", 301)]),
        ({"source": "/view/:id", "destination": "/x/:id"}, [("/view/:id", "/x/:id", 308)]),
        ({"source": "/blog/:path*", "destination": "/news/:path*"},
         [("/blog", "/news", 308), ("/blog/*", "/news/:splat", 308)]),
        ({"source": "/blog/:path+", "destination": "/n?p=:path"}, [("/blog/*", "/n?p=:splat", 308)]),
        ({"source": "/:path*", "destination": "https://x.org/:path*"}, [("/*", "https://x.org/:splat", 308)]),
        ({"source": "/(.*)", "destination": "https://x.org/$1"}, [("/*", "https://x.org/:splat", 308)]),
        ({"source": "/old-(.*)", "destination": "/new-$1"}, [("/old-*", "/new-:splat", 308)]),
    ],
)  # fmt: skip
def test_a_redirect_is_translated(item: object, expected: list[tuple[str, str, int]]) -> None:
    outcome = imported({"redirects": [item]})
    assert outcome.problems == ()
    assert shown(outcome) == expected


@pytest.mark.parametrize(
    ("has", "when"),
    [
        ({"type": "host", "value": "old.Example.com"}, Conditions(hosts=("old.example.com",))),
        ({"type": "host", "value": "old\\.example\\.com"}, Conditions(hosts=("old.example.com",))),
        ({"type": "header", "key": "X-Beta"}, Conditions(headers=(Match("x-beta"),))),
        ({"type": "query", "key": "q", "value": "1"}, Conditions(query=(Match("q", "1"),))),
        (
            {"type": "query", "key": "q", "value": "(?<term>.*)"},
            Conditions(query=(Match("q", capture="term"),)),
        ),
        ({"type": "cookie", "key": "beta"}, Conditions(cookies=(Match("beta"),))),
    ],
)
def test_what_a_request_must_have_is_a_condition(has: object, when: Conditions) -> None:
    (rule,) = imported({"redirects": [{"source": "/a", "destination": "/b", "has": [has]}]}).routes
    assert rule.when == when


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"redirects": [{"source": "/post/:id(\\d+)", "destination": "/x"}]}, "regular expression"),
        ({"redirects": [{"source": "/a", "destination": "/b/:c"}]}, "nothing in the source fills"),
        ({"redirects": [{"source": "/a", "destination": "/b", "missing": [{}]}]}, "`missing`"),
        (
            {"redirects": [{"source": "/a", "destination": "/b", "has": [{"type": "host", "value": "a.*"}]}]},
            "regular",
        ),
        ({"redirects": [{"source": "/a", "destination": "/b", "statusCode": 304}]}, "no status"),
        ({"redirects": ["/a"]}, "is an object"),
        ({"redirects": [{"source": 1, "destination": "/b"}]}, "`1`"),
        ({"rewrites": [{"source": "/(.*)", "destination": "/index.html"}]}, "error page"),
        ({"rewrites": [{"source": "/api/:p*", "destination": "https://x.org/:p*"}]}, "behavior of its own"),
        ({"headers": [{"source": "/a", "headers": [{"key": "Via", "value": "x"}]}]}, "read-only"),
        ({"headers": [{"source": "/a", "headers": []}]}, "no header"),
        ({"cleanUrls": "yes"}, "`cleanUrls` is `true` or `false`"),
        ({"trailingSlash": None}, "`trailingSlash` is `true` or `false`"),
        ({"routes": [{"src": "/a"}]}, "`routes`"),
    ],
)
def test_what_cannot_be_translated_is_listed(value: object, reason: str) -> None:
    outcome = imported(value)
    assert not outcome.routes
    assert not outcome.headers
    assert reason in outcome.problems[0].message


def test_problems_stand_at_their_items() -> None:
    items = '{"source": "/a", "destination": "/b"},\n  {"source": "/(a|b)", "destination": "/b"}'
    text = f'{{\n "redirects": [\n  {items}\n ]\n}}'
    outcome = import_text(text, file="vercel.json", form="vercel")
    assert [(problem.line, problem.column) for problem in outcome.problems] == [(4, 3)]
    assert outcome.routes[0].origin.line == 3


@pytest.mark.parametrize(
    "text", ["", "[", "{", "nope", '{"a"}', '{"a":1', "[1 2]", '{"redirects": [}', "[" * 100_000]
)
def test_what_is_no_json_is_said(text: str) -> None:
    (problem,) = import_text(text, file="v", form="vercel").problems
    assert "no JSON" in problem.message


TEXTS = st.one_of(st.sampled_from(["/a", "/:b*", "$1", "host", "(.*)", ""]), st.text(max_size=5))
KEYS = st.sampled_from(["source", "destination", "has", "type", "key", "value", "headers"])
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=8,
)


@given(st.lists(JSON, max_size=3), st.sampled_from(["redirects", "rewrites", "headers"]))
def test_every_item_is_translated_or_listed(items: list[object], key: str) -> None:
    text = json.dumps({key: items}, indent=0)
    outcome = import_text(text, file="v", form="vercel")
    assert len(outcome.problems) + len({rule.origin for rule in (*outcome.routes, *outcome.headers)}) == len(
        items
    )
