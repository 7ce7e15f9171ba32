"""Rules as tables of edge.toml: one rule with all that it can have, and back again.

A table says `source`, `target` and `status` as a line of `_redirects` does: 200 rewrites, 404 and 410 answer.
Its source may hold `:placeholders` and one `*`; a last slash counts unless `any_slash` is set. Writing a rule
as a table and reading that gives the rule again, or `table_of` refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from cloudfront_functions.inputs.conditions_text import COUNTRY, LANGUAGE, read_match
from cloudfront_functions.inputs.dialect import Dialect
from cloudfront_functions.inputs.outcome import LineError, at
from cloudfront_functions.inputs.source_text import read_pattern
from cloudfront_functions.inputs.status_text import GONE, answer, redirect_status
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.inputs.words import Word
from cloudfront_functions.rules import (
    Answer,
    Conditions,
    Match,
    Origin,
    Pattern,
    QueryKept,
    Redirect,
    Rewrite,
    Route,
    names_of,
)

__all__ = ["OWN", "RuleTable", "read_own_pattern", "read_rule", "table_of"]

OWN = Dialect(
    name="edge.toml",
    title="edge.toml",
    default_status=301,
    any_slash=False,
    conditions=True,
    yields_to_files=False,
    inner_captures=True,
    detaches=True,
    joins_rules=False,
)
"""How edge.toml spells patterns."""


@dataclass(frozen=True, kw_only=True)
class RuleTable:
    """A rule as edge.toml has it; query: name -> value or `:slot`; headers: name -> value, or `*` for any."""

    source: str
    target: str = ""
    status: int = 301
    any_slash: bool = False
    keep_query: QueryKept = "all"
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def read_rule(table: RuleTable, origin: Origin) -> Route:
    """The rule that a table says.

    Raises:
        LineError: it cannot be kept; `word` is the name of the key at fault, column 1.
    """
    source = read_own_pattern(table.source, any_slash=table.any_slash, key="source")
    when = conditions_of(table)
    if table.status in GONE:
        if table.target:
            raise LineError(f"{table.status} answers; it has no target", Word("target", 1))
        return answer(source, table.status, when=when, origin=origin)
    target = at(Word("target", 1), lambda: read_target(table.target, {*names_of(source), *when.names}))
    if table.keep_query not in get_args(QueryKept):
        raise LineError(
            f"`{table.keep_query}` is none of {', '.join(get_args(QueryKept))}", Word("keep_query", 1)
        )
    try:
        if table.status == 200:
            return Rewrite(source=source, target=target, when=when, query=table.keep_query, origin=origin)
        status = at(Word("status", 1), lambda: redirect_status(str(table.status)))
        return Redirect(
            source=source, target=target, status=status, when=when, query=table.keep_query, origin=origin
        )
    except LineError:
        raise
    except ValueError as error:
        raise LineError(str(error), Word("target", 1)) from None


def read_own_pattern(text: str, *, any_slash: bool, key: str) -> Pattern:
    """The pattern that the key of a table says.

    Raises:
        LineError: it cannot be kept; `word` is the name of the key at fault.
    """
    source = at(Word(key, 1), lambda: read_pattern(text, OWN))
    try:
        return replace(source, any_slash=True) if any_slash else source
    except ValueError as error:
        raise LineError(str(error), Word("any_slash", 1)) from None


def conditions_of(table: RuleTable) -> Conditions:
    """What a table asks for besides its path."""
    for key, form in (("countries", COUNTRY), ("languages", LANGUAGE)):
        for value in getattr(table, key):
            if not form.fullmatch(value):
                raise LineError(f"`{value}` is no value that {key} can have", Word(key, 1))
    return Conditions(
        query=tuple(read_match(name, value, Word("query", 1)) for name, value in table.query.items()),
        headers=tuple(header_match(name, value) for name, value in table.headers.items()),
        cookies=tuple(Match(name) for name in table.cookies),
        hosts=tuple(host.lower() for host in table.hosts),
        countries=tuple(value.upper() for value in table.countries),
        languages=tuple(value.lower() for value in table.languages),
    )


def header_match(name: str, value: str) -> Match:
    """One header; `*`: it must be there."""
    return Match(name.lower(), None if value == "*" else value)


def table_of(rule: Route) -> RuleTable:
    """The table that says a rule.

    Raises:
        LineError: none does; the message says what stands in the way.
    """
    when = rule.when
    table = RuleTable(
        source=str(rule.source),
        any_slash=rule.source.any_slash,
        query={
            match.name: f":{match.capture}" if match.capture else match.value or "" for match in when.query
        },
        headers={match.name: "*" if match.value is None else match.value for match in when.headers},
        cookies=tuple(match.name for match in when.cookies),
        hosts=when.hosts,
        countries=when.countries,
        languages=when.languages,
    )
    match rule:
        case Answer():
            table = replace(table, status=rule.status)
        case Redirect():
            table = replace(table, target=str(rule.target), status=rule.status, keep_query=rule.query)
        case Rewrite():
            table = replace(table, target=str(rule.target), status=200, keep_query=rule.query)
    if read_rule(table, rule.origin) != rule:
        raise LineError(f"`{rule.source}` cannot be written as a rule of edge.toml")
    return table
