"""Names and what they mean: declarations of every kind, shadows, writes, and what nothing declares."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.index import Index
from cloudfrontier.javascript.parse import parse
from cloudfrontier.javascript.scope import Binding, Scopes


def scopes(text: str) -> Scopes:
    source = parse(text, runtime="cloudfront-js-2.0", name="f.js")
    assert source.fault is None
    return Scopes(Index(source.tree))


def variable(found: Scopes, name: str) -> Binding:
    (binding,) = [binding for binding in found.bindings if binding.name == name]
    return binding


def unresolved(text: str) -> list[str]:
    return [reference.node.name for reference in scopes(text).unresolved]


@pytest.mark.parametrize(
    "text",
    [
        "mark; var mark;",
        "mark(); function mark() {}",
        "{ function mark() {} } mark();",
        "function f(a, mark) { mark; }",
        "function f(...mark) { mark; }",
        "(function mark() { mark; });",
        "try {} catch (mark) { mark; }",
        "for (let mark = 0; mark < 1; mark++) { mark; }",
        "for (var mark in {}) {} mark;",
        "class mark {} new mark();",
        "import mark from 'crypto'; mark;",
        "this.mark = 1; mark;",
        "var { a: mark, b: [other] } = {}; mark; other;",
        "mark: for (;;) { break mark; }",
        "({ mark: 1 }).mark;",
        "function f() { arguments; }",
        "var f = (mark) => mark;",
    ],
)
def test_what_is_declared_is_found(text: str) -> None:
    assert unresolved(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mark;", ["mark"]),
        ("global.mark = 1; mark;", ["global"]),
        ("{ let mark; } mark;", ["mark"]),
        ("function f() { var mark; } mark;", ["mark"]),
        ("(function mark() {}); mark;", ["mark"]),
        ("try {} catch (mark) {} mark;", ["mark"]),
        ("function f() { this.mark = 1; } mark;", ["mark"]),
        ("a[mark]; ({ [b]: c });", ["a", "mark", "b", "c"]),
        ("var o = { mark };", ["mark"]),
        ("[mark] = [1];", ["mark"]),
    ],
)
def test_what_is_not_declared_there_is_told(text: str, names: list[str]) -> None:
    assert sorted(unresolved(text)) == sorted(names)


def test_uses_are_parted_into_reads_and_writes() -> None:
    found = variable(scopes("var a = 1; a += 2; a++; b(a); for (a in {}) {} [a] = [3]; typeof a;"), "a")
    assert len(found.writes) == 5
    assert [write.value is not None for write in found.writes] == [True, False, False, False, False]
    assert len(found.reads) == 4


def test_the_nearest_declaration_is_meant() -> None:
    found = scopes("var a = 1; function f(a) { { let a = 2; a; } return a; } a;")
    assert [(binding.kind, len(binding.reads)) for binding in found.bindings if binding.name == "a"] == [
        ("var", 1),
        ("let", 1),
        ("parameter", 1),
    ]


def test_undeclared_uses_say_whether_they_read_or_write() -> None:
    uses = {use.node.name: (use.is_read, use.is_write) for use in scopes("a = 1; b += 1; c; d++;").unresolved}
    assert uses == {"a": (False, True), "b": (True, True), "c": (True, False), "d": (True, True)}


def test_the_only_value_of_a_variable_is_known_and_of_others_not() -> None:
    found = scopes("var a = 1; var b = 2; b = 3; function f(c) { c; } var d; a; b; d;")
    names = {binding.name: binding.reads[0] for binding in found.bindings if binding.reads}
    value = found.only_value(names["a"])
    assert value is not None
    assert value.value == 1
    assert [found.only_value(names[name]) for name in "bcd"] == [None, None, None]


def test_functions_may_be_nested_as_deep_as_the_text_is_long() -> None:
    depth = 400
    assert unresolved("(function () { " * depth + "mark;" + " })();" * depth) == ["mark"]
