"""The status of a rule: what it asks for, and the statuses that a function cannot answer with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.rules import Answer, Conditions, Origin, Pattern

if TYPE_CHECKING:
    from cloudfront_functions.inputs.dialect import Dialect
    from cloudfront_functions.inputs.words import Word

__all__ = ["GONE", "STATUSES", "Action", "answer", "read_status", "redirect_status"]

STATUSES = {
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
}
"""The redirects of HTTP: status -> its phrase (RFC 9110, section 15.4)."""

GONE = {404: "Not Found", 410: "Gone"}
"""The statuses that a rule may answer with: status -> its phrase (RFC 9110, section 15.5)."""
STATUS = re.compile(r"([0-9]{3})(!?)")


@dataclass(frozen=True)
class Action:
    """What a rule does: redirect (3xx), rewrite (200) or answer (404, 410); forced: with a `!`."""

    status: int
    forced: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether nothing is fetched and nobody is sent elsewhere."""
        return self.status in GONE


def read_status(word: Word, dialect: Dialect) -> Action:
    """The word behind a target.

    Raises:
        LineError: it is no status that the format and CloudFront both have.
    """
    found = STATUS.fullmatch(word.text)
    known = (200, *STATUSES, *GONE) if dialect.conditions else (200, *STATUSES)
    if not found or int(found[1]) not in known:
        listed = ", ".join(map(str, known))
        raise LineError(f"`{word.text}` is no status that a rule can have; expected one of {listed}", word)
    if found[2] and not dialect.yields_to_files:
        raise LineError(
            f"{dialect.title} has no `!`: its redirects never give way to a file; leave it out", word
        )
    return Action(int(found[1]), bool(found[2]))


def redirect_status(text: str, *, default: int = 301) -> int:
    """The status of a redirect, from a cell or a value; empty: the default.

    Raises:
        LineError: it is none of a redirect.
    """
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) == 3 and int(text) in STATUSES):
        raise LineError(
            f"`{text}` is no status of a redirect; expected one of {', '.join(map(str, STATUSES))}"
        )
    return int(text)


def answer(source: Pattern, status: int, *, when: Conditions, origin: Origin) -> Answer:
    """An answer with a line of text: its phrase."""
    headers = (("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store"))
    return Answer(
        source=source, status=status, headers=headers, body=f"{GONE[status]}\n", when=when, origin=origin
    )
