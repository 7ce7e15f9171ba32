"""Texts that have broken programs such as these before, and how they are drawn from a source of chance.

Names of JavaScript's own properties, quotes, ends of scripts, line separators, percent-escapes, characters
beyond ASCII, empty segments, other hosts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = [
    "ACCEPTED",
    "COUNTRIES",
    "EVIL",
    "HOSTS",
    "LANGUAGES",
    "NAMES",
    "VALUES",
    "often",
    "segment",
    "some",
    "text",
]

T = TypeVar("T")

PLAIN = ("a", "b", "c", "old", "docs", "guide", "install-linux", "v1.10", "index.html", "page.html", "x-1")
ODD = (
    *(
        "",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "valueOf",
        "%2e%2e",
        "%2F",
        "%C3%A9",
        "..",
    ),
    *(
        "</script>",
        "<!--",
        "-->",
        '"',
        "'",
        "\\",
        "\\evil.example",
        "$&",
        "$1",
        "`",
        "a b",
        "*",
        ":x",
        "+",
        "&",
    ),
    *(
        "\u00e9",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\U0001f600",
        "\u202e",
        "=",
        ";",
        "//x"[2:],
        "A",
        "x" * 60,
        "!",
        "~",
    ),
)
VALUES = (
    "",
    "1",
    "2",
    "de",
    "a b",
    "\u00e9",
    "a&b",
    "a#b",
    "a?b",
    "//evil.example",
    '"',
    "</script>",
    "%0D%0A",
    "\\x",
)
NAMES = ("id", "q", "lang", "__proto__", "constructor", "a-b")
HOSTS = ("example.com", "www.example.com", "xn--e1afmkfd.example")
COUNTRIES = ("DE", "AT", "CH")
LANGUAGES = ("en", "de", "en-GB", "pt-br")
ACCEPTED = (
    *("en", "de-DE,de;q=0.9,en;q=0.8", "EN-gb", "*", "", "fr;q=0.1, en;q=0.10", "en;q=0", "en;q=.5,de;q=1."),
    *("en;q=x,de;q=0.1", "en;level=1;q=0.2, pt-BR;q=0.3", "de ; q = 0.9, en", ",,"),
)
EVIL = (
    "/evil.example",
    "\\evil.example",
    "//evil.example",
    "/\\evil.example",
    "@evil.example",
    "\t/evil",
    "https://x.y",
)


def some(chance: Random, items: Sequence[T]) -> T:
    """One of them."""
    return items[chance.randrange(len(items))]


def often(chance: Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return chance.randrange(100) < percent


def text(chance: Random) -> str:
    """A short text."""
    return some(chance, PLAIN if often(chance, 75) else ODD)


def segment(chance: Random) -> str:
    """The text of a segment, which holds no slash."""
    return text(chance).replace("/", "")
