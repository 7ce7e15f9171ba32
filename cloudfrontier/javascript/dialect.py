"""esprima's scanner and parser, subclassed: strict code, and tokens as CloudFront's engine knows them.

esprima 4.0.1 stops at ES2017 and asks Python's `re` about regular expressions. What is mended here:

1. Regular expressions are not compiled (`(?<name>…)`, `[^]` and others are legal; the engine judges them).
2. `??` is an operator, `1_000` a number, and `#!` on the first line a comment.
3. `?.`, `??=`, `||=`, `&&=`, `10n` and `#name` are refused by name, for "unexpected token ." says nothing
   about what to write instead.
4. `<!--` and `-->` are comments in a browser's script; where they stand is kept, so that they can be refused.
"""

from __future__ import annotations

import re
from typing import Any

from esprima.character import Character
from esprima.parser import Marker, Parser
from esprima.scanner import RawToken, Scanner
from esprima.token import Token

__all__ = ["NewerSyntax", "StrictParser"]

NEWER_TOKENS = {
    "?.": "optional-chaining",
    "??=": "logical-assignment",
    "||=": "logical-assignment",
    "&&=": "logical-assignment",
    "#": "private-name",
}
NUMBER = re.compile(
    r"(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]+)?)(n?)"
)


class NewerSyntax(Exception):  # noqa: N818 - no fault of ours: it carries a construct to the caller
    """Syntax that neither runtime has, recognised at `offset` while scanning."""

    def __init__(self, construct: str, offset: int) -> None:
        super().__init__(construct)
        self.construct = construct
        self.offset = offset


class StrictScanner(Scanner):  # type: ignore[misc]  # esprima ships no types
    """Turns text into tokens."""

    def __init__(self, code: str, handler: Any) -> None:
        super().__init__("//" + code[2:] if code.startswith("#!") else code, handler)
        self.index: int
        self.html_comments: list[int] = []

    def testRegExp(self, pattern: str, flags: str) -> None:  # noqa: N802 - esprima's name
        """Leave regular expressions to the engine's compile."""

    def skipSingleLineComment(self, offset: int) -> Any:  # noqa: N802 - esprima's name
        """`offset` is the length of what opens the comment: 2 for `//`, 3 for `-->`, 4 for `<!--`."""
        if offset > len("//"):
            self.html_comments.append(self.index - offset)
        return super().skipSingleLineComment(offset)

    def scanPunctuator(self) -> Any:  # noqa: N802 - esprima's name
        """`??` as a token of its own; newer tokens by name."""
        start = self.index
        for text, construct in NEWER_TOKENS.items():
            if self.source.startswith(text, start) and not self.is_old_conditional(start):
                raise NewerSyntax(construct, start)
        if not self.source.startswith("??", start):
            return super().scanPunctuator()
        return self.token(Token.Punctuator, "??", start + 2)

    def is_old_conditional(self, start: int) -> bool:
        """`a?.5:1` chooses between two numbers."""
        text: str = self.source
        return text.startswith("?.", start) and text[start + 2].isdigit()

    def scanNumericLiteral(self) -> Any:  # noqa: N802 - esprima's name
        """Numbers with separators; big integers by name. The engine refuses a misplaced `_`."""
        start = self.index
        number = NUMBER.match(self.source, start)
        if number is None or (not number[2] and "_" not in number[1]):
            return super().scanNumericLiteral()
        if number[2]:
            raise NewerSyntax("bigint", start)
        if Character.isIdentifierStart(self.source[number.end()]):
            self.index = number.end()
            self.throwUnexpectedToken()
        plain = Scanner(number[1].replace("_", ""), self.errorHandler).scanNumericLiteral()
        return self.token(Token.NumericLiteral, plain.value, number.end())

    def token(self, kind: Any, value: Any, end: int) -> Any:
        """A token from here to `end`."""
        start, self.index = self.index, end
        return RawToken(
            type=kind, value=value, start=start, end=end, lineNumber=self.lineNumber, lineStart=self.lineStart
        )


class StrictParser(Parser):  # type: ignore[misc]  # esprima ships no types
    """Turns tokens into a tree."""

    def __init__(self, code: str) -> None:
        # The base class makes its own scanner and reads the first token at once: give it nothing to read.
        super().__init__("", options={"range": True})
        self.scanner = StrictScanner(code, self.errorHandler)
        self.operatorPrecedence["??"] = self.operatorPrecedence["||"]
        self.context.strict = True
        self.lookahead = RawToken(type=Token.EOF, value="", lineNumber=1, lineStart=0, start=0, end=0)
        self.startMarker = Marker(index=0, line=1, column=0)
        self.nextToken()
        self.lastMarker = Marker(index=self.scanner.index, line=self.scanner.lineNumber, column=0)
