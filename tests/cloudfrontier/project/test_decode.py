"""Single keys and values: what was seen, what was expected and the nearest name, at the right place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CASES: dict[str, tuple[str, str]] = {
    "unknown-table": (
        "[¦function.f]\nevent = 'viewer-request'\n",
        "unknown key `function` in edge.toml; did you mean `functions`?",
    ),
    "unknown-key-with-a-near-one": (
        "[[behaviors]]\npath = '/a'\norigin = 'site'\n¦viewer_request = 'f'\n",
        "unknown key `viewer_request` in behaviors[0]; did you mean `viewer-request`?",
    ),
    "unknown-key-with-no-near-one": (
        "[functions.f]\nevent = 'viewer-request'\nsource = 'own.js'\n[functions.f.rewrites]\n¦xyz = 1\n",
        "unknown key `xyz` in functions.f.rewrites; expected one of lower_case, strip_base",
    ),
    "missing-key": (
        "¦[[behaviors]]\npath = '/a'\n",
        "behaviors[0] lacks the key `origin`, a name of 1 to 64 letters",
    ),
    "missing-key-of-an-inline-table": (
        "[auth]\nkeys = [¦{ id = 'k' }]\n",
        "auth.keys[0] lacks the key `file`, a string that is not empty: File with the key",
    ),
    "string-for-integer": (
        "[handlers.h]\nmemory = ¦'5'\n",
        '`handlers.h.memory` is the string "5"; expected an integer from 128 to 10240',
    ),
    "float-for-integer": (
        "[handlers.h]\nmemory = ¦128.0\n",
        "`handlers.h.memory` is the number 128.0; expected an integer",
    ),
    "integer-out-of-range": (
        "[handlers.h]\ntimeout = ¦31\n",
        "`handlers.h.timeout` is the number 31; expected an integer from 1 to 30",
    ),
    "integer-without-end": (
        "[cache_policies.p]\nmin_ttl = ¦-1\n",
        "`cache_policies.p.min_ttl` is the number -1; expected an integer, 0 or more",
    ),
    "huge-integer": (
        "[handlers.h]\nmemory = ¦0x" + "f" * 200 + "\n",
        "`handlers.h.memory` is the number of 800 bits; expected an integer",
    ),
    "integer-for-string": (
        "[functions.f]\nevent = 'viewer-request'\nsource = ¦5\n",
        "`functions.f.source` is the number 5; expected a string that is not empty",
    ),
    "empty-string": (
        "[functions.f]\nevent = 'viewer-request'\nsource = ¦''\n",
        '`functions.f.source` is the string ""; expected a string that is not empty',
    ),
    "date-for-string": (
        "[functions.f]\nevent = 'viewer-request'\nsource = ¦2026-11-23\n",
        "`functions.f.source` is the date or time 2026-11-23; expected a string",
    ),
    "time-in-an-array": (
        "[functions.f]\nevent = 'viewer-request'\nredirects = ['_redirects', ¦07:32:00]\n",
        "`functions.f.redirects[1]` is the date or time 07:32:00; expected a string",
    ),
    "infinity": (
        "[handlers.h]\nmemory = ¦inf\n",
        "`handlers.h.memory` is the number inf; expected an integer",
    ),
    "integer-for-boolean": (
        "[handlers.h]\ninclude_body = ¦1\n",
        "`handlers.h.include_body` is the number 1; expected true or false",
    ),
    "boolean-for-integer": (
        "[handlers.h]\nmemory = ¦true\n",
        "`handlers.h.memory` is true; expected an integer",
    ),
    "array-for-table": ("functions = ¦[]\n", "`functions` is an empty array; expected a table"),
    "table-for-array": (
        "[ab_testing]\nexperiments = ¦{ id = 'x' }\n",
        "`ab_testing.experiments` is a table; expected an array of tables",
    ),
    "string-for-array": (
        "[auth]\nkeys = []\nanonymous = ¦'/a'\n",
        '`auth.anonymous` is the string "/a"; expected an array; each item a string that begins with `/`',
    ),
    "pattern": (
        "[auth]\nkeys = []\nanonymous = [¦'a']\n",
        '`auth.anonymous[0]` is the string "a"; expected a string that begins with `/`',
    ),
    "choice-with-a-near-one": (
        "[functions.f]\nevent = ¦'viewer-requst'\n",
        'expected one of "viewer-request", "viewer-response"; did you mean `viewer-request`?',
    ),
    "choice-of-integers": (
        "[functions.f]\n[[functions.f.redirect]]\nsource = '/a'\ntarget = '/b'\nstatus = ¦304\n",
        "is the number 304; expected one of 200, 301, 302, 303, 307, 308, 404, 410",
    ),
    "only-choice": (
        "[functions.f]\nevent = 'viewer-response'\nheaders.preset = ¦'secure'\n",
        'is the string "secure"; expected "security"',
    ),
    "weight": (
        "[ab_testing]\nexperiments = [{ id = 'e', variants = [{ name = 'a', weight = ¦-1 }] }]\n",
        "variants[0].weight` is the number -1; expected an integer from 0 to 1,000,000,000",
    ),
    "comment-too-long": (
        "[functions.f]\nevent = 'viewer-request'\ncomment = ¦'" + "c" * 129 + "'\n",
        "expected a string of at most 128 characters",
    ),
    "rule": (
        "[[ignore]]\nrule = ¦'cff103'\nfile = 'own.js'\nreason = 'why'\n",
        '`ignore[0].rule` is the string "cff103"; expected the id of a rule, such as `CFF103`',
    ),
    "name-of-a-table": (
        "[functions.¦'a b']\nevent = 'viewer-request'\nsource = 'own.js'\n",
        'the string "a b" cannot be a name; expected a name of 1 to 64 letters, digits, `-` and `_`',
    ),
    "nested-too-deep": (
        "[origins.o.headers]\na.a.a.a.a.a.a.a.a = { b.b.b.b.¦b = { c = { d = 1 } } }\n",
        "tables nested more than 16 deep",
    ),
}


@pytest.mark.parametrize(("snippet", "message"), CASES.values(), ids=CASES)
def test_a_wrong_key_or_value_is_told_at_its_place(tmp_path: Path, snippet: str, message: str) -> None:
    places = problems_of(tmp_path, snippet.replace("¦", "") + BASE)
    mine = [problem for problem in places if message in problem.message]
    assert mine, "\n".join(map(str, places))
    before = snippet[: snippet.index("¦")]
    assert (mine[0].line, mine[0].column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_all_mistakes_are_reported_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert_problems(
        tmp_path,
        "¦shop = 1\n[handlers.h]\nmemory = ¦'x'\n¦memori = 1\n[functions.f]\nevent = ¦5\n",
        "unknown key `shop`",
        "an integer from 128",
        "did you mean `memory`?",
        "is the number 5",
    )


def test_what_other_tables_name_is_checked_although_one_is_broken(tmp_path: Path) -> None:
    assert_problems(
        tmp_path,
        "[functions.f]\nevent = ¦'x'\n"
        "[[behaviors]]\npath = '/a'\norigin = ¦'sight'\nviewer-request = 'f'\n"
        "[[behaviors]]\npath = ¦5\norigin = 'site'\n"
        "[[behaviors]]\npath = '/c'\norigin = 'site'\nviewer-request = ¦'g'\n",
        "expected one of",
        "no origin is called `sight`; did you mean `site`?",
        "expected a string",
        "no function or handler is called `g`",
    )


@pytest.mark.parametrize(
    "text",
    ["", "project = 1\norigins = 2\nbehaviors = 3\n", "[project]\n[origins]\n[[behaviors]]\n"],
    ids=["empty", "no-tables", "empty-tables"],
)
def test_whole_tables_may_be_missing_or_wrong(tmp_path: Path, text: str) -> None:
    problems = [problem.message for problem in problems_of(tmp_path, text)]
    assert any("project" in message for message in problems)
    assert any("origin" in message for message in problems)
    assert any("behavior" in message for message in problems)


def test_what_may_be_a_secret_is_not_shown(tmp_path: Path) -> None:
    text = """
[origins.o]
domain = "o.example"
simulate.folder = "site"
headers = { X-Key = ["hunter2"], "hunter2 x" = 1, Y = "hunter2\\n" }
[auth]
keys = [{ id = ["hunter2"], file = 5, secret = "hunter2" }, { id = "k", file = "hunter2" }, "hunter2"]
"""
    problems = problems_of(tmp_path, text + BASE)
    assert len(problems) >= 5
    assert not [str(problem) for problem in problems if "hunter2" in problem.message.replace("hunter2 x", "")]


def test_long_and_strange_values_are_shown_on_one_short_line(tmp_path: Path) -> None:
    text = '[functions.f]\nevent = "' + "x" * 5000 + '\\n\\u0007\\u202e"\n'
    (problem,) = problems_of(tmp_path, text + BASE)
    assert len(problem.message) < 200
    assert problem.message.isprintable()


def test_thousands_of_mistakes_are_cut_and_counted(tmp_path: Path) -> None:
    text = "\n".join(f"key{number} = 1" for number in range(3000))
    problems = problems_of(tmp_path, text + BASE)
    assert len(problems) == 501
    assert problems[-1].message == "2500 more mistakes from here on"
