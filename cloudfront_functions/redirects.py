"""Redirects as people write them: the reader of `_redirects`.

The format is Netlify's and Cloudflare's: `source target [status]` on a line, `#` begins a comment. Read here
are exact sources, folders (`/old/*`, with `:splat` in the target) and the statuses 301, 302, 303, 307 and
308; a line without a status is a 301, as it is at Netlify (Cloudflare makes it a 302). What else the format
has is refused, with its place and the reason.

How a request is compared:

1. Sources are compared with the path as the viewer sent it, byte for byte: percent-escapes are not decoded
   and letters keep their case, for CloudFront hands over the path like that.
2. Characters beyond ASCII are written into sources and targets as the percent-escapes that browsers send.
3. `/old` and `/old/` are two sources. `/old/*` matches `/old/` and everything below it, not `/old`.
4. The query string is never part of the comparison; it is kept on every redirect.

Sources: https://docs.netlify.com/manage/routing/redirects/overview and
https://developers.cloudflare.com/pages/configuration/redirects/ (read 2026-11); percent-escapes: public
reports of 2026 (KensioSoftware/yulin#1024).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cloudfront_functions.redirect_rule import STATUSES, redirect_rule
from cloudfront_functions.spec import RedirectRule, SyntaxProblem

__all__ = ["Redirects", "read_redirects"]

REFUSED_STATUSES = {
    "200": "a rewrite to another path is no redirect; use `rewrites`",
    "404": "a function cannot answer with a page of the origin",
    "410": "a function cannot answer with a page of the origin",
}
CONDITIONS = ("Country", "Language", "Role", "Cookie")


@dataclass(frozen=True)
class Redirects:
    """What a file holds: the rules that can be kept, and a problem for every line that cannot."""

    rules: tuple[RedirectRule, ...]
    problems: tuple[SyntaxProblem, ...]


@dataclass(frozen=True)
class Word:
    """One word of a line and its column."""

    text: str
    column: int


def read_redirects(text: str, *, file: str) -> Redirects:
    """Read a `_redirects` file; `file` is its name in problems."""
    rules: list[RedirectRule] = []
    problems: list[SyntaxProblem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        words = words_of(line)
        if not words:
            continue
        outcome = read_line(words, file=file, line=number)
        if isinstance(outcome, RedirectRule):
            rules.append(outcome)
        else:
            problems.append(outcome)
    return Redirects(tuple(rules), tuple(problems))


def words_of(line: str) -> list[Word]:
    """The words before a comment."""
    words = [Word(found[0], found.start() + 1) for found in re.finditer(r"\S+", line)]
    comment = next((index for index, word in enumerate(words) if word.text.startswith("#")), len(words))
    return words[:comment]


def read_line(words: list[Word], *, file: str, line: int) -> RedirectRule | SyntaxProblem:
    """One rule, or why it is none."""
    problem = problem_of_shape(words)
    if problem is not None:
        word, message = problem
        return SyntaxProblem(file, line, word.column, message)
    status = int(words[2].text) if len(words) > 2 else 301
    columns = (words[0].column, words[1].column)
    return redirect_rule(words[0].text, words[1].text, status, file=file, line=line, columns=columns)


def problem_of_shape(words: list[Word]) -> tuple[Word, str] | None:
    """What a line has that the format has and a redirect here cannot have, or that nobody knows."""
    if len(words) == 1:
        return words[0], "a target is missing after the source"
    if re.match(r"[\w.~-]+=", words[1].text):
        return words[1], f"`{words[1].text}` matches a query parameter, which is not supported"
    for index, word in enumerate(words[2:], start=2):
        name = word.text.partition("=")[0]
        if name in CONDITIONS:
            return word, f"the condition `{name}` is not supported"
        if index > 2:
            return word, f"`{word.text}` is not understood; a line is `source target [status]`"
        message = problem_of_status(word.text)
        if message:
            return word, message
    return None


def problem_of_status(text: str) -> str:
    """Why a third word is no status of a redirect."""
    if text.endswith("!") and text[:-1].isdecimal():
        return "a redirect here never gives way to a file, so `!` has no meaning; leave it out"
    if text in REFUSED_STATUSES:
        return f"status {text}: {REFUSED_STATUSES[text]}"
    if text.isascii() and text.isdecimal() and int(text) in STATUSES:
        return ""
    return f"`{text}` is no status of a redirect; expected one of {', '.join(map(str, STATUSES))}"
