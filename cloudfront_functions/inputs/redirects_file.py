"""`_redirects`, as Netlify and Cloudflare Pages have it: a rule a line, in the order in which they are tried.

    source [parameters] target [status[!]] [conditions]      # a comment

1. Where a file of the site stands at a source, Netlify serves the file unless the status has a `!`. A
   function runs before anybody knows which files there are. A redirect therefore acts always; for one that
   takes many paths that is said in a note. A rewrite of many paths needs the `!`, since it would hide every
   file below.
2. 404 and 410 are answered without the page that the line names: a function cannot fetch one.
3. A line with parameters keeps the parameters that it does not name.

What each host makes of a line: `cloudfront_functions.inputs.dialect`; of parameters and conditions:
`conditions_text`. The grammar follows https://docs.netlify.com/manage/routing/redirects/overview/ and
https://developers.cloudflare.com/pages/configuration/redirects/ (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cloudfront_functions.inputs.conditions_text import is_condition, read_conditions, read_query
from cloudfront_functions.inputs.dialect import NETLIFY, Dialect
from cloudfront_functions.inputs.outcome import LineError, ReadRoutes, at
from cloudfront_functions.inputs.source_text import Source, read_source
from cloudfront_functions.inputs.status_text import Action, answer, read_status
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.inputs.words import Word, lines_of, words_of
from cloudfront_functions.rules import (
    ALWAYS,
    Conditions,
    Match,
    Origin,
    QueryKept,
    Redirect,
    Rewrite,
    Route,
    names_of,
)
from cloudfront_functions.spec import SyntaxProblem

__all__ = ["read_redirects"]

TARGET = re.compile(r"/|https?:", re.IGNORECASE)
STATUS = re.compile(r"\d{3}!?")
INDEX = re.compile(r"/|/index(?:\.html)?")


@dataclass(frozen=True)
class Line:
    """A line, cut up: which word is what; `action` is what its status asks for."""

    source: Word
    query: tuple[Word, ...]
    target: Word
    status: Word | None
    conditions: tuple[Word, ...]
    action: Action


def read_redirects(text: str, *, file: str, dialect: Dialect = NETLIFY) -> ReadRoutes:
    """Read a `_redirects` file; `file` is its name in problems."""
    rules: list[Route] = []
    problems: list[SyntaxProblem] = []
    notes: list[SyntaxProblem] = []
    for number, line in lines_of(text):
        words = words_of(line)
        if not words:
            continue
        try:
            cut = cut_up(words, dialect)
            made = routes_of(cut, dialect, Origin(file, number))
        except LineError as error:
            problems.append(error.at(file, number))
            continue
        rules += made
        if note := note_on(cut, made[0], dialect):
            notes.append(SyntaxProblem(file, number, (cut.status or cut.source).column, note))
    return ReadRoutes(tuple(rules), tuple(problems), tuple(notes))


def cut_up(words: list[Word], dialect: Dialect) -> Line:
    """Which word is what.

    Raises:
        LineError: the target is missing, or a word is none of its place.
    """
    source, *others = words
    start = next((index for index, word in enumerate(others) if TARGET.match(word.text)), None)
    if start is None:
        expected = "`/new`, or a URL with http(s)://"
        seen = others[0] if others else source
        is_missing = seen is source or "=" in seen.text or STATUS.fullmatch(seen.text)
        says = (
            "a target is missing after the source:" if is_missing else f"`{seen.text}` is no target; expected"
        )
        raise LineError(f"{says} {expected}", seen)
    query, target, rest = others[:start], others[start], others[start + 1 :]
    status = rest[0] if rest and not is_condition(rest[0]) else None
    conditions = tuple(rest[1:] if status else rest)
    if not dialect.conditions and (query or conditions):
        raise LineError(
            f"{dialect.title} has neither parameters nor conditions; read the file as Netlify's to use them",
            (query or conditions)[0],
        )
    action = read_status(status, dialect) if status else Action(dialect.default_status)
    return Line(source, tuple(query), target, status, conditions, action)


def routes_of(line: Line, dialect: Dialect, origin: Origin) -> tuple[Route, ...]:
    """The rule that a line is; several where it asks for one of several cookies.

    Raises:
        LineError: a part of it cannot be kept.
    """
    source = at(line.source, lambda: read_source(line.source.text, dialect))
    query = read_query(line.query)
    read_conditions_of = read_conditions(line.conditions)
    if line.action.status == 200 and not line.target.text.startswith("/"):
        raise LineError(
            "a function cannot fetch from another host; give the path a behavior of its own with that origin",
            line.target,
        )
    if line.action.is_answer or line.action.status == 200:
        refuse_hiding(line, source, dialect)
    return tuple(
        route_of(line, source, joined(source.when, query, when), origin) for when in read_conditions_of
    )


def route_of(line: Line, source: Source, when: Conditions, origin: Origin) -> Route:
    """One rule."""
    names = {*names_of(source.pattern), *when.names}
    if len(names) < len(names_of(source.pattern)) + len(when.names):
        raise LineError("a name is captured twice; give each placeholder its own", line.source)
    target = at(line.target, lambda: read_target(line.target.text, names))
    kept: QueryKept = "others" if when.query else "all"
    if line.action.is_answer:
        return answer(source.pattern, line.action.status, when=when, origin=origin)
    if line.action.status != 200:
        return Redirect(
            source=source.pattern,
            target=target,
            status=line.action.status,
            when=when,
            query=kept,
            origin=origin,
        )
    if target.fragment:
        raise LineError("a rewrite has no fragment, which only browsers see; leave out `#...`", line.target)
    return Rewrite(source=source.pattern, target=target, when=when, query=kept, origin=origin)


def refuse_hiding(line: Line, source: Source, dialect: Dialect) -> None:
    """Refuse a rewrite or an answer for many paths that was meant for those without a file."""
    if source.pattern.path is not None or line.action.forced:
        return
    if line.source.text == "/*" and INDEX.fullmatch(line.target.text):
        meant = "; write `200!` if that is meant" if dialect.yields_to_files else ""
        raise LineError(
            f"this would hide every file{meant}; for an app of one page leave the line out and write"
            ' `single_page.document = "/index.html"` into the function\'s table of edge.toml, or let an error'
            " page of the distribution (404 -> `/index.html` with status 200) answer where there is no file",
            line.status,
        )
    if dialect.yields_to_files:
        status = line.action.status
        raise LineError(
            f"a function does not know which files there are, and would hide every one below"
            f" `{line.source.text}`; write `{status}!` if that is meant, or let an error page of the"
            f" distribution (404 -> `{line.target.text}`) answer where there is no file",
            line.status,
        )


def note_on(line: Line, route: Route, dialect: Dialect) -> str:
    """Where the rule acts otherwise than where it comes from, or nothing."""
    if line.action.is_answer:
        return f"answers {line.action.status} with a line of text; `{line.target.text}` is not shown"
    many = route.source.path is None
    if dialect.yields_to_files and many and not line.action.forced:
        return f"acts even where there is a file; `{line.action.status}!` says that this is meant"
    return ""


def joined(source: Conditions, query: tuple[Match, ...], when: Conditions) -> Conditions:
    """The conditions of source, parameters and what stands behind the target."""
    if not query and source is ALWAYS:
        return when
    return replace(when, query=query, hosts=source.hosts, headers=source.headers)
