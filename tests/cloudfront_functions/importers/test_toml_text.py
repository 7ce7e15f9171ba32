"""Rules as edge.toml: what is written is TOML, and gives the same rules when it is read."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.importers import detect_format, import_text, toml_of
from cloudfront_functions.inputs import (
    CLOUDFLARE,
    NETLIFY,
    Dialect,
    HeaderTable,
    LineError,
    RuleTable,
    read_header_table,
    read_headers,
    read_redirects,
    read_rule,
)
from cloudfront_functions.rules import Match, Origin, PathHeaders, Redirect, Rest, Target, exact
from cloudfront_functions.rules.pattern import Pattern


def table(value: dict[str, Any]) -> RuleTable:
    values: dict[str, Any] = {
        key: tuple(item) if isinstance(item, list) else item for key, item in value.items()
    }
    return RuleTable(**values)


def written_alone(rule: PathHeaders) -> bool:
    return not toml_of((), (rule,))[1]


def header_table(value: dict[str, Any]) -> HeaderTable:
    values: dict[str, Any] = {**value, "remove": tuple(value.get("remove", ()))}
    return HeaderTable(**values)


WORDS = (
    "/a /a/* /:b/c /:b/:c/* https://e.com/:b https://www.e.com/x 200! 301 404! id=:id id=1 Country=us,de"
    " Language=en-gb Cookie=a,b /:splat /b?c=:b#:b /\u00e9 /x/:id /a\u00e9'"
)
LINES = st.lists(st.sampled_from(WORDS.split()), min_size=2, max_size=5).map(" ".join)


@given(st.lists(LINES, max_size=6), st.sampled_from([NETLIFY, CLOUDFLARE]))
def test_rules_read_from_the_text_are_those_that_were_written(lines: list[str], dialect: Dialect) -> None:
    rules = read_redirects("\n".join(lines), file="r", dialect=dialect).rules
    text, problems = toml_of(rules, ())
    assert problems == ()
    written = tomllib.loads(text)["functions"]["imported-request"]["redirect"] if rules else []
    assert (
        tuple(read_rule(table(one), rule.origin) for one, rule in zip(written, rules, strict=True)) == rules
    )


def test_headers_are_written_by_path() -> None:
    rules = read_headers("/a/*\n  X-A: b\n  ! X-C\n/*\n  X-A: d\n", file="h", dialect=CLOUDFLARE).rules
    text, problems = toml_of((), rules, name="site")
    assert problems == ()
    assert tomllib.loads(text)["functions"]["site-response"] == {
        "event": "viewer-response",
        "header": [
            {"path": "/a/*", "remove": ["x-a"]},
            {"path": "/*", "remove": ["x-a"]},
            {"path": "/a/*", "remove": ["x-c"], "add": {"x-a": "b"}},
            {"path": "/*", "add": {"x-a": "d"}},
        ],
    }


@given(
    st.lists(
        st.sampled_from(["/a/:b", "/*", "/x*y", " A: :b, c", " B: d", " ! A", " ! C", " B: :splat"]),
        max_size=8,
    )
)
def test_headers_read_from_the_text_are_those_that_were_written(lines: list[str]) -> None:
    rules = read_headers("\n".join(lines), file="h", dialect=CLOUDFLARE).rules
    text, problems = toml_of((), rules)
    kept = [rule for rule in rules if written_alone(rule)]
    assert len(kept) + len(problems) == len(rules)
    written = tomllib.loads(text)["functions"]["imported-response"]["header"] if kept else []
    for one, rule in zip(written, kept, strict=True):
        again = read_header_table(header_table(one), rule.origin)
        assert again.source == rule.source
        assert set(again.changes) == set(rule.changes)


@pytest.mark.parametrize(
    ("given_table", "key"),
    [
        (HeaderTable(path="a", set={"x": "y"}), "path"),
        (HeaderTable(path="/a*", any_slash=True), "any_slash"),
        (HeaderTable(path="/a", set={"via": "y"}), "set"),
        (HeaderTable(path="/a", add={"x": "\n"}), "add"),
        (HeaderTable(path="/a", remove=("a b",)), "remove"),
    ],
)
def test_a_table_of_headers_that_cannot_be_kept_names_its_key(given_table: HeaderTable, key: str) -> None:
    with pytest.raises(LineError) as raised:
        read_header_table(given_table, Origin())
    assert raised.value.word is not None
    assert raised.value.word.text == key


def test_a_rule_that_no_table_can_say_is_a_problem() -> None:
    named = Redirect(source=Pattern((), Rest("other")), target=Target(("/x",)), origin=Origin("f", 7))
    colon = Redirect(source=exact("/a:b"), target=Target(("/x",)), origin=Origin("f", 8))
    text, problems = toml_of((named, colon), ())
    assert text == ""
    assert [problem.line for problem in problems] == [7, 8]


@pytest.mark.parametrize(
    ("given_table", "key"),
    [
        (RuleTable(source="a", target="/b"), "source"),
        (RuleTable(source="/a"), "target"),
        (RuleTable(source="/a", target="/b", status=304), "status"),
        (RuleTable(source="/a", target="/b", status=404), "target"),
        (RuleTable(source="/a*", target="/b", any_slash=True), "any_slash"),
        (RuleTable(source="/a", target="https://x.org/", status=200), "target"),
        (RuleTable(source="/a", target="/b", countries=("usa",)), "countries"),
        (RuleTable(source="/a", target="/b", query={"a": "%"}), "query"),
    ],
)
def test_a_table_that_cannot_be_kept_names_its_key(given_table: RuleTable, key: str) -> None:
    with pytest.raises(LineError) as raised:
        read_rule(given_table, Origin())
    assert raised.value.word is not None
    assert raised.value.word.text == key


def test_a_header_of_any_value_is_a_star() -> None:
    rule = read_rule(RuleTable(source="/a", target="/b", headers={"X-Beta": "*", "x-c": "d"}), Origin())
    assert rule.when.headers == (Match("x-beta"), Match("x-c", "d"))


@pytest.mark.parametrize(
    ("file", "text", "form"),
    [
        ("_redirects", "", "redirects"),
        ("site._redirects", "", "redirects"),
        ("_headers", "", "headers"),
        ("moved.CSV", "", "csv"),
        ("vercel.json", "", "vercel"),
        ("nginx.conf", "", "nginx"),
        ("rules.xml", "", "s3"),
        ("website.json", '{"RoutingRules": []}', "s3"),
        ("other.json", "{}", "vercel"),
        ("notes.txt", "", None),
    ],
)
def test_names_and_texts_tell_the_format(file: str, text: str, form: str | None) -> None:
    assert detect_format(file, text) == form


def test_every_kind_of_file_goes_to_its_importer() -> None:
    assert import_text("/a,/b", file="f", form="csv").routes
    assert import_text("/a /b", file="f", form="redirects").routes
    assert import_text("/a\n X: y", file="f", form="headers").headers
