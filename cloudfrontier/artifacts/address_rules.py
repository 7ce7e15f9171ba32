"""Reads what edge.toml says of addresses: canonical form, rewrites, single-page apps.

Keys that undo each other, or that never act beside others, are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cloudfront_functions.canonical_routes import canonical_path
from cloudfront_functions.rules import IndexDocument
from cloudfront_functions.rules.canonical import Canonical, Host, ToCanonical, twin_of
from cloudfront_functions.rules.path_forms import (
    LowerCase,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)
from cloudfront_functions.rules.single_page import SinglePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.path_forms import PathForm
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.project.model.rules_request import CanonicalTable, Rewrites
    from cloudfrontier.project.positions import KeyPath

__all__ = ["canonical_of", "is_restless", "read_canonical", "read_rewrites", "read_single_page", "tried"]

Made = TypeVar("Made")


def tried(reading: Reading, key: KeyPath, make: Callable[[], Made]) -> Iterator[Made]:
    """What is made, or nothing, and the reason among the problems."""
    try:
        yield make()
    except ValueError as error:
        reading.problem(key, str(error))


def read_canonical(reading: Reading) -> Iterable[Step]:
    """The one address of each page, and the redirect to it."""
    canonical = canonical_of(reading)
    table = reading.table.canonical
    return [] if canonical is None or table is None else [canonical, ToCanonical(table.status)]


def canonical_of(reading: Reading) -> Canonical | None:
    """The address that the table `canonical` asks for."""
    table = reading.table.canonical
    if table is None:
        return None
    forms = tuple(forms_of(reading, "canonical", table))
    host = next(tried(reading, ("canonical", "host"), lambda: host_of(table)), None)
    canonical = next(tried(reading, ("canonical",), lambda: Canonical(forms, host)), None)
    for base in (table.strip_base, table.add_base):
        if canonical is not None and base is not None and is_restless(base, canonical):
            message = (
                "the other keys of `canonical` change this base, so that visitors would be sent on and on"
            )
            reading.problem(("canonical", "strip_base" if base == table.strip_base else "add_base"), message)
    return canonical


def is_restless(base: str, canonical: Canonical) -> bool:
    """Whether visitors at a base would be sent on after they were sent to its canonical address."""
    reached = (canonical_path(path, canonical) for path in (base, f"{base}/", f"{base}/x"))
    return any(canonical_path(path, canonical) != path for path in reached)


def host_of(table: CanonicalTable) -> Host | None:
    """The canonical host, if there is one."""
    if not table.host:
        if table.other_hosts:
            raise ValueError("`other_hosts` lead nowhere without `host`")
        return None
    return Host(table.host, table.other_hosts or (twin_of(table.host),))


def forms_of(reading: Reading, key: str, table: CanonicalTable | Rewrites) -> Iterator[PathForm]:
    """The forms that a table asks for."""
    strip, add = table.strip_base, table.add_base
    if strip is not None:
        yield from tried(reading, (key, "strip_base"), lambda: WithoutBase(strip))
    if table.lower_case:
        yield LowerCase()
    if table.html is not None:
        yield WithoutHtml() if table.html == "strip" else WithHtml()
    if table.slash is not None:
        yield WithoutSlash() if table.slash == "remove" else WithSlash()
    if add is not None:
        yield from tried(reading, (key, "add_base"), lambda: WithBase(add))


def read_rewrites(reading: Reading) -> Iterable[Step]:
    """Forms of the path that is fetched, and the document that stands for a folder."""
    for key, message in contradictions(reading):
        reading.problem(key, message)
    table = reading.table.rewrites
    yield from forms_of(reading, "rewrites", table)
    if table.index is not None:
        yield IndexDocument(table.index)


def read_single_page(reading: Reading) -> Iterable[Step]:
    """A single-page app."""
    table = reading.table.single_page
    if table is None:
        return []
    paths = {"document": table.document, "under": table.under}
    for key, path in (*paths.items(), *(("leave", item) for item in table.leave)):
        if set(path) & set("?#*") or not (path.isascii() and path.isprintable()):
            reading.problem(("single_page", key), f"`{path}` is no path; a path has no `?`, `#` or `*`")
    leave = tuple(path.rstrip("/") or "/" for path in table.leave)
    return [SinglePage(table.document, table.under.rstrip("/") or "/", leave)]


def contradictions(reading: Reading) -> Iterator[tuple[KeyPath, str]]:
    """Keys that undo each other, or that never act beside others."""
    canonical, table = reading.table.canonical, reading.table.rewrites
    if canonical is not None:
        for key in ("strip_base", "lower_case", "html", "slash", "add_base"):
            if getattr(table, key) and getattr(table, key) == getattr(canonical, key):
                yield ("rewrites", key), f"`canonical.{key}` has done it before; one of the two never acts"
    if table.html == "add" and ends_in_slash(reading) and table.slash != "remove":
        do = 'write `rewrites.slash = "remove"` beside it'
        yield ("rewrites", "html"), f"every page ends in a slash, so that none gets `.html`; {do}, or drop it"
    if table.strip_base is not None and table.lower_case and table.strip_base != table.strip_base.lower():
        yield ("rewrites", "strip_base"), "no path has capital letters after `rewrites.lower_case`"
    if table.strip_base is not None and table.strip_base == table.add_base:
        yield ("rewrites", "add_base"), "`rewrites.strip_base` takes away what this adds; drop both"
    yield from of_documents(reading)
    yield from of_websites(reading)


def of_documents(reading: Reading) -> Iterator[tuple[KeyPath, str]]:
    """What is said of index documents and single pages that no path is left for."""
    canonical, table = reading.table.canonical, reading.table.rewrites
    removed = table.slash == "remove" or (canonical is not None and canonical.slash == "remove")
    is_found = table.slash == "add" or table.html == "add" or reading.table.single_page
    if table.index is not None and removed and not is_found:
        do = (
            '`rewrites.slash = "add"` (`/a` from `/a/index.html`) or `rewrites.html = "add"` (from `/a.html`)'
        )
        yield ("rewrites", "index"), f"no path but `/` ends in a slash, so no folder gets it; write {do}"
    if reading.table.single_page is not None:
        by_index = table.index is not None and (ends_in_slash(reading) or table.slash == "add")
        if table.html == "add" or by_index:
            key = "html" if table.html == "add" else "index"
            message = f"every page is a file after `rewrites.{key}`, so the app gets none; drop one of them"
            yield ("single_page",), message


def of_websites(reading: Reading) -> Iterator[tuple[KeyPath, str]]:
    """What is said of origins that redirect folders to their slash themselves.

    Source: https://repost.aws/knowledge-center/s3-static-website-url-trailing-slash (read 2026-11).
    """
    project, canonical = reading.loaded.project, reading.table.canonical
    is_rewritten = "add" in {reading.table.rewrites.slash, reading.table.rewrites.html}
    if canonical is None or canonical.slash != "remove" or is_rewritten or reading.table.single_page:
        return
    origins = {item.origin for item in project.behaviors if item.viewer_request == reading.name}
    for origin in sorted(origins):
        if ".s3-website" in project.origins[origin].domain:
            message = (
                f"`{origin}` is a website endpoint of S3, which sends `/a` to the folder `/a/`, and this back"
            )
            yield ("canonical", "slash"), f'{message}; write `rewrites.slash = "add"` beside it, or drop it'


def ends_in_slash(reading: Reading) -> bool:
    """Whether every page ends in a slash when it comes to the rewrites of `.html`."""
    canonical = reading.table.canonical
    return canonical is not None and canonical.slash == "add" and reading.table.rewrites.slash != "remove"
