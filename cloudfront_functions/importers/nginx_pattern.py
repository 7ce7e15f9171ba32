"""Regular expressions of nginx, as far as a pattern takes the same paths."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.rule_table import OWN
from cloudfront_functions.inputs.source_text import read_pattern
from cloudfront_functions.rules import Pattern

__all__ = ["NginxPattern", "read_regex"]

PIECE = re.compile(
    r"(?P<rest>\((?:\.\*|\.\+)\)|\.\*)"
    r"|(?P<one>\(\[\^/\]\+\)|\(\\d\+\)|\(\\w\+\)|\(\[\w-]+\]\+\))"
    r"|(?P<slash>/\?(?=\$?$))"
    r"|(?P<text>[A-Za-z0-9_/~%@!,;:=&'-]|\\[./_~+()$*?-])"
)
NARROWER = re.compile(r"\(\\[dw]\+\)|\(\[\w-]+\]\+\)|\(\.\+\)")


@dataclass(frozen=True)
class NginxPattern:
    """A pattern, what `$1`, `$2` ... are called in it, and whether it takes more than the expression did."""

    pattern: Pattern
    names: tuple[str, ...]
    wider: bool


def read_regex(text: str) -> NginxPattern:
    """The pattern of an expression that begins with `^/`.

    Raises:
        LineError: no pattern takes the same paths.
    """
    if not text.startswith("^/"):
        raise LineError(f"`{text}` does not begin with `^/`: it takes paths wherever it is found in them")
    body, end = (text[1:-1], True) if text.endswith("$") and not text.endswith("\\$") else (text[1:], False)
    spelled, names, place = "", list[str](), 0
    any_slash = splat = False
    while place < len(body):
        found = PIECE.match(body, place)
        if not found or splat:
            raise LineError(
                f"`{body[place:]}` in `{text}` is no text, no `([^/]+)`, no `(.*)` at the end: write a rule"
                " of edge.toml with `:name` for a segment and `*` for what is left"
            )
        if found["text"]:
            character = found[0].removeprefix("\\")
            spelled += f"%{ord(character):02X}" if character in ":*?" else character
        elif found["slash"]:
            any_slash = end
            splat = not end
            spelled += "" if end else "*"
        elif found["one"]:
            names.append(f"part{len(names) + 1}")
            spelled += f":{names[-1]}"
        else:
            splat = True
            spelled += "*"
            if found[0].startswith("("):
                names.append("splat")
        place = found.end()
    if not end and not splat:
        spelled += "*"
    pattern = read_pattern(spelled, OWN)
    if any_slash and pattern.rest is None and spelled != "/":
        pattern = Pattern(pattern.segments, None, any_slash=True)
    return NginxPattern(pattern, tuple(names), NARROWER.search(text) is not None)
