"""Importing nginx: `return` and `rewrite`, their order and query strings, and what is listed instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.importers import Imported, import_text
from cloudfront_functions.rules import Answer, Redirect, Rewrite


def imported(text: str) -> Imported:
    return import_text(text, file="site.conf", form="nginx")


def shown(outcome: Imported) -> list[tuple[str, str, int, str]]:
    return [
        (str(rule.source), "", rule.status, "")
        if isinstance(rule, Answer)
        else (
            str(rule.source),
            str(rule.target),
            rule.status if isinstance(rule, Redirect) else 200,
            rule.query,
        )
        for rule in outcome.routes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rewrite ^/a/(.*)$ /b/$1 permanent;", ("/a/*", "/b/:splat", 301, "all")),
        ("rewrite ^/a/(.*)$ /b/$1? redirect;", ("/a/*", "/b/:splat", 302, "none")),
        ("rewrite ^/a$ https://x.org/;", ("/a", "https://x.org/", 302, "all")),
        ("rewrite ^/a/([^/]+)/b$ /c/$1 last;", ("/a/:part1/b", "/c/:part1", 200, "all")),
        ("rewrite ^/a\\.php$ /a permanent;", ("/a.php", "/a", 301, "all")),
        ("rewrite ^/a /b permanent;", ("/a*", "/b", 301, "all")),
        ('rewrite "^/a b" /b;', None),
        ("location = /a { return 301 /b; }", ("/a", "/b", 301, "none")),
        ("location = /a { return 301 /b$is_args$args; }", ("/a", "/b", 301, "all")),
        (
            "location /a/ { return 302 https://x.org$request_uri; }",
            ("/a/*", "https://x.org/a/:splat", 302, "all"),
        ),
        ("location ~ ^/a/(.*)$ { return 308 /b/$1; }", ("/a/*", "/b/:splat", 308, "none")),
        ("location = /a { return 410; }", ("/a", "", 410, "")),
        ("return https://x.org/;", ("/*", "https://x.org/", 302, "none")),
        ("return 301 $scheme://x.org$request_uri;", ("/*", "https://x.org/:splat", 301, "all")),
    ],
)
def test_a_directive_is_translated(text: str, expected: tuple[str, str, int, str] | None) -> None:
    outcome = imported(text)
    assert shown(outcome) == ([expected] if expected else [])
    assert (outcome.problems == ()) is (expected is not None)


def test_servers_ask_for_their_hosts_and_a_host_in_an_if_too() -> None:
    text = (
        "http { server { server_name A.com b.com; rewrite ^/x$ /y permanent;"
        " if ($host = c.com) { return 301 /z; } } }"
    )
    assert [rule.when.hosts for rule in imported(text).routes] == [("a.com", "b.com"), ("c.com",)]
    assert not imported("server { server_name _; return 410; }").routes[0].when


def test_locations_are_tried_as_nginx_chooses_them() -> None:
    text = (
        "location / { return 301 /4; } location /long/ { return 301 /3; } location ~ ^/l { return 301 /2; }\n"
        "location ^~ /u/ { return 301 /1; } location = /long/x { return 301 /0; } rewrite ^/s$ /r permanent;"
    )
    assert [str(rule.target) for rule in imported(text).routes if isinstance(rule, Redirect)] == [
        "/r", "/0", "/1", "/2", "/3", "/4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("server {\n  return 301 https://$host$request_uri;\n}", (2, 3), "redirect-to-https"),
        ("rewrite /a /b;", (1, 1), "does not begin with `^/`"),
        ("rewrite ^/(a|b)$ /c;", (1, 1), "write a rule"),
        ("rewrite ^/a$ /b$cookie_x permanent;", (1, 1), "`$cookie_x`"),
        ("rewrite ^/spa/ /index.html last;", (1, 1), "error page"),
        ("rewrite ^/a$ /b fast;", (1, 1), "no flag"),
        ("location ~* \\.php$ { return 404; }", (1, 1), "either case"),
        ("server { server_name *.x.org; return 410; }", (1, 1), "more than one host"),
        ("if ($scheme = http) { return 410; }", (1, 1), "this `if`"),
        ("location /a { proxy_pass http://x; }", (1, 15), "behavior"),
        ("return 200 ok;", (1, 1), "no status"),
        ("return 444;", (1, 1), "not translated"),
        ("return 301 /b", (1, 1), "does not end"),
        ("}", (1, 1), "closes nothing"),
        ('return "x', (1, 8), "not closed"),
    ],
)
def test_what_cannot_be_translated_is_listed(text: str, place: tuple[int, int], reason: str) -> None:
    outcome = imported(text)
    assert outcome.routes == ()
    assert (outcome.problems[0].line, outcome.problems[0].column) == place
    assert reason in outcome.problems[0].message


def test_a_wider_pattern_is_told() -> None:
    outcome = imported("rewrite ^/n/(\\d+)$ /m/$1 permanent;")
    assert shown(outcome) == [("/n/:part1", "/m/:part1", 301, "all")]
    assert "takes more" in outcome.notes[0].message
    assert isinstance(imported("rewrite ^/a/(.*)$ /b/$1 break;").routes[0], Rewrite)


WORDS = (
    "return 301 /a ; { } rewrite ^/a/(.*)$ /b/$1 permanent location = server \" ' \\ $request_uri #\n"
    " server_name if ($host x) map ~ ^/( * :x"
)
TEXT = st.lists(st.sampled_from(WORDS.split(" ")), max_size=14).map(" ".join)


@given(st.one_of(TEXT, st.text(max_size=60)))
def test_junk_is_translated_or_listed_and_never_ends_the_import(text: str) -> None:
    outcome = imported(text)
    for rule in outcome.routes:
        assert isinstance(rule, Answer | Redirect | Rewrite)
    for problem in outcome.problems:
        assert problem.message


def test_a_host_that_is_sent_to_itself_changes_its_protocol_alone() -> None:
    listen = "server { listen 80; server_name %s; return 301 https://a.com$request_uri; }"
    alone = import_text(listen % "a.com", file="n.conf", form="nginx")
    assert alone.routes == ()
    assert "redirect-to-https" in str(alone.problems[0])
    (rule,) = import_text(listen % "a.com www.a.com", file="n.conf", form="nginx").routes
    assert rule.when.hosts == ("www.a.com",)
