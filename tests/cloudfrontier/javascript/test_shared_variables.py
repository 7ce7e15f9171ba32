"""Variables around an `await`, against what njs 0.7.9 was measured to do with each of these functions.

`parted` says that njs answered otherwise than ECMAScript does.
"""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.parse import parse
from cloudfrontier.javascript.shared_variables import shared_variables

MEASURED = [
    ("var y = 1; var g = function () { return y; }; await 0; y = 2; return g();", True),
    ("var y = 1; var g = function () { return y; }; y = 2; await 0; return y;", True),
    ("var g = function () { return y; }; var y = 1; await 0; return y;", True),
    ("var y = 1; var g = function () { y = 5; }; await 0; g(); return y;", True),
    ("var s = 0; [1, 2].forEach(function (x) { s += x; }); await 0; return s;", True),
    ("var s = 0; for (var i = 0; i < 3; i++) { [1].forEach(() => { s += 1; }); await 0; } return s;", True),
    ("function h() { return y; } var y = 1; await 0; y = 2; return h();", True),
    ("var s = 'a'; function f() { return s; } s = 'b'; await 0; return s + f();", True),
    ("var g = function () { return a; }; var a = await p; return g();", True),
    ("let y = 1; var g = function () { return y; }; await 0; y = 2; return g();", True),
    ("var g = function () { return p; }; await 0; p = 2; return g();", True),
    ("var y = 1; await 0; var g = function () { return y; }; y = 2; await 0; y = 3; return g();", False),
    ("var y = 1; await 0; var g = function () { y = 5; }; await 0; g(); return y;", False),
    ("var y = 1; var g = function () { return y; }; y = 2; await 0; return g();", False),
    ("var o = { v: 1 }; var g = function () { return o.v; }; await 0; o.v = 2; return g();", False),
    ("await 0; var s = 0; [1, 2].forEach(function (x) { s += x; }); return s;", False),
    ("var y; await 0; y = 2; return [1].map(function () { return y; })[0];", False),
    ("function f(n) { return n < 2 ? 1 : n * f(n - 1); } await 0; return f(4);", False),
    ("var a = await p; var b = await p; return [1].map(function () { return a + b; })[0];", False),
    ("var q = p; [1].forEach(function () { q.x = 1; }); var v = await 1; q.y = v; return q;", False),
    ("var y = 1; var g = function () { return y; }; await 0; return y;", False),
    ("var s = 'a'; function f(x) { return 1; } s = 'b'; await 0; s = 'c'; return s + f();", False),
]


@pytest.mark.parametrize(("body", "parted"), MEASURED)
def test_a_variable_that_njs_parts_is_found_and_no_other(body: str, *, parted: bool) -> None:
    source = parse(f"async function f(p) {{ {body} }}", runtime="cloudfront-js-2.0", name="f.js")
    known = analyse(source)
    found = list(shared_variables(known.index, known.scopes))
    assert bool(found) is parted
    assert len(found) <= 1


def test_what_is_told_names_the_function_the_await_and_the_effect() -> None:
    text = "async function f() { var n = 0; [1].forEach(function (x) { n += x; }); await 0; return n; }"
    known = analyse(parse(text, runtime="cloudfront-js-2.0", name="f.js"))
    (shared,) = shared_variables(known.index, known.scopes)
    assert shared.binding.name == "n"
    assert text[slice(*shared.closure.range)] == "function (x) { n += x; }"
    assert text[slice(*shared.pause.range)] == "await 0"
    assert "is lost" in shared.effect


def test_functions_that_await_nothing_share_as_they_should() -> None:
    text = "async function f() { var n = 0; [1].forEach(() => { n += 1; }); return n; } function g() { f(); }"
    known = analyse(parse(text, runtime="cloudfront-js-2.0", name="f.js"))
    assert list(shared_variables(known.index, known.scopes)) == []
