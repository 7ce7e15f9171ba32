"""Reads the tables of a function that set headers of responses: security, the policy, Cache-Control."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.csp import build_policy, hash_source, problems_of_policy
from cloudfront_functions.inputs import LineError
from cloudfront_functions.inputs.cache_control_text import problem_of_cache_control
from cloudfront_functions.inputs.rule_table import read_own_pattern
from cloudfront_functions.rules import CacheControl, HeaderChange, PathHeaders, Pattern, ResponseHeaders, Rest
from cloudfront_functions.security_headers import POLICIES, security_headers
from cloudfrontier.artifacts.rules_reading import read_file
from cloudfrontier.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.rules import Step
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.project.positions import KeyPath

__all__ = ["read_cache_control", "read_security"]

ENDPOINT = "csp"
ENDPOINT_URL = re.compile(r"https://[!#-+\--:<-\[\]-~]+")
"""A URL that may stand in a directive and in a quoted string: no quote, comma, semicolon, backslash."""


def read_security(reading: Reading) -> Iterable[Step]:
    """Security headers with their policy, for every response; `headers` comes later and may say otherwise."""
    table = reading.table.security
    headers: dict[str, str] = {}
    if table is not None:
        if reading.table.headers.preset is not None:
            reading.problem(("headers", "preset"), "`security` has these headers, and more; drop the preset")
        try:
            headers = security_headers(
                table.preset, hsts=table.hsts, subdomains=table.subdomains, preload=table.preload
            )
        except ValueError as error:
            reading.problem(("security", "preload"), str(error))
    headers |= policy_headers(reading)
    if not headers:
        return []
    changes = tuple(HeaderChange("set", name, (value,)) for name, value in headers.items())
    return [ResponseHeaders((PathHeaders(source=Pattern((), Rest()), changes=changes),))]


def policy_headers(reading: Reading) -> dict[str, str]:
    """The Content-Security-Policy, and where it is reported to."""
    security, table = reading.table.security, reading.table.csp
    directives = dict(POLICIES[security.preset]) if security else {}
    if table is None:
        return {"content-security-policy": build_policy(directives)} if directives else {}
    directives |= table.directives
    for name, files in table.hash_files.items():
        directives[name] = (*directives.get(name, ()), *hashes(reading, name, files))
    if not directives:
        reading.problem(("csp",), "a policy needs `directives`, or the preset of `security`")
    for name, message in problems_of_policy(directives):
        written = name in table.directives or name in table.hash_files
        reading.problem(("csp", "directives", name) if written else ("csp",), message)
    headers = {}
    if table.report_to:
        if not ENDPOINT_URL.fullmatch(table.report_to):
            reading.problem(
                ("csp", "report_to"), "browsers report to an https URL without quotes, `,` and `;`"
            )
        headers["reporting-endpoints"] = f'{ENDPOINT}="{table.report_to}"'
        # `report-uri` is for browsers that do not know `report-to` yet; those that do leave it alone
        directives |= {"report-uri": (table.report_to,), "report-to": (ENDPOINT,)}
    kind = "content-security-policy-report-only" if table.report_only else "content-security-policy"
    return {**headers, kind: build_policy(directives)}


def hashes(reading: Reading, name: str, files: Iterable[str]) -> Iterable[str]:
    """The sources of inline scripts or styles that are kept in files."""
    for index, file in enumerate(files):
        text = read_file(reading.loaded, (*reading.path, "csp", "hash_files", name, index), file)
        if isinstance(text, Problem):
            reading.problems.append(text)
        else:
            yield hash_source(text)


def read_cache_control(reading: Reading) -> Iterable[Step]:
    """Cache-Control by path and by extension."""
    table = reading.table.cache_control
    if table is None:
        return []
    key: KeyPath = ("cache_control",)
    if "cache-control" in {name.lower() for name in reading.table.headers.set}:
        reading.problem(
            ("headers", "set"), "`cache_control` would be of no effect beside this; use `otherwise`"
        )
    paths = []
    for path, value in table.paths.items():
        check_value(reading, (*key, "paths", path), value)
        try:
            pattern = read_own_pattern(path, any_slash=False, key="paths")
        except LineError as error:
            reading.problem((*key, "paths", path), str(error))
            continue
        paths.append((pattern, value))
    for extension, value in table.extensions.items():
        check_value(reading, (*key, "extensions", extension), value)
        if not extension.isascii() or not extension.isalnum() or extension != extension.lower():
            expected = "letters and digits in lower case, without a dot, such as `css`"
            reading.problem(
                (*key, "extensions", extension), f"`{extension}` is no extension; expected {expected}"
            )
    if table.otherwise:
        check_value(reading, (*key, "otherwise"), table.otherwise)
    if not (paths or table.extensions or table.otherwise):
        reading.problem(key, "expected `paths`, `extensions` or `otherwise`")
    return [
        CacheControl(
            paths=tuple(paths),
            extensions=tuple(table.extensions.items()),
            otherwise=table.otherwise,
            keep=table.keep,
        )
    ]


def check_value(reading: Reading, key: KeyPath, value: str) -> None:
    """A value that caches would not take as it is meant."""
    if message := problem_of_cache_control(value):
        reading.problem(key, message)
