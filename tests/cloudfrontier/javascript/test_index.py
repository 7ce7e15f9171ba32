"""The index of a tree: every node once, where it stands, and what a path to it goes through."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.index import Index
from cloudfrontier.javascript.parse import Node, parse
from cloudfrontier.javascript.tree import walk

EVERYTHING = """
    var a = 1, b = { c: [2, `d${a}`], get e() { return -a; } };
    l: for (var i = 0; i < 3; i++) { for (var k in b) { if (k) continue l; else break; } }
    function f(x, ...y) { try { throw new Error(x ? y : a && b); } catch (e) { do { a++; } while (e); } }
    switch (a) { case 1: default: f(1, (z) => z.b[a]); }
    async function g() { await f(), delete b.c; }
"""


def index(text: str) -> Index:
    source = parse(text, runtime="cloudfront-js-2.0", name="f.js")
    assert source.fault is None
    return Index(source.tree)


def named(found: Index, name: str) -> Node:
    (node,) = [node for node in found.of("Identifier") if node.name == name]
    return node


def test_every_node_is_listed_once_parents_first_in_the_order_of_the_text() -> None:
    found = index(EVERYTHING)
    assert found.nodes == list(walk(found.tree))
    assert len(set(found.nodes)) == len(found.nodes)
    starts = [node.range[0] for node in found.of("Literal")]
    assert starts == sorted(starts)


def test_a_node_knows_its_parent_its_field_and_its_function() -> None:
    found = index("function outer() { return function inner() { return mark; }; }")
    mark = named(found, "mark")
    inner, outer = found.of("FunctionExpression", "FunctionDeclaration")
    assert found.field(mark) == "argument"
    assert found.function(mark) is inner
    assert found.function(inner) is outer
    assert found.function(outer) is None
    assert [node.type for node in found.above(mark, limit=2)] == ["ReturnStatement", "BlockStatement"]
    assert found.parent(found.tree) is None


@pytest.mark.parametrize(
    "text",
    [
        "function f() { return 1; mark; }",
        "if (0) { mark; }",
        "!1 && mark;",
        "1 || mark;",
        "for (;;) { break; mark; }",
        "function f() { if (a) { return 1; } else { throw 2; } mark; }",
        "function f() { try { return 1; } finally {} mark; }",
        "while (false) { mark; }",
    ],
)
def test_what_nothing_runs_is_dead(text: str) -> None:
    found = index(text)
    assert found.region(named(found, "mark")).dead


@pytest.mark.parametrize(
    "text",
    [
        "function f() { if (a) { return 1; } mark; }",
        "function f() { return g(); function g() { mark; } }",
        "function f() { try { return 1; } catch (e) {} mark; }",
        "if (a) { mark; }",
        "switch (a) { case 1: break; case 2: mark; }",
        "l: { break l; } mark;",
        "0 || mark;",
        "do { mark; } while (false);",
    ],
)
def test_what_may_run_is_not(text: str) -> None:
    found = index(text)
    assert not found.region(named(found, "mark")).dead


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("if (a) { mark; }", ["a"]),
        ("if (a) {} else { mark; }", ["a"]),
        ("a && (b || mark);", ["b", "a"]),
        ("a ? 1 : mark;", ["a"]),
        ("function f() { if (!a) return; mark; }", ["!a"]),
        ("if (a) { g(function () { mark; }); }", ["a"]),
        ("switch (a) { case 1: mark; }", ["a"]),
        ("while (a) { mark; }", ["a"]),
        ("mark ? a : b;", []),
    ],
)
def test_a_place_knows_what_was_asked_on_the_way(text: str, asked: list[str]) -> None:
    found = index(text)
    tests = [text[test.range[0] : test.range[1]] for test, _ in found.region(named(found, "mark")).tests()]
    assert tests == asked


def test_a_try_reaches_into_blocks_and_not_into_functions() -> None:
    found = index("try { if (a) { one; } g(function () { two; }); } catch (e) { three; } finally { four; }")
    regions = {name: found.region(named(found, name)) for name in ("one", "two", "three", "four")}
    assert regions["one"].caught
    assert not regions["two"].caught
    assert regions["three"].catching
    assert not regions["three"].caught
    assert not regions["four"].caught
