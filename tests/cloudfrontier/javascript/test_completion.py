"""Whether code can come to its end without a return; it is said only where it is plain."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.completion import may_fall_through
from cloudfrontier.javascript.parse import parse


def falls(body: str) -> bool:
    source = parse(f"function f(a) {{ {body} }}", runtime="cloudfront-js-2.0", name="f.js")
    assert source.fault is None
    return may_fall_through(source.statements[0].body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "a();",
        "if (a) { return 1; }",
        "if (a) { return 1; } else { a(); }",
        "for (var i = 0; i < 3; i++) { return 1; }",
        "switch (a) { case 1: return 1; }",
        "switch (a) { case 1: break; default: return 1; }",
        "switch (a) { case 1: { if (a) break; } default: return 1; }",
        "try { return a(); } catch (e) { }",
        "try { a(); } finally { a(); }",
        "if (0) { return 1; }",
        "return1;",
    ],
)
def test_code_that_can_end_without_a_return(body: str) -> None:
    assert falls(body)


@pytest.mark.parametrize(
    "body",
    [
        "return 1;",
        "throw 1;",
        "if (a) { return 1; } else { throw 2; }",
        "if (a) return 1; else if (b) return 2; else return 3;",
        "switch (a) { case 1: case 2: return 1; default: throw 2; }",
        "switch (a) { case 1: for (;;) { break; } return 1; default: return 2; }",
        "try { return 1; } catch (e) { return 2; }",
        "try { a(); } finally { return 1; }",
        "try { return 1; } finally { a(); }",
        "while (true) { a(); }",
        "for (;;) { if (a) { return 1; } }",
        "{ { return 1; } }",
        "label: for (;;) { break label; }",
    ],
)
def test_code_that_cannot_or_of_which_it_is_not_plain(body: str) -> None:
    assert not falls(body)


def test_nesting_of_any_depth_is_looked_at_to_a_bound() -> None:
    assert not falls("if (a) { return 1; } else " * 300 + "{ return 1; }")
    assert not falls("if (a) { return 1; } else " * 300 + "{ }")
