"""A parser of regular expressions, for reading and not for matching: it takes what PCRE or ECMAScript takes.

It never raises: what it cannot read has no tree, and the engine's compile says why. It notes down what the
two families read differently while it goes, since nowhere else is the text so well known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cloudfrontier.javascript.regex.captures import keeps_captures
from cloudfrontier.javascript.regex.escapes import CLASS_LETTERS, SINGLE, Escape, read_escape
from cloudfrontier.javascript.regex.tree import (
    ANYTHING,
    NOT_LINE_END,
    Alternatives,
    Assertion,
    BackReference,
    Characters,
    Expression,
    Group,
    Look,
    Repeat,
    Sequence,
    bit,
    span,
)
from cloudfrontier.javascript.regex.widths import widths_differ

__all__ = ["Regex", "Seen", "parse_regex"]

LONGEST = 4_000
DEEPEST = 40
QUANTIFIER = re.compile(r"([*+?]|\{\d+(?:,\d*)?\})([?+]?)")
COUNTS = re.compile(r"\{(\d+)(,(\d*))?\}")
# What may follow `(?`: name of the group, look, no capture; the rest is PCRE's own.
OPENERS = re.compile(r"\(\?(?:<([A-Za-z_$][\w$]*)>|(<=|<!|=|!)|(:))")
PCRE_OPENERS = re.compile(r"\(\?(?:P<\w+>|'\w+'|[imsxJUn^-]+:|[>|])")
PCRE_ITEMS = re.compile(r"\(\?(?:[imsxJUn^-]+|#[^)]*|R|[+-]?\d+|P>\w+|&\w+|P=\w+)\)|\(\*[A-Z:a-z_=\d]*\)")
# Parentheses that may capture; some in classes are counted too, which hides a missing group and invents none.
CAPTURES = re.compile(r"(?<!\\)(?:\\\\)*\((?!\?(?:[:=!>#|]|<[=!]|[A-Za-z^-]*[:)]))")
POSIX = re.compile(r"\[:\^?[a-z]+:\]")


@dataclass(frozen=True)
class Seen:
    """An oddity at an offset of the pattern; `token` is what stands there."""

    oddity: str
    offset: int
    token: str
    meaning: str = ""


@dataclass(frozen=True)
class Regex:
    """What was read; `tree` is None if it could not be."""

    tree: Expression | None
    seen: tuple[Seen, ...]


class _Unreadable(Exception):  # noqa: N818 - it never leaves this module
    """The pattern is broken, too long or nested too deeply."""


def parse_regex(pattern: str, flags: str = "") -> Regex:
    """Read a pattern as it stands between the slashes."""
    reader = _Reader(pattern, ignores_case="i" in flags)
    try:
        tree = reader.pattern()
    except _Unreadable:
        return Regex(None, ())
    if keeps_captures(tree):
        reader.note("kept-capture", pattern, at=0)
    return Regex(tree, tuple(sorted(reader.seen, key=lambda item: item.offset)))


class _Reader:
    """Goes through the pattern once."""

    def __init__(self, pattern: str, *, ignores_case: bool) -> None:
        self.text = pattern
        self.at = 0
        self.ignores_case = ignores_case
        self.groups = 0
        self.seen: list[Seen] = []
        self.numbers = len(CAPTURES.findall(pattern))
        self.names = frozenset(re.findall(r"\(\?P?<([A-Za-z_$][\w$]*)>", pattern))

    def note(self, oddity: str, token: str, *, at: int | None = None, meaning: str = "") -> None:
        """Remember something odd."""
        self.seen.append(Seen(oddity, self.at if at is None else at, token, meaning))

    def pattern(self) -> Expression:
        """The whole of it."""
        if len(self.text) > LONGEST:
            raise _Unreadable
        tree = self.alternatives(0)
        if self.at < len(self.text):
            raise _Unreadable
        return tree

    def alternatives(self, depth: int) -> Expression:
        """What stands between two parentheses."""
        if depth > DEEPEST:
            raise _Unreadable
        options = [self.sequence(depth)]
        while self.text.startswith("|", self.at):
            self.at += 1
            options.append(self.sequence(depth))
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def sequence(self, depth: int) -> Expression:
        """What stands between two bars."""
        items: list[Expression] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if item := PCRE_ITEMS.match(self.text, self.at):
                self.note("pcre-only", item[0])
                self.at = item.end()
                continue
            items.append(self.repeated(self.item(depth)))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def repeated(self, item: Expression) -> Expression:
        """An item with its quantifier, if it has one."""
        found = QUANTIFIER.match(self.text, self.at)
        if found is None:
            return item
        if isinstance(item, Assertion):
            raise _Unreadable
        if isinstance(item, Look) and item.behind:
            self.note("pcre-only", f"(?<…){found[0]}")
        if found[2] == "+":
            self.note("possessive", found[0])
        self.at = found.end()
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(found[1]) or counts(found[1])
        return Repeat(item, least, most, possessive=found[2] == "+")

    def item(self, depth: int) -> Expression:
        """One thing that a quantifier may follow."""
        char = self.text[self.at]
        if char == "(":
            return self.group(depth)
        if char == "[":
            return self.character_class()
        if char == "\\":
            return self.escape()
        if QUANTIFIER.match(self.text, self.at):
            raise _Unreadable
        self.at += 1
        if char in "^$":
            return Assertion("^" if char == "^" else "$")
        if char == ".":
            return Characters(NOT_LINE_END)
        if ord(char) > 0xFFFF:
            self.note("long-character", char, at=self.at - 1)
        return Characters(self.folded(bit(ord(char))))

    def group(self, depth: int) -> Expression:
        """Parentheses of every kind."""
        start = self.at
        opener = OPENERS.match(self.text, start)
        pcre = PCRE_OPENERS.match(self.text, start)
        number = None
        if opener is None and pcre is None:
            if self.text.startswith("(?", start):
                raise _Unreadable
            self.at += 1
        else:
            self.at = (opener or pcre).end()  # type: ignore[union-attr]  # one of them is there
        if pcre is not None:
            self.note("pcre-only", pcre[0], at=start)
        if opener is None or opener[1]:
            self.groups += 1
            number = self.groups
        body = self.alternatives(depth + 1)
        if not self.text.startswith(")", self.at):
            raise _Unreadable
        self.at += 1
        if opener is not None and opener[2]:
            return self.look(body, opener[2], start)
        return Group(body, number, atomic=pcre is not None and pcre[0] == "(?>")

    def look(self, body: Expression, kind: str, start: int) -> Look:
        """A look ahead or behind; PCRE wants to know how far behind."""
        behind = kind.startswith("<")
        if behind and (differ := widths_differ(body)):
            oddity = "endless-lookbehind" if differ == "endless" else "long-lookbehind"
            self.note(oddity, self.text[start : self.at], at=start)
        return Look(body, behind)

    def escape(self) -> Expression:
        """A backslash outside of a class."""
        start = self.at
        escape = read_escape(self.text, start, groups=self.numbers, names=self.names, in_class=False)
        if escape is None:
            raise _Unreadable
        self.take(escape)
        letter = self.text[start + 1]
        if letter in "bB":
            return Assertion("b" if letter == "b" else "B")
        if escape.is_reference:
            return BackReference()
        return Characters(self.folded(escape.chars))

    def take(self, escape: Escape) -> None:
        """Step over an escape and remember what is odd about it."""
        if escape.oddity:
            token = self.text[self.at : escape.end]
            self.note(escape.oddity, token, meaning=escape.meaning)
        self.at = escape.end

    def character_class(self) -> Expression:
        """`[…]`."""
        start = self.at
        self.at += 1
        negated = self.text.startswith("^", self.at)
        self.at += negated
        if self.text.startswith("]", self.at):
            self.note("empty-class", self.text[start : self.at + 1], at=start)
        chars = 0
        while not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise _Unreadable
            chars |= self.class_item()
        self.at += 1
        chars = self.folded(chars)
        return Characters(ANYTHING & ~chars if negated else chars)

    def class_item(self) -> int:
        """A character or a range of them."""
        start = self.at
        first, is_set = self.class_atom()
        if not self.text.startswith("-", self.at) or self.text[self.at + 1 : self.at + 2] in {"]", ""}:
            return first
        self.at += 1
        last, last_is_set = self.class_atom()
        if is_set or last_is_set:
            self.note("class-range", self.text[start : self.at], at=start)
            return first | last | bit(ord("-"))
        low, high = first.bit_length() - 1, last.bit_length() - 1
        return span(low, high) if low <= high else 0

    def class_atom(self) -> tuple[int, bool]:
        r"""The characters at this place, and whether they are a set such as `\w`."""
        if posix := POSIX.match(self.text, self.at):
            self.note("posix-class", posix[0])
            self.at = posix.end()
            return ANYTHING, True
        char = self.text[self.at]
        if char != "\\":
            if ord(char) > 0xFFFF:
                self.note("long-character", char)
            self.at += 1
            return bit(ord(char)), False
        escape = read_escape(self.text, self.at, groups=self.numbers, names=self.names, in_class=True)
        if escape is None:
            raise _Unreadable
        letter = self.text[self.at + 1]
        self.take(escape)
        return escape.chars, letter in CLASS_LETTERS

    def folded(self, chars: int) -> int:
        """With the other case of each letter, if case does not matter."""
        if not self.ignores_case:
            return chars
        upper = chars & SINGLE["upper"]
        lower = chars & SINGLE["lower"]
        return chars | upper << 32 | lower >> 32


def counts(text: str) -> tuple[int, int | None]:
    """`{2}`, `{2,}` and `{2,3}`."""
    found = COUNTS.fullmatch(text)
    if found is None:
        raise _Unreadable
    least = int(found[1])
    return least, least if not found[2] else int(found[3]) if found[3] else None
