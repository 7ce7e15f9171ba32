"""Takes comments, spaces and long names out of code that the compiler wrote; the first line stays as it is.

It knows the JavaScript that is written here, not all there is: every statement ends with a semicolon or a
brace, every property of an object literal has its key, and there is no `eval`.
A variable has one short name in the whole function, whatever its scope, so that no two can be mixed up.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from dataclasses import dataclass
from itertools import count, product
from typing import TYPE_CHECKING

from cloudfront_functions.filters import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["compacted"]

# A slash begins a regular expression where a value is expected: never behind a word or a closing bracket.
TOKEN = re.compile(
    r"""(?P<skipped>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<regex>(?<![\w)\]]\ )(?<![\w)\]])/(?:[^/\\[\n]|\\.|\[(?:[^]\\\n]|\\.)*])+/\w*)
      | (?P<word>[A-Za-z_$][\w$]*)
      | (?P<number>\d[\w.]*)
      | (?P<sign>===|!==|>>>|[=!<>]=|&&|\|\||[-+*/%&|]=|\+\+|--|[{}()\[\].,;:?!~+\-*/%&|^<>=])""",
    re.VERBOSE | re.DOTALL,
)
BEFORE_OBJECT = frozenset({"(", ",", "=", ":", "[", "?", "&&", "||", "!", "return", "==="})
KEPT = frozenset({"handler"})


@dataclass(frozen=True)
class Token:
    """One token, and whether it is a name that may be another: not a property, not a key."""

    text: str
    is_name: bool = False


def compacted(source: str) -> str:
    """The code on two lines: the first of the source, and all the rest."""
    banner, _, code = source.partition("\n")
    tokens = list(read(code))
    short = short_names(tokens)
    texts = [short.get(token.text, token.text) if token.is_name else token.text for token in tokens]
    return f"{banner}\n{written(joined_vars(texts))}\n"


def read(code: str) -> Iterator[Token]:
    """The tokens of code.

    Raises:
        ValueError: there is something in it that no code of the compiler has.
    """
    found = [(match.lastgroup or "", match[0]) for match in scan(code)]
    braces: list[bool] = []
    for index, (kind, text) in enumerate(found):
        before = found[index - 1][1] if index else ""
        after = found[index + 1][1] if index + 1 < len(found) else ""
        if text == "{":
            braces.append(before in BEFORE_OBJECT)
        elif text == "}":
            braces.pop()
        in_object = bool(braces) and braces[-1]
        is_key = in_object and after == ":" and before in {"{", ","}
        yield Token(text, kind == "word" and before != "." and not is_key)


def scan(code: str) -> Iterator[re.Match[str]]:
    """Every token that is not skipped."""
    at = 0
    while at < len(code):
        match = TOKEN.match(code, at)
        if match is None:
            raise ValueError(f"cannot be made compact: {code[at : at + 40]!r}")
        if match.lastgroup != "skipped":
            yield match
        at = match.end()


def short_names(tokens: Sequence[Token]) -> dict[str, str]:
    """Declared name -> a short one; the most frequent get the shortest."""
    names = Counter(token.text for token in tokens if token.is_name)
    declared = set(declarations([token.text for token in tokens])) - KEPT
    taken = RESERVED | (names.keys() - declared)
    free = (name for name in candidates() if name not in taken)
    return dict(zip(sorted(declared, key=lambda name: (-names[name], name)), free, strict=False))


def candidates() -> Iterator[str]:
    """Names, the short ones first."""
    for length in count(1):
        for letters in product(string.ascii_letters, repeat=length):
            yield "".join(letters)


def declarations(texts: Sequence[str]) -> Iterator[str]:
    """The names that `var`, `function` and `catch` declare."""
    for index, text in enumerate(texts):
        if text == "var":
            yield from declared_by_var(texts, index + 1)
        elif text in {"function", "catch"}:
            start = index + 1
            if texts[start] != "(":
                yield texts[start]
                start += 1
            end = texts.index(")", start)
            yield from (name for name in texts[start + 1 : end] if name != ",")


def declared_by_var(texts: Sequence[str], start: int) -> Iterator[str]:
    """The names of one `var` statement."""
    depth = 0
    expected = True
    for text in texts[start:]:
        if expected:
            yield text
        expected = text == "," and depth == 0
        depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
        if text == ";" and depth == 0:
            return


def joined_vars(texts: Sequence[str]) -> list[str]:
    """`var a; var b;` as one statement."""
    kept: list[str] = []
    in_var = False
    depth = 0
    for text in texts:
        if text == "var" and in_var and kept[-1] == ";":
            kept[-1] = ","
            continue
        if kept and kept[-1] == ";" and text != "var":
            in_var = False
        if text == "var":
            in_var, depth = True, 0
        depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
        in_var = in_var and depth >= 0
        kept.append(text)
    return kept


def written(texts: Sequence[str]) -> str:
    """The tokens with no more between them than is needed."""
    pieces: list[str] = []
    for text in texts:
        last = pieces[-1] if pieces else ""
        if text == "}" and last == ";":
            pieces.pop()
        elif last and ((is_word(last[-1]) and is_word(text[0])) or (last[-1] == text[0] and text[0] in "+-")):
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)


def is_word(character: str) -> bool:
    """Whether two of its kind would become one name."""
    return character.isalnum() or character in "_$"
