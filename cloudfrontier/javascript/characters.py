"""What esprima asks about single characters, answered when it asks.

esprima's own module of this kind sorts all 1.1 million code points into sets when it is imported, which is
0.4 s and 90 MB of every run of every command. This one stands in for it: `install` is called by the package
before anything imports esprima.
"""

from __future__ import annotations

import sys
import unicodedata

__all__ = ["HEX_CONV", "OCTAL_CONV", "Character", "install"]

OCTAL_CONV = {digit: value for value, digit in enumerate("01234567")}
HEX_CONV = {digit: int(digit, 16) for digit in "0123456789abcdefABCDEF"}

DECIMAL_DIGIT = frozenset("0123456789")
LINE_TERMINATOR = frozenset("\n\r\u2028\u2029")
WHITE_SPACE = frozenset(
    "\t\v\f \xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\ufeff"
)
ASCII_START = frozenset("$\\_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
ASCII_PART = ASCII_START | DECIMAL_DIGIT
LAST_ASCII = "\x7f"

STARTS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
PARTS = STARTS | {"Mn", "Mc", "Nd", "Pc"}
# Other_ID_Start, Other_ID_Continue, and what Unicode 8 and 9 added, as esprima 4.0.1 lists them.
OTHER_STARTS = frozenset(
    "\u1885\u1886\u2118\u212e\u309b\u309c\u08b3\u0af9\u13f8\u9fcd\uab60\U00010cc0\U000108e0\U0002b820"
    "\u1c80\U000104db\U0001e922\U0001ee00\U0001ee06\U0001ee0a"
)
OTHER_PARTS = OTHER_STARTS | frozenset(
    "\xb7\u0387\u1369\u136a\u136b\u136c\u136d\u136e\u136f\u1370\u1371\u19da\u08e3\ua69e\U00011730"
    "\u08d4\u1dfb\ua8c5\U00011450\U0001ee03\U0001ee0b\u200c\u200d"
)


class Character:
    """The questions, under esprima's names."""

    fromCodePoint = staticmethod(chr)  # noqa: N815 - esprima's name

    @staticmethod
    def isWhiteSpace(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether it is white space that ends no line."""
        return ch in WHITE_SPACE

    @staticmethod
    def isLineTerminator(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether it ends a line."""
        return ch in LINE_TERMINATOR

    @staticmethod
    def isIdentifierStart(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether a name may begin with it; so may a backslash, which begins an escape."""
        if ch <= LAST_ASCII:
            return ch in ASCII_START
        return unicodedata.category(ch) in STARTS or ch in OTHER_STARTS

    @staticmethod
    def isIdentifierPart(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether it may stand in a name."""
        if ch <= LAST_ASCII:
            return ch in ASCII_PART
        return unicodedata.category(ch) in PARTS or ch in OTHER_PARTS

    @staticmethod
    def isDecimalDigit(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether it is 0 to 9."""
        return ch in DECIMAL_DIGIT

    @staticmethod
    def isHexDigit(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether it is a digit of a hexadecimal number."""
        return ch in HEX_CONV

    @staticmethod
    def isOctalDigit(ch: str) -> bool:  # noqa: N802 - esprima's name
        """Whether it is a digit of an octal number."""
        return ch in OCTAL_CONV


def install() -> None:
    """Stand in for `esprima.character`, unless that was imported before."""
    sys.modules.setdefault("esprima.character", sys.modules[__name__])
