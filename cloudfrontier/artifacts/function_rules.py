"""The rules of a function, from edge.toml and from the files that it names, as steps for the compiler.

Rules of edge.toml come before those of the files, which come in their order. Every mistake is reported in
one run, at its line; what is noticed of the list as a whole is a finding. A new kind of step is one more
reader in `READERS`: it is given the `Reading` of a function and gives the steps that its tables ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions import header_rules, headers_everywhere, problems_of_headers
from cloudfront_functions.canonical_routes import canonical_routes, with_canonical_routes
from cloudfront_functions.inputs import (
    HeaderTable,
    RuleTable,
    read_header_table,
    read_headers,
    read_routes,
    read_rule,
)
from cloudfront_functions.list_checks import check_routes
from cloudfront_functions.rules import ResponseHeaders, Routes, Step
from cloudfrontier.artifacts.address_rules import (
    canonical_of,
    read_canonical,
    read_rewrites,
    read_single_page,
)
from cloudfrontier.artifacts.cors_rules import read_cors
from cloudfrontier.artifacts.experiment_rules import read_experiments
from cloudfrontier.artifacts.guard_rules import (
    read_addresses,
    read_answers,
    read_basic_auth,
    read_maintenance,
    read_methods,
    read_signed_links,
)
from cloudfrontier.artifacts.origin_rules import read_query, read_request_headers
from cloudfrontier.artifacts.own_rules import read_own
from cloudfrontier.artifacts.response_rules import read_cache_control, read_security
from cloudfrontier.artifacts.rules_reading import Reading
from cloudfrontier.artifacts.visitor_headers import check_visitor_headers
from cloudfrontier.artifacts.visitor_rules import read_device, read_locale
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.errors import Problem
from cloudfrontier.rules.notices import OF_LISTS, OTHERWISE_HERE

if TYPE_CHECKING:
    from datetime import date

    from cloudfront_functions import SyntaxProblem
    from cloudfront_functions.list_checks import Remark
    from cloudfrontier.project import LoadedProject

__all__ = ["READERS", "FunctionRules", "StepReader", "rules_of"]


@dataclass(frozen=True)
class FunctionRules:
    """The steps of a function, what cannot be kept, and what is worth saying of what can."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def rules_of(loaded: LoadedProject, name: str, *, today: date) -> FunctionRules:
    """Everything that the tables of a function ask for; the compiler puts the steps in their order."""
    reading = Reading(loaded, name, today)
    steps = with_canonical_routes(step for read in READERS for step in read(reading))
    reading.findings += check_visitor_headers(loaded, name, steps)
    return FunctionRules(steps, tuple(sorted(set(reading.problems))), tuple(reading.findings))


def read_route_list(reading: Reading) -> Iterable[Step]:
    """Answers, redirects and rewrites: those of edge.toml, then those of the files."""
    tables = (RuleTable(**vars(table)) for table in reading.table.redirect)
    routes = [*read_answers(reading), *reading.from_tables("redirect", tables, read_rule)]
    for text, file in reading.texts("redirects", reading.table.redirects):
        read = read_routes(text, file=file, dialect=reading.dialect)
        routes += read.rules
        reading.refuse(read.problems)
        reading.findings += map(finding_of_note, read.notes)
    reading.findings += map(finding_of_remark, check_routes(canonical_routes(routes, canonical_of(reading))))
    return [Routes(tuple(routes))] if routes else []


def read_headers_everywhere(reading: Reading) -> Iterable[Step]:
    """Headers of every response."""
    table = reading.table.headers
    rules = header_rules(preset=table.preset, set=table.set, remove=table.remove)
    for message in problems_of_headers(rules):
        reading.problem(("headers",), message)
    return [headers_everywhere(rules)] if rules else []


def read_headers_by_path(reading: Reading) -> Iterable[Step]:
    """Headers of some paths: those of edge.toml, then those of the files."""
    tables = (HeaderTable(**vars(table)) for table in reading.table.header)
    rules = list(reading.from_tables("header", tables, read_header_table))
    for text, file in reading.texts("header_files", reading.table.header_files):
        read = read_headers(text, file=file, dialect=reading.dialect)
        rules += read.rules
        reading.refuse(read.problems)
    return [ResponseHeaders(tuple(rules))] if rules else []


StepReader = Callable[[Reading], Iterable[Step]]
"""Gives the steps of one kind; what it cannot keep it adds to the problems of the reading."""

READERS: tuple[StepReader, ...] = (
    read_methods,
    read_addresses,
    read_maintenance,
    read_basic_auth,
    read_signed_links,
    read_cors,
    read_security,
    read_cache_control,
    read_canonical,
    read_route_list,
    read_locale,
    read_device,
    read_experiments,
    read_rewrites,
    read_single_page,
    read_query,
    read_request_headers,
    read_own,
    read_headers_everywhere,
    read_headers_by_path,
)
"""One reader for each kind of rules; steps of one kind run in the order of their readers."""


def finding_of_note(note: SyntaxProblem) -> Finding:
    """A line that is kept and acts otherwise than where it comes from."""
    return OTHERWISE_HERE.finding(note.file, note.message, place=(note.line, note.column), do="")


def finding_of_remark(remark: Remark) -> Finding:
    """What is noticed of a rule in its list."""
    notice = OF_LISTS[remark.kind]
    return notice.finding(remark.origin.file, remark.message, place=(remark.origin.line, 1), do=remark.help)
