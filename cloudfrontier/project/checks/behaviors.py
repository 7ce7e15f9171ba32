"""Behaviors: their path patterns and order, and whether what they name exists.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
(read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN
from cloudfrontier.cloudfront.limits import BEHAVIORS
from cloudfrontier.cloudfront.managed_policies import (
    CACHE_POLICIES,
    ORIGIN_REQUEST_POLICIES,
    RESPONSE_HEADERS_POLICIES,
    managed_cache_policy,
    managed_origin_request_policy,
    managed_response_headers_policy,
)
from cloudfrontier.cloudfront.path_pattern import PathPattern
from cloudfrontier.project.mistake import Mistake, expected_one_of, quoted, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import BehaviorTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_behaviors"]


def check_behaviors(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the behaviors but for what is attached to their events."""
    if ("behaviors",) not in draft.broken:
        patterns = _patterns(draft)
        yield from _default(patterns)
        yield from _duplicates(patterns)
        if len(patterns) > BEHAVIORS.value:
            yield Mistake(("behaviors",), f"{len(patterns)} behaviors; CloudFront allows {BEHAVIORS}")
    for index, table in draft.behaviors:
        path = ("behaviors", index)
        for problem in PathPattern(table.path).problems():
            yield Mistake((*path, "path"), f"`{shown_path((*path, 'path'))}`: {problem}")
        yield from _origin((*path, "origin"), table.origin, draft)
        if table.cache_options and table.methods == "read":
            message = 'OPTIONS is not let through: expected `methods = "read-options"` or `"all"` beside it'
            yield Mistake((*path, "cache_options"), message)
        yield from _policies(path, table, draft)


def _patterns(draft: Draft) -> tuple[str | None, ...]:
    """The patterns as they are written, those of broken tables too; None where there is none."""
    tables = draft.data.get("behaviors", ())
    written = (table.get("path") if isinstance(table, dict) else None for table in tables)
    return tuple(text if isinstance(text, str) else None for text in written)


def _default(patterns: tuple[str | None, ...]) -> Iterator[Mistake]:
    path: KeyPath = ("behaviors", len(patterns) - 1) if patterns else ("behaviors",)
    if DEFAULT_PATTERN in patterns:
        index = patterns.index(DEFAULT_PATTERN)
        if index != len(patterns) - 1:
            message = (
                "the default behavior, path `*`, is not the last: those after it are never tried; move it"
            )
            yield Mistake(("behaviors", index, "path"), f"{message} to the end")
    elif None not in patterns:
        yield Mistake(path, "no behavior has the path `*`; expected a default behavior, the last of them")


def _duplicates(patterns: tuple[str | None, ...]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for index, text in enumerate(patterns):
        if text is None:
            continue
        # The leading slash is implied; `*` alone is the name of the default behavior.
        same = text if text == DEFAULT_PATTERN or text.startswith("/") else f"/{text}"
        if same in first:
            message = f"{quoted(text)} is the path of behaviors[{first[same]}] already, which is tried first"
            yield Mistake(("behaviors", index, "path"), message)
        first.setdefault(same, index)


def _origin(path: KeyPath, name: str, draft: Draft) -> Iterator[Mistake]:
    origins, groups = draft.names("origins"), draft.names("origin_groups")
    if origins is not None and groups is not None and name not in (*origins, *groups):
        yield Mistake(path, f"no origin is called `{name}`", name=name, known=(*origins, *groups))


def _policies(path: KeyPath, table: BehaviorTable, draft: Draft) -> Iterator[Mistake]:
    own = draft.names("cache_policies")
    if own is not None and table.cache_policy not in own and not managed_cache_policy(table.cache_policy):
        known = (*own, *(policy.name for policy in CACHE_POLICIES))
        yield _unknown((*path, "cache_policy"), "cache policy", table.cache_policy, known)
    own = draft.names("origin_request_policies")
    name = table.origin_request_policy
    if own is not None and name is not None and name not in own and not managed_origin_request_policy(name):
        known = (*own, *(policy.name for policy in ORIGIN_REQUEST_POLICIES))
        yield _unknown((*path, "origin_request_policy"), "origin request policy", name, known)
    own = draft.names("response_headers_policies")
    name = table.response_headers_policy
    if own is not None and name is not None and name not in own and not managed_response_headers_policy(name):
        known = (*own, *(policy.name for policy in RESPONSE_HEADERS_POLICIES))
        yield _unknown((*path, "response_headers_policy"), "response headers policy", name, known)


def _unknown(path: KeyPath, kind: str, name: str, known: tuple[str, ...]) -> Mistake:
    message = f"no {kind} is called {quoted(name)}"
    return Mistake(path, message, name=name, known=known, otherwise=expected_one_of(known))
