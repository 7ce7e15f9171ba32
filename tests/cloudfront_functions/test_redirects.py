"""Reading `_redirects`: what is kept, and that everything else is refused with its place and a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions import RedirectRule, SyntaxProblem, find_shadowed, read_redirects, redirect_rule


def rules(text: str) -> list[tuple[str, str, int]]:
    read = read_redirects(text, file="_redirects")
    assert read.problems == ()
    return [(rule.source, rule.target, rule.status) for rule in read.rules]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("/old /new", ("/old", "/new", 301)),
        ("/old /new 302", ("/old", "/new", 302)),
        ("  /old\t\t/new   308  ", ("/old", "/new", 308)),
        ("/old /new 303 # moved in May", ("/old", "/new", 303)),
        ("/old /new # moved in May", ("/old", "/new", 301)),
        ("/old https://example.org/new?a=b#c 307", ("/old", "https://example.org/new?a=b#c", 307)),
        ("/blog/* /news/:splat", ("/blog/*", "/news/:splat", 301)),
        ("/blog/* https://example.org/:splat/x 302", ("/blog/*", "https://example.org/:splat/x", 302)),
        ("/gone/* /", ("/gone/*", "/", 301)),
        ("/* https://example.org/:splat", ("/*", "https://example.org/:splat", 301)),
        ("/caf\u00e9 /men\u00fc", ("/caf%C3%A9", "/men%C3%BC", 301)),
        ("/a%2Fb /c%20d", ("/a%2Fb", "/c%20d", 301)),
        ("/Old /new", ("/Old", "/new", 301)),
        ("/old/ /old", ("/old/", "/old", 301)),
    ],
)
def test_a_line_becomes_a_rule(line: str, rule: tuple[str, str, int]) -> None:
    assert rules(line) == [rule]


def test_comments_blank_lines_and_a_byte_order_mark_are_no_rules() -> None:
    text = "\ufeff# moved pages\r\n\r\n   \n/a /b\r\n  # another\n/c /d"
    assert rules(text) == [("/a", "/b", 301), ("/c", "/d", 301)]


def test_a_rule_knows_where_it_was_written() -> None:
    assert read_redirects("\n\n/a /b", file="site/_redirects").rules == (
        RedirectRule("/a", "/b", 301, "site/_redirects", 3),
    )


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("/old", 1, "target is missing"),
        ("old /new", 1, "does not begin with `/`"),
        ("https://example.org/old /new", 1, "source with a host"),
        ("/old?a=b /new", 1, "path alone"),
        ("/old#a /new", 1, "path alone"),
        ("/old* /new", 1, "last part of a source only"),
        ("/*/old /new", 1, "last part of a source only"),
        ("/news/:year/:slug /n/:year/:slug", 1, "placeholder `:year`"),
        ("/old id=:id /new", 6, "query parameter"),
        ("/old /new 200", 11, "status 200"),
        ("/old /new 404", 11, "status 404"),
        ("/old /new 410", 11, "status 410"),
        ("/old /new 304", 11, "no status of a redirect"),
        ("/old /new 301!", 11, "`!` has no meaning"),
        ("/old /new 301 Country=us", 15, "`Country` is not supported"),
        ("/old /new 301 Language=en", 15, "`Language` is not supported"),
        ("/old /new Role=admin", 11, "`Role` is not supported"),
        ("/old /new 301 302", 15, "not understood"),
        ("/old /new fast", 11, "no status"),
        ("/old new", 6, "neither a path"),
        ("/old ftp://example.org/", 6, "neither a path"),
        ("/old javascript:alert(1)", 6, "neither a path"),
        ("/old //evil.example", 6, "names a host"),
        ("/old https:///path", 6, "host of the target"),
        ("/old/* https://:splat/x", 8, "host of the target"),
        ("/old/* https://example.org:splat", 8, "host of the target"),
        ("/old https://ex\u00e4mple.org/", 6, "write it as DNS has it"),
        ("/old /new/:splat", 6, "needs a source that ends in `/*`"),
        ("/old/* /:splat/:splat", 8, "may stand once"),
        ("/old/* /new?p=:splat", 8, "in its path"),
        ("/old/* /new/:id", 8, "placeholder `:id`"),
        ("/old/* /old/new/:splat", 8, "round for ever"),
        ("/old /old", 6, "round for ever"),
        ("/old /old?a=b", 6, "round for ever"),
        ("/* /new", 4, "round for ever"),
        ("/a\\b /new", 1, "cannot stand in a URL"),
        ("/old /a\\b", 6, "cannot stand in a URL"),
        ('/old /a"b', 6, "cannot stand in a URL"),
        ("/old /a<b", 6, "cannot stand in a URL"),
        ("/old /100%", 6, "begins no percent-escape"),
        ("/a%zz /new", 1, "begins no percent-escape"),
        ("/old /a\0b", 6, "cannot stand in a URL"),
    ],
)
def test_what_cannot_be_done_is_refused_at_its_place(line: str, column: int, reason: str) -> None:
    read = read_redirects(f"# first\n{line}\n/ok /fine", file="_redirects")
    assert [rule.source for rule in read.rules] == ["/ok"]
    (problem,) = read.problems
    assert (problem.file, problem.line, problem.column) == ("_redirects", 2, column)
    assert reason in problem.message
    assert str(problem).startswith(f"_redirects:2:{column}: ")


@given(st.text(max_size=120))
def test_every_line_is_a_rule_a_problem_a_comment_or_blank(text: str) -> None:
    read = read_redirects(text, file="f")
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    meant = [line for line in lines if line and not line.startswith("#")]
    assert len(read.rules) + len(read.problems) == len(meant)


def test_a_rule_that_cannot_be_reached_is_reported_with_the_one_before_it() -> None:
    read = read_redirects(
        "/a /b\n/docs/* /help/:splat\n/a /c\n/docs/x /y\n/docs/old/* /z\n/docs /w", file="r"
    )
    assert [(problem.line, problem.message.split("`")[1:4:2]) for problem in find_shadowed(read.rules)] == [
        (3, ["/a", "/a"]),
        (4, ["/docs/x", "/docs/*"]),
        (5, ["/docs/old/*", "/docs/*"]),
    ]


def test_a_rule_from_elsewhere_is_held_to_the_same() -> None:
    rule = redirect_rule("/a", "/b", 301, file="edge.toml", line=7)
    assert isinstance(rule, RedirectRule)
    problem = redirect_rule("/a", "/b", 305, file="edge.toml", line=7, columns=(3, 9))
    assert isinstance(problem, SyntaxProblem)
    assert "305 is no status" in problem.message
