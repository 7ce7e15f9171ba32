r"""What PCRE and ECMAScript read differently in a regular expression, one row a kind.

CloudFront's engine hands patterns to PCRE (as njs does); AWS says so nowhere, and a pattern that another
engine reads otherwise is the kind of mistake that no test elsewhere finds. Measured on njs 0.7.9 with PCRE2
10.42; `empty-class` and possessive quantifiers were found otherwise in other builds of njs, so those are
UNCERTAIN. Not reported, because nothing in a request meets it: `$` also matches before a line break at the
end, `.` matches a carriage return, and `\s` no U+00A0.
"""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.cloudfront.finding import Severity

__all__ = ["ODDITIES", "Oddity"]


@dataclass(frozen=True)
class Oddity:
    """`{token}` in the texts is what stands in the pattern.

    pcre_only: CloudFront compiles it and no ECMAScript engine does; old: so it is in runtime 1.0 alone.
    """

    id: str
    severity: Severity
    says: str
    instead: str
    pcre_only: bool = False
    old: bool = False


_LETTER = "write the letter without the backslash"
_ROWS = (
    Oddity(
        "pcre-only",
        "warning",
        "`{token}` is PCRE's own: CloudFront takes it, and no other JavaScript engine does, so nothing but "
        "CloudFront can test it",
        "use the flags `i` and `m`, `(?<name>…)` and plain groups",
        pcre_only=True,
    ),
    Oddity(
        "possessive",
        "warning",
        "`{token}` is PCRE's own: runtime 1.0 takes it, runtime 2.0 and other engines do not",
        "leave out the second `+`",
        pcre_only=True,
        old=True,
    ),
    Oddity(
        "endless-lookbehind",
        "error",
        "SyntaxError: lookbehind assertion is not fixed length",
        "match what comes before with a group, and take the group out again",
    ),
    Oddity(
        "long-lookbehind",
        "warning",
        "a lookbehind whose branches match texts of different lengths is refused by PCRE before 10.43",
        "give each length a branch of its own at the top of the lookbehind: `(?<=a|bc)`",
    ),
    Oddity(
        "missing-group",
        "error",
        "SyntaxError: reference to non-existent subpattern; `{token}` refers to a group that is not there",
        "write the character as `\\xHH`, or add the group",
    ),
    Oddity(
        "unknown-escape",
        "warning",
        "PCRE refuses `{token}`; JavaScript reads it as the letter",
        _LETTER,
    ),
    Oddity(
        "pcre-escape",
        "warning",
        "PCRE reads `{token}` as {meaning}; JavaScript reads plain letters",
        f"{_LETTER}, or write out the characters that are meant",
    ),
    Oddity(
        "vertical-space",
        "warning",
        "PCRE reads `\\v` as any vertical space, line breaks too; JavaScript as the vertical tab alone",
        "write `\\x0b` for the tab, `[\\n\\r]` for line breaks",
    ),
    Oddity(
        "code-point-escape",
        "warning",
        "without the flag `u`, which no runtime has, `{token}` is a repeated `u` and no character",
        "write `\\uHHHH`, or the character itself",
    ),
    Oddity(
        "half-character",
        "warning",
        "CloudFront's engine counts a character beyond U+FFFF as one; half of it, `{token}`, matches nothing",
        "write the whole character",
    ),
    Oddity(
        "long-character",
        "note",
        "CloudFront's engine counts {token} as one character; other engines, without the flag `u`, as two",
        "use `(?:…|…)` in place of a class with such characters",
    ),
    Oddity(
        "class-range",
        "warning",
        'PCRE2 refuses the range in `{token}` ("invalid range in character class"); JavaScript reads the `-` '
        "as itself",
        "escape it, `\\-`, or put it at the end of the class",
    ),
    Oddity(
        "posix-class",
        "warning",
        "PCRE reads `{token}` as a class of its own; JavaScript as its letters",
        "write out the ranges: `[a-zA-Z]`",
    ),
    Oddity(
        "empty-class",
        "note",
        "not every build of PCRE takes `{token}` as JavaScript does",
        "write `[\\s\\S]` for any character, `(?!)` for none",
    ),
    Oddity(
        "kept-capture",
        "note",
        "a group inside a repeated one keeps its text from an earlier turn in PCRE; JavaScript forgets it",
        "match the parts one by one, or do not rely on the group being empty",
    ),
)
ODDITIES: dict[str, Oddity] = {row.id: row for row in _ROWS}
"""Id -> what it is."""
