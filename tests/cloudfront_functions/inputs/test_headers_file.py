"""Reading `_headers`: the blocks that Netlify and Cloudflare document, what is refused, what is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.inputs import CLOUDFLARE, NETLIFY, Dialect, ReadHeaders, read_headers
from cloudfront_functions.rules import Slot

DOCUMENTED = """
# This is a comment
/secure/page
  X-Frame-Options: DENY
  X-Content-Type-Options: nosniff

/static/*
  Access-Control-Allow-Origin: *
  X-Robots-Tag: nosnippet

/*
  X-Robots-Tag: noindex
"""


def read(text: str, dialect: Dialect = CLOUDFLARE) -> ReadHeaders:
    return read_headers(text, file="_headers", dialect=dialect)


def changes(outcome: ReadHeaders) -> list[tuple[str, str, str, object]]:
    assert outcome.problems == ()
    return [
        (str(rule.source), change.kind, change.name, change.value[0] if change.value else "")
        for rule in outcome.rules
        for change in rule.changes
    ]


def test_netlifys_rules_set_and_the_last_one_wins() -> None:
    assert changes(read(DOCUMENTED, NETLIFY)) == [
        ("/secure/page", "set", "x-frame-options", "DENY"),
        ("/secure/page", "set", "x-content-type-options", "nosniff"),
        ("/static/*", "set", "access-control-allow-origin", "*"),
        ("/static/*", "set", "x-robots-tag", "nosnippet"),
        ("/*", "set", "x-robots-tag", "noindex"),
    ]


def test_cloudflares_rules_join_their_values_without_that_of_the_origin() -> None:
    assert changes(read(DOCUMENTED, CLOUDFLARE)) == [
        ("/static/*", "remove", "x-robots-tag", ""),
        ("/*", "remove", "x-robots-tag", ""),
        ("/secure/page", "set", "x-frame-options", "DENY"),
        ("/secure/page", "set", "x-content-type-options", "nosniff"),
        ("/static/*", "set", "access-control-allow-origin", "*"),
        ("/static/*", "add", "x-robots-tag", "nosnippet"),
        ("/*", "add", "x-robots-tag", "noindex"),
    ]


def test_a_rule_for_all_paths_replaces_before_others_add() -> None:
    assert changes(read("/*\n A: 1\n/x\n A: 2")) == [("/*", "set", "a", "1"), ("/x", "add", "a", "2")]


def test_a_header_is_detached() -> None:
    text = "/*\n  Content-Security-Policy: default-src 'self';\n\n/*.jpg\n  ! Content-Security-Policy\n"
    assert changes(read(text)) == [
        ("/*", "set", "content-security-policy", "default-src 'self';"),
        ("/*.jpg", "remove", "content-security-policy", ""),
    ]


def test_values_of_one_header_below_one_path_are_joined() -> None:
    text = "/*\n  cache-control: max-age=0\n  cache-control: no-cache\n  cache-control: no-store"
    for dialect in (NETLIFY, CLOUDFLARE):
        assert changes(read(text, dialect)) == [
            ("/*", "set", "cache-control", "max-age=0, no-cache, no-store")
        ]


def test_placeholders_fill_values_at_cloudflare_and_are_text_at_netlify() -> None:
    text = '/movies/:title\n  x-movie-name: You are watching ":title", not :other'
    (rule,) = read(text).rules
    assert rule.changes[0].value == ('You are watching "', Slot("title"), '", not :other')
    (rule,) = read(text, NETLIFY).rules
    assert rule.changes[0].value == ('You are watching ":title", not :other',)


def test_netlifys_wildcard_may_stand_inside_a_path() -> None:
    (rule,) = read("/*/templates\n A: b", NETLIFY).rules
    assert str(rule.source) == "/*/templates"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("X-A: b", (1, 1), "below the path"),
        ("/*\n  nonsense", (2, 3), "no header"),
        ("/*\n  ! A: b", (2, 3), "no header"),
        ("/*", (1, 1), "does nothing"),
        ("/a\n/b\n  A: b", (2, 1), "line 1 has no header"),
        ("https://x.example/*\n  A: b", (1, 1), "one host alone"),
        ("/*\n  Via: x", (2, 3), "read-only"),
        ("/*\n  Set-Cookie: a=b", (2, 3), "cookies"),
        ("/*\n  Connection: close", (2, 3), "refused by CloudFront"),
        ("/*\n  A: \u00e9", (2, 3), "visible ASCII"),
        ("/*\n  A B: c", (2, 3), "no name of a header"),
        ("/*/*\n  A: b", (1, 1), "only one `*`"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_at_its_place(text: str, place: tuple[int, int], reason: str) -> None:
    problem = read(text).problems[0]
    assert (problem.line, problem.column) == place
    assert reason in problem.message


def test_netlifys_own_headers_are_refused_without_showing_the_password() -> None:
    (problem,) = read("/*\n  Basic-Auth: someone:hunter2", NETLIFY).problems
    assert "asks for a password" in problem.message
    assert "hunter2" not in problem.message
    (problem,) = read("/*\n  ! A", NETLIFY).problems
    assert "no `! Name`" in problem.message


def test_a_header_below_a_path_that_cannot_be_kept_is_named_too() -> None:
    assert [problem.line for problem in read("/a*b*\n  A: b\n  C: d\n/ok\n  E: f").problems] == [1, 2, 3]


LINE = st.sampled_from(
    ["/a", "/*", "/a/:b", "https://x/*", " A: b", " B: c", " ! A", "# x", "", "nonsense", " A b: c"]
)


@given(st.lists(st.one_of(LINE, st.text(max_size=30)), max_size=10), st.sampled_from([NETLIFY, CLOUDFLARE]))
def test_every_line_with_a_header_is_a_change_or_a_problem(lines: list[str], dialect: Dialect) -> None:
    outcome = read("\n".join(lines), dialect)
    problems = {problem.line for problem in outcome.problems}
    split = "\n".join(lines).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    names = {change.name for rule in outcome.rules for change in rule.changes}
    for number, line in enumerate(split, 1):
        text = line.strip()
        if not text or text.startswith(("#", "/", "http://", "https://")) or number in problems:
            continue
        assert text.removeprefix("!").partition(":")[0].strip().lower() in names
