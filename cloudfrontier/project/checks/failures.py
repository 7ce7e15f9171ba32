"""Origin groups and error pages: what they name exists, and CloudFront knows the statuses.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
and .../custom-error-pages-response-code.html (read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.caching import (
    CUSTOM_ERROR_PAGE_STATUSES,
    CUSTOM_ERROR_RESPONSE_STATUSES,
    FAILOVER_STATUSES,
)
from cloudfrontier.cloudfront.limits import ERROR_CACHING_MIN_TTL
from cloudfrontier.project.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import ErrorPageTable, OriginGroupTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_failures"]


def check_failures(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the origin groups and the error pages."""
    origins = draft.names("origins")
    for name, group in draft.project.origin_groups.items():
        yield from _group(("origin_groups", name), group, origins)
    seen: set[int] = set()
    for index, page in enumerate(draft.project.error_pages):
        path: KeyPath = ("error_pages", index)
        yield from _page(path, page)
        if page.status in seen:
            yield Mistake(
                (*path, "status"), f"{page.status} has an error page already; expected one a status"
            )
        seen.add(page.status)


def _group(path: KeyPath, group: OriginGroupTable, origins: tuple[str, ...] | None) -> Iterator[Mistake]:
    for key, name in (("primary", group.primary), ("secondary", group.secondary)):
        if origins is not None and name not in origins:
            yield Mistake((*path, key), f"no origin is called `{name}`", name=name, known=origins)
    if group.primary == group.secondary:
        yield Mistake((*path, "secondary"), f"`{group.secondary}` is the first origin too; expected another")
    if origins is not None and path[-1] in origins:
        yield Mistake(
            path, f"`{path[-1]}` is the name of an origin too; behaviors tell them apart by their names"
        )
    if not group.statuses:
        yield Mistake((*path, "statuses"), f"empty: expected some of {_listed(FAILOVER_STATUSES)}")
    for index, status in enumerate(group.statuses):
        if status not in FAILOVER_STATUSES:
            message = f"{status} has no origin group turn to its second origin"
            yield Mistake(
                (*path, "statuses", index), f"{message}; expected one of {_listed(FAILOVER_STATUSES)}"
            )


def _page(path: KeyPath, page: ErrorPageTable) -> Iterator[Mistake]:
    if page.status not in CUSTOM_ERROR_PAGE_STATUSES:
        known = _listed(CUSTOM_ERROR_PAGE_STATUSES)
        yield Mistake((*path, "status"), f"{page.status} cannot have an error page; expected one of {known}")
    if page.page and not page.page.startswith("/"):
        yield Mistake((*path, "page"), f"`{page.page}`: expected a path that starts with `/`")
    if page.response_status is not None and not page.page:
        message = "a status for a page, and there is no page; give `page` too"
        yield Mistake((*path, "response_status"), message)
    if page.response_status not in {None, *CUSTOM_ERROR_RESPONSE_STATUSES}:
        known = _listed(CUSTOM_ERROR_RESPONSE_STATUSES)
        yield Mistake((*path, "response_status"), f"{page.response_status}: expected one of {known}")
    if not page.page and page.min_ttl == ERROR_CACHING_MIN_TTL.value:
        message = "no page, and a `min_ttl` that holds anyway: it does nothing; expected one of them"
        yield Mistake(path, message)


def _listed(statuses: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(statuses)))
