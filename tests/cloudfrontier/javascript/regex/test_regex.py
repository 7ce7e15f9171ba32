"""Regular expressions, against what njs 0.7.9 with PCRE2 10.42 and Node.js were seen to make of them."""

from __future__ import annotations

import pytest

from cloudfrontier.javascript.regex import ODDITIES, parse_regex


def seen(pattern: str) -> list[tuple[str, int, str]]:
    regex = parse_regex(pattern)
    assert regex.tree is not None
    return [(item.oddity, item.offset, item.token) for item in regex.seen]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"a(?i)b", ("pcre-only", 1, "(?i)")),
        (r"(?i:a)", ("pcre-only", 0, "(?i:")),
        (r"(?P<n>a)", ("pcre-only", 0, "(?P<n>")),
        (r"(?>a+)b", ("pcre-only", 0, "(?>")),
        (r"(?#note)a", ("pcre-only", 0, "(?#note)")),
        (r"(*ANY)a", ("pcre-only", 0, "(*ANY)")),
        (r"a++", ("possessive", 1, "++")),
        (r"(?<=a+)b", ("endless-lookbehind", 0, "(?<=a+)")),
        (r"(?<!a*)b", ("endless-lookbehind", 0, "(?<!a*)")),
        (r"(?<=a{1,3})b", ("long-lookbehind", 0, "(?<=a{1,3})")),
        (r"(?<=(?:a|bc))d", ("long-lookbehind", 0, "(?<=(?:a|bc))")),
        (r"(a)\2", ("missing-group", 3, r"\2")),
        (r"\k<n>", ("missing-group", 0, r"\k<n>")),
        (r"[\w-.]", ("class-range", 1, r"\w-.")),
        (r"[a-\d]", ("class-range", 1, r"a-\d")),
        (r"[[:alpha:]]", ("posix-class", 1, "[:alpha:]")),
        (r"[^]", ("empty-class", 0, "[^]")),
        (r"a\h", ("pcre-escape", 1, r"\h")),
        (r"\p{L}", ("pcre-escape", 0, r"\p{L}")),
        (r"\Aa\Z", ("pcre-escape", 0, r"\A")),
        (r"\y", ("unknown-escape", 0, r"\y")),
        (r"\v", ("vertical-space", 0, r"\v")),
        (r"\u{41}", ("code-point-escape", 0, r"\u{41}")),
        (r"\ud83d\ude00", ("half-character", 0, r"\ud83d")),
        ("[\U0001f600]", ("long-character", 1, "\U0001f600")),
        (r"(?:(a)|b)+", ("kept-capture", 0, "(?:(a)|b)+")),
        (r"((a)?b)*", ("kept-capture", 0, "((a)?b)*")),
    ],
)
def test_what_engines_read_differently_is_told_with_its_place(
    pattern: str, expected: tuple[str, int, str]
) -> None:
    assert expected in seen(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\/blog\/(\d{4})\/([\w-]+)\.html?$",
        r"(?<=a|bc)d",
        r"(?<=a{2}b)c",
        r"(?<year>\d+)-\k<year>",
        r"(a)(b)\2\1",
        r"[\w\-.]+@[-\w]+\.[\w-]",
        r"[\s\S]*?[^\]]",
        r"\.\-\_\%\/\$\^",
        r"\cA\x41\u0041\0\t",
        r"a{2,}b{3}c{1,2}d*?e+?f??",
        r"(?:a|b)+(?=c)(?!d)",
        r"(a)|(b)",
        r"(a(b)?)?",
        r"x{y",
        "",
    ],
)
def test_what_is_read_alike_is_not(pattern: str) -> None:
    assert seen(pattern) == []


@pytest.mark.parametrize(
    "pattern", ["(", "a)", "[a", "*a", "a**", "(?<1>a)", "(?", "\\", "(" * 90 + ")" * 90, "a" * 5000]
)
def test_what_cannot_be_read_has_no_tree_and_raises_nothing(pattern: str) -> None:
    regex = parse_regex(pattern)
    assert regex.tree is None
    assert regex.seen == ()


def test_every_kind_of_oddity_says_what_and_what_instead() -> None:
    for oddity in ODDITIES.values():
        assert oddity.says
        assert oddity.instead
