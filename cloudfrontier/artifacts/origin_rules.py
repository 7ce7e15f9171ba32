"""Reads what edge.toml says the cache and the origin are to see: parameters and request headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.rules import Slot
from cloudfront_functions.rules.query_keys import QueryKeys
from cloudfront_functions.rules.request_headers import RequestHeaders
from cloudfrontier.artifacts.address_rules import tried
from cloudfrontier.cloudfront.headers import NOT_IN_HEADERS, adding_fails, fold, is_disallowed, is_read_only
from cloudfrontier.project.checks.text import check_header_names, check_header_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.target import Template
    from cloudfrontier.artifacts.rules_reading import Reading

__all__ = ["read_query", "read_request_headers", "read_value"]

# what may stand in a query string; percent-escapes are compared as they were sent
PARAMETER = re.compile(r"(?:[!$'()+,\-./0-9:;?@A-Z_a-z~\[\]]|%[0-9A-Fa-f]{2})*\*?")
SLOT = re.compile(r"\{([a-z]+)\}")


def read_query(reading: Reading) -> Iterable[Step]:
    """Which parameters stay, and their order."""
    table = reading.table.query
    if table is None:
        return []
    if table.keep is None and not table.drop and not table.sort:
        reading.problem(("query",), "a table that changes nothing; expected `keep`, `drop` or `sort = true`")
    check_names(reading, "keep", table.keep or ())
    check_names(reading, "drop", table.drop)
    return [QueryKeys(table.keep, table.drop, sort=table.sort)]


def check_names(reading: Reading, key: str, names: Sequence[str]) -> None:
    """Refuse names that no parameter has as it is sent."""
    for index, name in enumerate(names):
        if not name or not PARAMETER.fullmatch(name):
            expected = "as browsers send it: percent-escaped, with at most one `*`, at its end"
            reading.problem(
                ("query", key, index), f"`{name}` is no name of a parameter; expected it {expected}"
            )


def read_request_headers(reading: Reading) -> Iterable[Step]:
    """Headers that are taken away and set."""
    table = reading.table.request_headers
    if not table.set and not table.remove:
        return []
    set_at, remove_at = ("request_headers", "set"), ("request_headers", "remove")
    mistakes = [
        *check_header_names(set_at, table.set, at_key=True),
        *check_header_values(set_at, table.set),
        *check_header_names(remove_at, table.remove),
    ]
    for mistake in mistakes:
        reading.problem(mistake.path, mistake.told())
    for name in table.set:
        if problem := problem_of_name(name, is_set=True):
            reading.problem((*set_at, name), problem)
    for index, name in enumerate(table.remove):
        if problem := problem_of_name(name, is_set=False):
            reading.problem((*remove_at, index), problem)
    given = tuple((fold(name), read_value(value)) for name, value in table.set.items())
    removed = tuple(map(fold, table.remove))
    return list(tried(reading, ("request_headers", "set"), lambda: RequestHeaders(removed, given)))


def read_value(text: str) -> Template:
    """A value with slots: `{ip}` and the like."""
    parts = SLOT.split(text)
    return tuple(Slot(part) if index % 2 else part for index, part in enumerate(parts) if index % 2 or part)


def problem_of_name(name: str, *, is_set: bool) -> str:
    """Why CloudFront would not let a function touch a header of requests; empty: it would."""
    if is_read_only(name, kind="function", event="viewer-request"):
        return f"`{name}` is read-only in viewer-request: CloudFront answers 502 where a function touches it"
    if name in NOT_IN_HEADERS["request"]:
        return f"`{name}` is no header to a function: cookies are apart, and CloudFront writes the header"
    if is_set and (is_disallowed(name) or adding_fails(name, "viewer-request")):
        return f"`{name}` is CloudFront's own: it answers 502 where a function adds it"
    return ""
