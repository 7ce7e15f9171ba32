"""Which regular expressions can take for ever, against an engine that tries: the sandbox's own, with a limit.

Expectations do not come from the analysis: each pattern is run on a text made of the character that is named
(or of any, where none is), and it hits the limit or it does not.
"""

from __future__ import annotations

import contextlib
import json
import random

import pytest

from cloudfrontier.javascript.engine import Context, EngineError
from cloudfrontier.javascript.regex import Ambiguity, find_ambiguity, parse_regex

CPU_SECONDS = 0.3


def ambiguity(pattern: str) -> Ambiguity | None:
    tree = parse_regex(pattern).tree
    assert tree is not None
    return find_ambiguity(tree)


def ends(pattern: str, text: str) -> bool:
    """Whether the engine is done with the text within the limit."""
    context = Context()
    context.limit(cpu_seconds=CPU_SECONDS)
    with contextlib.suppress(EngineError):
        context.evaluate(f"new RegExp({json.dumps(pattern)}).test({json.dumps(text)});")
        return True
    return False


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(a+)+$",
        r"(x+x+)+y",
        r"(a|a)*b",
        r"^(?:a|ab|b)*c",
        r"([a-z]+\d*)+!",
        r"^([a-z0-9]+-?)+$",
        r"^(\w+\s?)*$",
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
        r"(?:a(?:x?|y?))*b",
        r"^(?=(a+)+$)b",
        r"(a{1,20}){1,20}b",
        r"^(\d+|[0-9a-f]+)*$",
        r"^(/?[a-z]*)*$",
    ],
)
def test_an_expression_that_explodes_is_found(pattern: str) -> None:
    found = ambiguity(pattern)
    assert found is not None
    assert found.growth == "exponential"
    assert not ends(pattern, found.repeated * 45 + "\u20ac")


@pytest.mark.parametrize(
    "pattern",
    [r"^(.*)/(.*)/x$", r"a*a*b", r"<a[^>]*href=([^>]*)x[^>]*>!", r"^[a-z]+[a-z0-9]+$", r"^\s*(.*?)\s*$"],
)
def test_an_expression_that_grows_with_the_square_is_told_apart(pattern: str) -> None:
    found = ambiguity(pattern)
    assert found is not None
    assert found.growth == "polynomial"
    assert ends(pattern, found.repeated * 45 + "\u20ac")


@pytest.mark.parametrize(
    "pattern",
    [
        r"\/+$",
        r"^(.*)\/(.*)$",
        r"^/(.*)/(.*)/(.*)$",
        r"^(?:[^/]+/)*[^/]+$",
        r"(.*)*",
        r"(a+)+",
        r"^[\w.-]+@[\w-]+(\.[\w-]+)+$",
        r"\d{1,3}(?=(\d{3})+$)",
        r"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$",
        r'(?:[^"\\]|\\.)*"',
        r"\s*,\s*",
        r"^/blog/(\d{4})/(\d{2})/(.+?)/?$",
        r"(\.[a-z]+)*$",
        r"^\/(?:en|de|fr)(?:\/|$)",
        r"(?>a+)+b",
    ],
)
def test_an_expression_that_ends_is_not_reported(pattern: str) -> None:
    assert ambiguity(pattern) is None
    if "(?>" not in pattern:
        assert all(ends(pattern, text * 45 + "\u20ac") for text in ("a", "/", "1", "a.", "a/", "\\", ", "))


def test_the_work_is_bounded_whatever_the_expression() -> None:
    for pattern in ("(a*)*" * 300, "(a|b|c|d|e)*" * 20 + "x", "[a-z]*" * 100 + "!", "((a{8}){8}){8}" * 8):
        tree = parse_regex(pattern).tree
        if tree is not None:
            find_ambiguity(tree)


def test_no_pattern_breaks_the_parser_or_the_analysis() -> None:
    chance = random.Random(11)
    for _ in range(3000):
        pattern = "".join(chance.choices("ab.*+?(){}[]|\\^$,12dwsbk<>:=!-ux/", k=chance.randrange(1, 30)))
        tree = parse_regex(pattern).tree
        if tree is not None:
            find_ambiguity(tree)
