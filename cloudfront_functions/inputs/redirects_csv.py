"""Redirects as a table: `source,target,status` on a line, with Cloudflare's further columns if there are any.

    source,target[,status,preserve query string,include subdomains,subpath matching,preserve path suffix]

1. A first line of column names is read as such, in whatever order it has them; Cloudflare's files have none.
2. The file is Cloudflare's when its first source names a host. There an empty cell is FALSE, so the query
   string goes lost, as it does there; in other files it is kept unless its cell says FALSE.
3. Cloudflare lets the most specific source win, other files their order: exact sources come before those with
   subpaths, and of these the longer first.
4. A row is a line: no cell holds a line break. Rows whose first cell begins with `#` are comments.

Source: https://developers.cloudflare.com/rules/url-forwarding/bulk-redirects/reference/csv-file-format/ with
.../how-it-works/ (read 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.csv_line import cells_of
from cloudfront_functions.inputs.dialect import CLOUDFLARE
from cloudfront_functions.inputs.outcome import LineError, ReadRoutes, at
from cloudfront_functions.inputs.source_text import Source, read_pattern
from cloudfront_functions.inputs.status_text import redirect_status
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.inputs.url_text import split_url
from cloudfront_functions.inputs.words import Word, lines_of
from cloudfront_functions.rules import Origin, Pattern, Redirect, Rest, Route, Slot, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfront_functions.spec import SyntaxProblem

__all__ = ["read_csv"]

COLUMNS = ("source", "target", "status", "query", "subdomains", "subpaths", "suffix")
NAMES = {
    "source": ("source", "source_url", "from", "old", "url"),
    "target": ("target", "target_url", "to", "destination", "new"),
    "status": ("status", "status_code", "statuscode", "code"),
    "query": ("preserve_query_string", "preserve_query", "keep_query"),
    "subdomains": ("include_subdomains",),
    "subpaths": ("subpath_matching",),
    "suffix": ("preserve_path_suffix",),
}
"""Column -> what its head may be called; spaces and dashes count as underscores."""
TRUTH = {"true": True, "false": False}
NOTHING = Word("", 1)


@dataclass(frozen=True)
class Options:
    """The columns in the order of the file, and what an empty cell of `query` means."""

    columns: tuple[str, ...] = COLUMNS
    keeps_query: bool = True
    most_specific_first: bool = False


def read_csv(text: str, *, file: str) -> ReadRoutes:
    """Read a table of redirects; `file` is its name in problems."""
    problems: list[SyntaxProblem] = []
    rows = []
    for number, line in lines_of(text):
        try:
            cells = cells_of(line)
        except LineError as error:
            problems.append(error.at(file, number))
            continue
        if any(cell.text for cell in cells) and not cells[0].text.startswith("#"):
            rows.append((number, cells))
    return read_rows(rows, problems, file)


def read_rows(rows: Sequence[tuple[int, list[Word]]], problems: list[SyntaxProblem], file: str) -> ReadRoutes:
    """The rules of the rows, beside what is already known to be wrong."""
    rules: list[Redirect] = []
    options, rows = options_of(rows)
    for number, cells in rows:
        try:
            rules += redirects_of(cells, options, Origin(file, number))
        except LineError as error:
            problems.append(error.at(file, number))
    if options.most_specific_first:
        rules.sort(key=specificity)
    routes: tuple[Route, ...] = tuple(rules)
    return ReadRoutes(routes, tuple(sorted(problems)))


def options_of(
    rows: Sequence[tuple[int, list[Word]]],
) -> tuple[Options, Sequence[tuple[int, list[Word]]]]:
    """What the first row tells of the file, and the rows that are rules."""
    columns: tuple[str, ...] = COLUMNS
    if rows and (named := columns_named(rows[0][1])):
        columns, rows = named, rows[1:]
    if not rows or "source" not in columns:
        return Options(columns), rows
    place = columns.index("source")
    first = rows[0][1][place].text if place < len(rows[0][1]) else ""
    hosted = bool(first) and not first.startswith("/")
    return Options(columns, keeps_query=not hosted, most_specific_first=hosted), rows


def columns_named(cells: Sequence[Word]) -> tuple[str, ...] | None:
    """The columns, when these are their names; a name that is not known stays as it is."""
    known = {alias: name for name, aliases in NAMES.items() for alias in aliases}
    heads = [cell.text.strip().lower().replace(" ", "_").replace("-", "_") for cell in cells]
    named = tuple(known.get(head, head) for head in heads)
    return named if {"source", "target"} <= set(named) else None


def redirects_of(cells: list[Word], options: Options, origin: Origin) -> list[Redirect]:
    """The redirects of one row: one, or two where a source has subpaths that go on below the target.

    Raises:
        LineError: a cell cannot be kept.
    """
    row = dict(zip(options.columns, cells, strict=False))
    for index, cell in enumerate(cells):
        column = options.columns[index] if index < len(options.columns) else ""
        if cell.text and (column not in COLUMNS or list(options.columns).index(column) != index):
            raise LineError(
                f"`{cell.text}` stands in a column that is not known; expected {', '.join(NAMES)}", cell
            )
    if flag(row, "subdomains", default=False):
        raise LineError("a rule is for one host; write a row for each subdomain", row["subdomains"])
    source_cell, target_cell = row.get("source", NOTHING), row.get("target", NOTHING)
    for name, cell in (("source", source_cell), ("target", target_cell)):
        if not cell.text:
            other = next((mark for mark in ";\t" if mark in source_cell.text), "")
            seen = f", with commas; seen {other!r}" if other else ""
            raise LineError(f"a {name} is missing; a row is `source,target[,status]`{seen}", source_cell)
    status_cell = row.get("status", NOTHING)
    source = at(source_cell, lambda: source_of(source_cell.text))
    target = at(target_cell, lambda: read_target(target_cell.text, ()))
    redirect = Redirect(
        source=source.pattern,
        target=target,
        status=at(status_cell, lambda: redirect_status(status_cell.text)),
        when=source.when,
        query="all" if flag(row, "query", default=options.keeps_query) else "none",
        origin=origin,
    )
    if not flag(row, "subpaths", default=False):
        return [redirect]
    below = below_of(source.pattern)
    if not flag(row, "suffix", default=False):
        return [redirect, replace(redirect, source=below)]
    return [redirect, replace(redirect, source=below, target=at(target_cell, lambda: target_below(target)))]


def source_of(text: str) -> Source:
    """A source of the table: a path, or a host and a path, with a scheme or without."""
    bare = not text.startswith("/") and "://" not in text
    url = split_url(f"https://{text}" if bare else text)
    for mark in "*:":
        if mark in url.rest:
            raise LineError(
                f"a table has no `{mark}` in sources; write `%{ord(mark):X}`, or use subpath matching"
            )
    if url.host and ":" in url.host:
        raise LineError(f"CloudFront has no port but 80 and 443; leave `{url.host}` without one")
    pattern = read_pattern(url.rest if url.host is None else url.rest or "/", CLOUDFLARE)
    return Source(pattern, url.host, None if bare else url.scheme)


def below_of(pattern: Pattern) -> Pattern:
    """Everything below a path; whether the path ends in a slash makes no difference to that."""
    segments = pattern.segments[:-1] if pattern.segments[-1] == "" else pattern.segments
    return Pattern(segments, Rest())


def target_below(target: Target) -> Target:
    """The target with what stood below the source behind its path."""
    *parts, last = target.path
    end = str(last) if str(last).endswith("/") else f"{last}/"
    return replace(target, path=(*parts, end, Slot("splat")))


def specificity(rule: Redirect) -> tuple[bool, int, bool]:
    """Orders rules as Cloudflare chooses among those that match: the most specific first."""
    return (rule.source.rest is not None, -len(rule.source.segments), not rule.when.headers)


def flag(row: dict[str, Word], column: str, *, default: bool) -> bool:
    """What a cell of TRUE or FALSE says."""
    cell = row.get(column, NOTHING)
    if not cell.text:
        return default
    if cell.text.lower() not in TRUTH:
        raise LineError(f"`{cell.text}` is neither TRUE nor FALSE", cell)
    return TRUTH[cell.text.lower()]
