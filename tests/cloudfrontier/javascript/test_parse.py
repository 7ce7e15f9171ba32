"""Reading code: every text gives a tree or a fault with its place, in the positions of the text."""

from __future__ import annotations

import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.javascript.parse import JsSource, parse
from cloudfrontier.javascript.tree import walk

WORDS = (
    *(
        "var",
        "let",
        "const",
        "function",
        "async",
        "await",
        "return",
        "if",
        "else",
        "for",
        "of",
        "in",
        "while",
    ),
    *("(", ")", "{", "}", "[", "]", ",", ";", ":", "?", ".", "...", "=>", "=", "==", "+", "-", "*", "/", "%"),
    *(
        "`a`",
        "'b'",
        '"c"',
        "1",
        "1_0",
        "10n",
        "0x",
        "a",
        "b",
        "\\",
        "#",
        "@",
        "?.",
        "??",
        "??=",
        "/a/g",
        "/*",
    ),
    *("*/", "//", "<!--", "-->", "${", "import", "export", "from", "class", "\n", "\u2028", "\ufeff"),
)


def read(text: str) -> JsSource:
    return parse(text, runtime="cloudfront-js-2.0", name="f.js")


@pytest.mark.parametrize(
    "text",
    [
        r"var r = /(?<year>\d+)/, s = /(?<!a|bc)d/, t = /[^]/, u = /[]/, v = /\cA\x/, w = /a++/;",
        "var a = b ?? c, d = 1_000.5_0e1_0, e = 0xFF_FF;",
        "#!/usr/bin/env njs\nfunction handler() {}",
        "var s = 'a\u2028b\u2029c';",
        "var x = a ?.5 : 1;",
        "import cf from 'cloudfront';\nasync function handler() { await 1; }",
        "var await = 1;",
        "var yield = 1; function f(yield) { return yield * 2; }",
        "var s = `a${`b${1}`}`;",
        "",
        "\ufeffvar a;",
    ],
    ids=ascii,
)
def test_what_the_engine_takes_is_read(text: str) -> None:
    assert read(text).fault is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("var a = 1;\nvar b = ;", (2, 9)),
        ("function f() {\r\n  return 'x;\r\n}", (2, 10)),
        ("}", (1, 1)),
        ("a(", (1, 3)),
        ("var a = 010;", (1, 9)),
        ("with (a) {}", (1, 5)),
        ("'\ud800'", (1, 2)),
        ("import a from 'b';\nvar await = 1;", (2, 5)),
    ],
)
def test_a_fault_stands_where_the_text_stops_making_sense(text: str, place: tuple[int, int]) -> None:
    fault = read(text).fault
    assert fault is not None
    assert (fault.line, fault.column) == place


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("a?.b", (1, "optional-chaining")),
        ("f(a?.[0], b)", (3, "optional-chaining")),
        ("a?.()", (1, "optional-chaining")),
        ("a ||= 1", (2, "logical-assignment")),
        ("var a = 10n", (8, "bigint")),
        ("var a = 1_0", (8, "numeric-separator")),
        ("try {} catch {}", (7, "optional-catch")),
        ("a = 1;\n<!-- b", (7, "html-comment")),
        ("a = 1;\n--> b", (7, "html-comment")),
    ],
)
def test_newer_tokens_are_read_over_and_noted(text: str, noted: tuple[int, str]) -> None:
    source = read(text)
    assert source.fault is None
    assert source.noted == (noted,)


@pytest.mark.parametrize(
    "text",
    ["'a?.b ??= 10n'", "/a?.b/.test(c)", "`?.${1}10n`", "/* a?.b */ 1", "// <!-- \n1"],
    ids=ascii,
)
def test_texts_inside_of_strings_patterns_and_comments_are_left_alone(text: str) -> None:
    assert read(text).noted == ()


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("for await (var x of y) {}", "for-await"),
        ("async function* f() {}", "async-generator"),
        ("await f();", "top-level-await"),
        ("var m = import.meta;", "import-meta"),
        ("class A { x = 1; }", "class"),
        ("class A { static { } }", "class"),
        ("var a = import;", "import-place"),
        ("var a = export;", "export"),
    ],
)
def test_newer_constructs_are_recognised_by_name(text: str, construct: str) -> None:
    fault = read(text).fault
    assert fault is not None
    assert fault.construct == construct


def test_a_long_chain_of_else_is_not_too_deep() -> None:
    chain = "".join(f"if (uri === '/old-{index}') {{ to = 1; }} else " for index in range(200)) + "{}"
    assert read(chain).fault is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "(" * 39_000 + ")",
        "{" * 5_000_000,
        "a=" * 20_000,
        "-" * 40_000,
        "`${" * 10_000,
        "!" * 40_000,
    ],
    ids=lambda text: f"{len(text)} x {text[:2]}",
)
def test_nesting_without_end_is_a_fault(text: str) -> None:
    assert read(text).fault is not None


def test_deep_code_leaves_the_recursion_limit_of_the_process_as_it_was() -> None:
    before = sys.getrecursionlimit()
    threads = [threading.Thread(target=read, args=("[" * 2_000,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sys.getrecursionlimit() == before


def test_ranges_are_offsets_into_the_text_as_given() -> None:
    text = "#!/x\nvar a = b ?? 1_000;\r\nvar \U0001f600 = 'x';".replace("\U0001f600", "c")
    source = read(text)
    names = {node.name: text[slice(*node.range)] for node in walk(source.tree) if node.type == "Identifier"}
    assert names == {"a": "a", "b": "b", "c": "c"}
    assert source.position(text.index("c =")) == (3, 5)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    source = read(text)
    assert (source.tree is None) == (source.fault is not None)
    if source.fault is not None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= source.fault.line <= len(lines)
        assert source.fault.column >= 1


def test_yield_as_a_name_is_one_name_that_the_text_has_not() -> None:
    source = read("var Yield = 1, yield = 2, o = { yield: 'yield' }; f(yield, o.yield);")

    assert source.text == "var Yield = 1, yIeld = 2, o = { yield: 'yield' }; f(yIeld, o.yield);"
    assert source.noted == ((15, "yield-name"), (52, "yield-name"))


@pytest.mark.parametrize("text", ["let yield = 1;", "const yield = 1;", "var a = yield yield;"])
def test_yield_is_no_name_where_the_engine_has_none(text: str) -> None:
    assert read(text).fault is not None


def test_a_text_of_nothing_but_yield_is_given_up_soon() -> None:
    fault = read("yield;" * 2_000).fault
    assert fault is not None
    assert fault.column == 61
