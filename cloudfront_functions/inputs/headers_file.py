"""`_headers`, as Netlify and Cloudflare Pages have it: a path, and below it a header a line.

    /assets/*
      Cache-Control: public, max-age=31536000, immutable
      ! X-Robots-Tag

1. All rules that match act, in their order. A header given twice below one path has both values, with a
   comma.
2. At Netlify the last rule that sets a header wins. At Cloudflare its values are joined, and none of them
   with what the origin sent; `! Name` takes away what the origin or a rule before it has set.
3. In Cloudflare's values `:name` is what the path's placeholder took; at Netlify values are text.

Sources: https://docs.netlify.com/manage/routing/headers/ and
https://developers.cloudflare.com/pages/configuration/headers/ (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cloudfront_functions.headers import TOKEN, VALUE, problem_of_name
from cloudfront_functions.inputs.dialect import NETLIFY, Dialect
from cloudfront_functions.inputs.header_rules import HeaderLine, header_rules_of
from cloudfront_functions.inputs.outcome import LineError, ReadHeaders
from cloudfront_functions.inputs.source_text import read_pattern
from cloudfront_functions.inputs.words import Word, lines_of
from cloudfront_functions.rules import Origin, Pattern
from cloudfront_functions.spec import SyntaxProblem

__all__ = ["read_headers"]

PATH = re.compile(r"/|https?://", re.IGNORECASE)
DETACHED = re.compile(r"!\s*")


@dataclass
class Reading:
    """What was read so far; source: the path that headers belong to, None: none yet, or it was refused."""

    lines: list[HeaderLine] = field(default_factory=list)
    source: Pattern | None = None
    path_line: int = 0
    empty: bool = False


def read_headers(text: str, *, file: str, dialect: Dialect = NETLIFY) -> ReadHeaders:
    """Read a `_headers` file; `file` is its name in problems."""
    reading = Reading()
    problems: list[SyntaxProblem] = []
    for number, line in lines_of(text):
        word = Word(line.strip(), len(line) - len(line.lstrip()) + 1)
        if not word.text or word.text.startswith("#"):
            continue
        try:
            read_line(word, reading, dialect, Origin(file, number))
        except LineError as error:
            problems.append(error.at(file, number))
    if reading.empty:
        problems.append(nothing_below(reading, file))
    return ReadHeaders(header_rules_of(reading.lines, dialect), tuple(sorted(problems)))


def read_line(word: Word, reading: Reading, dialect: Dialect, origin: Origin) -> None:
    """Note what a line says.

    Raises:
        LineError: it cannot be kept.
    """
    if PATH.match(word.text):
        before = nothing_below(reading, origin.file) if reading.empty else None
        reading.source, reading.path_line, reading.empty = None, origin.line, False
        reading.source = path_of(word, dialect)
        reading.empty = True
        if before:
            raise LineError(f"the path of line {before.line} has no header below it", word)
        return
    was_empty, reading.empty = reading.empty, False
    if reading.path_line == 0:
        raise LineError("a header comes below the path that it is for; begin with a line such as `/*`", word)
    made = header_line(word, reading.source, dialect, origin)
    if made:
        reading.lines.append(made)
    elif was_empty:
        raise LineError("the path above cannot be kept, and so this header cannot", word)
    else:
        raise LineError("its path cannot be kept, and so this header cannot", word)


def nothing_below(reading: Reading, file: str) -> SyntaxProblem:
    """The problem of a path without headers."""
    return SyntaxProblem(
        file, reading.path_line, 1, "a path without a header below it does nothing; take it away"
    )


def path_of(word: Word, dialect: Dialect) -> Pattern:
    """The pattern of a path line.

    Raises:
        LineError: it has a host, or is no path that can be compared.
    """
    if not word.text.startswith("/"):
        raise LineError(
            "headers cannot be given to one host alone; leave the host out, or give that host a distribution"
            " of its own",
            word,
        )
    try:
        return read_pattern(word.text, dialect, inner_star=True)
    except LineError as error:
        raise LineError(str(error), word) from None


def header_line(word: Word, source: Pattern | None, dialect: Dialect, origin: Origin) -> HeaderLine | None:
    """One header; None when its path could not be kept.

    Raises:
        LineError: it is no header, or one that CloudFront refuses.
    """
    detached = DETACHED.match(word.text)
    if detached and not dialect.detaches:
        raise LineError(
            f"{dialect.title} has no `! Name`; read the file as Cloudflare's to take headers away", word
        )
    text = word.text[detached.end() :] if detached else word.text
    name, colon, value = text.partition(":")
    name, value = name.strip(), value.strip()
    if bool(detached) == bool(colon):
        expected = "`! Name`" if detached else "`Name: value`, or a path that begins with `/`"
        raise LineError(f"this is no header; expected {expected}", word)
    refuse_header(name, value, word)
    return None if source is None else HeaderLine(source, name.lower(), None if detached else value, origin)


def refuse_header(name: str, value: str, word: Word) -> None:
    """Refuse what CloudFront or HTTP does not take; values are not shown, since some are secret."""
    if name.lower() == "basic-auth":
        raise LineError(
            "`Basic-Auth` is Netlify's own: it asks for a password; use basic auth of a function or"
            " of a handler",
            word,
        )
    if not TOKEN.fullmatch(name):
        raise LineError(f"`{name}` is no name of a header", word)
    if message := problem_of_name(name.lower()):
        raise LineError(message, word)
    if not VALUE.fullmatch(value):
        raise LineError(f"the value of `{name}` is not one line of visible ASCII", word)
