"""Netlify's words around a target: query parameters before it, conditions behind it.

1. `name=value` asks for that parameter with that value, `name=:slot` for any value, which then fills the
   slot. Netlify asks for these and no others; here other parameters may be there too, and they are kept.
2. `Country=au,nz` and `Language=de,en-gb` hold when one of their values does.
3. `Cookie=a,b` holds when one of the cookies is there: it becomes one rule for each.

Source: https://docs.netlify.com/manage/routing/redirects/redirect-options/ (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.url_text import PLACEHOLDER, escaped
from cloudfront_functions.rules import ALWAYS, Conditions, Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfront_functions.inputs.words import Word

__all__ = ["is_condition", "read_conditions", "read_query"]

COUNTRY = re.compile(r"[A-Za-z]{2}")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
COOKIE = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
REFUSED = {
    "role": 'a function cannot check a signed-in visitor\'s role; put a handler with `features = ["auth"]` on'
    " the behavior of that path",
    "sign": "a function does not sign what it forwards; restrict the origin to CloudFront (origin access"
    " control, or a secret header of the origin)",
}
REFUSED["signed"] = REFUSED["sign"]
KINDS = frozenset({"country", "language", "cookie", *REFUSED})


def is_condition(word: Word) -> bool:
    """Whether the word is `Name=...` of a condition that the format knows."""
    name, equals, _ = word.text.partition("=")
    return bool(equals) and name.lower() in KINDS


def read_query(words: Sequence[Word]) -> tuple[Match, ...]:
    """The parameters asked for between source and target.

    Raises:
        LineError: a word is no `name=value`, or a name comes twice.
    """
    matches: list[Match] = []
    for word in words:
        name, equals, value = word.text.partition("=")
        if not equals or not name:
            raise LineError(
                f"`{word.text}` is neither a target (`/new`, `https://...`) nor a parameter (`name=value`)",
                word,
            )
        if any(match.name == name for match in matches):
            raise LineError(f"the parameter `{name}` is asked for twice", word)
        matches.append(read_match(name, value, word))
    return tuple(matches)


def read_match(name: str, value: str, word: Word) -> Match:
    """One parameter: its name as it is sent, and its value, or the slot that it fills."""
    try:
        spelled = escaped(name)
        slot = PLACEHOLDER.fullmatch(value)
        return Match(spelled, capture=slot[1]) if slot else Match(spelled, escaped(value))
    except LineError as error:
        raise LineError(str(error), word) from None


def read_conditions(words: Sequence[Word]) -> tuple[Conditions, ...]:
    """The conditions of a line; more than one where it asks for one of several cookies.

    Raises:
        LineError: a condition is unknown, comes twice, or has a value that it cannot have.
    """
    if not words:
        return (ALWAYS,)
    when, cookies, seen = ALWAYS, [""], set[str]()
    for word in words:
        name, _, listed = word.text.partition("=")
        kind = name.lower()
        if kind in REFUSED:
            raise LineError(f"`{name}=`: {REFUSED[kind]}", word)
        if not is_condition(word):
            raise LineError(
                f"`{word.text}` is not understood; a line is"
                " `source [parameters] target [status] [conditions]`",
                word,
            )
        if kind in seen:
            raise LineError(f"the condition `{name}` comes twice; list its values with commas", word)
        seen.add(kind)
        match kind:
            case "country":
                when = replace(
                    when, countries=tuple(value.upper() for value in values(listed, COUNTRY, word))
                )
            case "language":
                when = replace(
                    when, languages=tuple(value.lower() for value in values(listed, LANGUAGE, word))
                )
            case _:
                cookies = list(values(listed, COOKIE, word))
    return tuple(replace(when, cookies=(Match(name),)) if name else when for name in cookies)


def values(listed: str, form: re.Pattern[str], word: Word) -> tuple[str, ...]:
    """What stands between commas, each once."""
    found = tuple(dict.fromkeys(listed.split(",")))
    for value in found:
        if not form.fullmatch(value):
            raise LineError(f"`{value}` in `{word.text}` is no value that this condition can have", word)
    return found
