r"""esprima's scanner and parser, subclassed: strict code, and tokens as CloudFront's engine knows them.

esprima 4.0.1 stops at ES2017 and asks Python's `re` about regular expressions. What is mended here:

1. Regular expressions are not compiled (`(?<name>…)`, `[^]` and others are legal; the engine judges them).
2. `??` is an operator, `1_000` a number, `#!` on the first line a comment, U+2028 may stand in a string, and
   a digit may follow `\0` in one.
3. Newer tokens (`?.`, `??=`, `10n`, `catch {` ...) and comments of HTML are read over and noted down:
   "unexpected token ." would say nothing about what to write instead, and would hide everything after it.
"""

from __future__ import annotations

import re
from typing import Any

from esprima.character import Character
from esprima.nodes import CatchClause
from esprima.parser import Marker, Parser
from esprima.scanner import RawToken, Scanner
from esprima.token import Token

__all__ = ["STRING", "StrictParser"]

ASSIGNMENTS = ("??=", "||=", "&&=")
SEPARATORS = re.compile("[\u2028\u2029]")
STRING = re.compile(r"""(["'])(?:\\.|(?!\1)[^\\\r\n])*\1""", re.DOTALL)
ESCAPE = re.compile(r"\\(0\d|.)", re.DOTALL)
OCTAL = frozenset("1234567")
CATCH_ALL = re.compile(r"\s*\{")
NUMBER = re.compile(
    r"(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]+)?)(n?)"
)


class StrictScanner(Scanner):  # type: ignore[misc]  # esprima ships no types
    """Turns text into tokens; `noted` maps the offset of a token to the construct that it is."""

    def __init__(self, code: str, handler: Any) -> None:
        super().__init__("//" + code[2:] if code.startswith("#!") else code, handler)
        self.index: int
        self.source: str
        self.noted: dict[int, str] = {}

    def testRegExp(self, pattern: str, flags: str) -> None:  # noqa: N802 - esprima's name
        """Leave regular expressions to the engine's compile."""

    def skipSingleLineComment(self, offset: int) -> Any:  # noqa: N802 - esprima's name
        """`offset` is the length of what opens the comment: 2 for `//`, 3 for `-->`, 4 for `<!--`."""
        if offset > len("//"):
            self.noted[self.index - offset] = "html-comment"
        return super().skipSingleLineComment(offset)

    def scanPunctuator(self) -> Any:  # noqa: N802 - esprima's name
        """`??` as a token of its own; what is newer as the nearest older token."""
        start, text = self.index, self.source
        if text.startswith(ASSIGNMENTS, start):
            self.noted[start] = "logical-assignment"
            return self.token(Token.Punctuator, "=", start + 3)
        if text.startswith("??", start):
            return self.token(Token.Punctuator, "??", start + 2)
        if text.startswith("?.", start) and not text[start + 2].isdigit():
            self.noted[start] = "optional-chaining"
            # `a?.b` reads as `a.b`, `a?.[0]` and `a?.()` as `a[0]` and `a()`
            self.index += 2 if text[start + 2] in "[(`" else 1
            return self.lex()
        if text[start] == "#":
            self.noted[start] = "private-name"
            self.index += 1
            return self.lex()
        return super().scanPunctuator()

    def scanStringLiteral(self) -> Any:  # noqa: N802 - esprima's name
        r"""U+2028 ends a line everywhere but in a string (since ES2019); `\0` never is an octal escape."""
        string, whole = STRING.match(self.source, self.index), self.source
        if string is not None and SEPARATORS.search(string[0]):
            self.source = SEPARATORS.sub(" ", whole)
        try:
            token = super().scanStringLiteral()
        finally:
            self.source = whole
        escapes = ESCAPE.findall(string[0]) if string is not None and "\\0" in string[0] else ()
        if any(len(escape) > 1 for escape in escapes) and OCTAL.isdisjoint(escapes):
            self.noted[token.start] = "octal-escape"
            token.octal = False
        return token

    def scanNumericLiteral(self) -> Any:  # noqa: N802 - esprima's name
        """Numbers with separators, and big integers. The engine refuses a misplaced `_`."""
        start = self.index
        number = NUMBER.match(self.source, start)
        if number is None or (not number[2] and "_" not in number[1]):
            return super().scanNumericLiteral()
        self.noted[start] = "bigint" if number[2] else "numeric-separator"
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

    def parseCatchClause(self) -> Any:  # noqa: N802 - esprima's name
        """`catch {` is noted and read as a clause without a parameter."""
        if CATCH_ALL.match(self.scanner.source, self.scanner.index) is None:
            return super().parseCatchClause()
        node = self.createNode()
        self.scanner.noted[node.index] = "optional-catch"
        self.nextToken()
        return self.finalize(node, CatchClause(None, self.parseBlock()))
