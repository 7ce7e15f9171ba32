"""What a backslash means in a regular expression, to both families of engines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cloudfrontier.javascript.regex.tree import ANYTHING, bit, span

__all__ = ["CLASS_LETTERS", "SINGLE", "Escape", "read_escape"]


@dataclass(frozen=True)
class Escape:
    """What was read up to `end`; `chars` is a set."""

    end: int
    chars: int = 0
    oddity: str = ""
    meaning: str = ""
    is_reference: bool = False


SINGLE = {"upper": span(ord("A"), ord("Z")), "lower": span(ord("a"), ord("z"))}
_DIGITS = span(ord("0"), ord("9"))
_WORD = _DIGITS | SINGLE["upper"] | SINGLE["lower"] | bit(ord("_"))
_SPACE = span(9, 13) | bit(32)
_SETS = {
    "d": _DIGITS,
    "D": ANYTHING & ~_DIGITS,
    "w": _WORD,
    "W": ANYTHING & ~_WORD,
    "s": _SPACE,
    "S": ANYTHING & ~_SPACE,
}
CLASS_LETTERS = frozenset(_SETS) | {"h", "H", "N", "R", "p", "P", "X"}
_PLAIN = _SETS | {"t": bit(9), "n": bit(10), "f": bit(12), "r": bit(13), "b": bit(8)}
_PCRE = {
    "a": ("the bell", bit(7)),
    "e": ("the escape character", bit(27)),
    "h": ("horizontal space", bit(9) | bit(32)),
    "H": ("anything but horizontal space", ANYTHING),
    "N": ("anything but a line break", ANYTHING),
    "R": ("a line break", span(10, 13)),
    "X": ("a whole character with its accents", ANYTHING),
    "p": ("a class of Unicode", ANYTHING),
    "P": ("the opposite of a class of Unicode", ANYTHING),
    "A": ("the start of the text", 0),
    "Z": ("the end of the text", 0),
    "z": ("the end of the text", 0),
    "G": ("the place where the search began", 0),
    "K": ("the place where the match begins", 0),
    "Q": ("the beginning of a quotation", 0),
    "E": ("the end of a quotation", 0),
}
_UNKNOWN = frozenset("CFIJLMOTUVYcgijlmoqy")
_HEX = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")
_CODE_POINT = re.compile(r"\\u\{[0-9a-fA-F]+\}")
_PROPERTY = re.compile(r"\\[pP](?:\{[^}]*\}|.)")
_NAMED = re.compile(r"\\k<([^>]*)>")
_OCTAL = re.compile(r"\\(?:[0-7]{1,3}|\d)")
_NUMBER = re.compile(r"\\([1-9]\d?)")
_SURROGATES = range(0xD800, 0xE000)


def read_escape(text: str, at: int, *, groups: int, names: frozenset[str], in_class: bool) -> Escape | None:
    """The escape at `at`, None at the end of the pattern.

    groups and names: the groups that the pattern has.
    """
    if at + 1 >= len(text):
        return None
    letter = text[at + 1]
    if letter in "xu":
        return _hexadecimal(text, at)
    if letter.isdigit():
        return _number(text, at, groups=groups, in_class=in_class)
    if letter == "k":
        return _name(text, at, names)
    return _letter(text, at, letter)


def _letter(text: str, at: int, letter: str) -> Escape:
    after = at + 2
    if letter in _PLAIN:
        return Escape(after, _PLAIN[letter])
    if letter == "v":
        return Escape(after, bit(11), "vertical-space")
    if letter == "c" and text[after : after + 1].isalpha():
        return Escape(after + 1, bit(ord(text[after].upper()) & 31))
    if letter in _PCRE:
        meaning, chars = _PCRE[letter]
        whole = _PROPERTY.match(text, at) if letter in "pP" else None
        return Escape(whole.end() if whole else after, chars, "pcre-escape", meaning)
    return Escape(after, bit(ord(letter)), "unknown-escape" if letter in _UNKNOWN else "")


def _hexadecimal(text: str, at: int) -> Escape:
    if found := _HEX.match(text, at):
        value = int(found[1] or found[2], 16)
        return Escape(found.end(), bit(value), "half-character" if value in _SURROGATES else "")
    if found := _CODE_POINT.match(text, at):
        return Escape(found.end(), ANYTHING, "code-point-escape")
    letter = text[at + 1]
    is_pcre = text.startswith("\\x{", at)
    return Escape(
        at + 2, bit(ord(letter)), "pcre-escape" if is_pcre else "", "the beginning of a character's number"
    )


def _number(text: str, at: int, *, groups: int, in_class: bool) -> Escape:
    found = _NUMBER.match(text, at)
    if found is None or in_class:
        octal = _OCTAL.match(text, at)
        return Escape(octal.end() if octal else at + 2, ANYTHING)
    number = int(found[1])
    if number > groups and number >= 10:
        # both families read these as a character's number
        return Escape(found.end(), ANYTHING)
    return Escape(found.end(), oddity="" if number <= groups else "missing-group", is_reference=True)


def _name(text: str, at: int, names: frozenset[str]) -> Escape:
    found = _NAMED.match(text, at)
    if found is None:
        return Escape(at + 2, bit(ord("k")), "" if names else "unknown-escape")
    known = found[1] in names
    return Escape(found.end(), oddity="" if known else "missing-group", is_reference=True)
