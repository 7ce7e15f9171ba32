"""Cache policies and origin request policies of your own: what CloudFront would refuse to create.

Sources: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html (TTLs) and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
(`Authorization`), both read 2026-04.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.generated_headers import is_allowed_in_cache_policy
from cloudfrontier.cloudfront.limits import POLICY_COOKIES, POLICY_HEADERS, POLICY_NAMES, POLICY_QUERY_STRINGS
from cloudfrontier.cloudfront.managed_policies import managed_cache_policy, managed_origin_request_policy
from cloudfrontier.project.checks.text import check_header_names, is_token
from cloudfrontier.project.mistake import Mistake, quoted, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.cache_policy import HeaderBehavior, ItemBehavior
    from cloudfrontier.cloudfront.limits import Limit
    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import CachePolicyTable, OriginRequestPolicyTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_policies"]

_TAKE_NAMES: frozenset[ItemBehavior | HeaderBehavior] = frozenset({
    "whitelist", "allExcept", "allViewerAndWhitelistCloudFront",
})  # fmt: skip


def check_policies(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with each policy alone."""
    for name, table in draft.project.cache_policies.items():
        path: KeyPath = ("cache_policies", name)
        if managed_cache_policy(name):
            yield _taken(path, name)
        yield from _ttls(path, table)
        yield from _cache_headers((*path, "headers"), table.headers)
        yield from _names(path, table)
    for name, policy in draft.project.origin_request_policies.items():
        path = ("origin_request_policies", name)
        if managed_origin_request_policy(name):
            yield _taken(path, name)
        yield from _origin_headers((*path, "headers"), policy)
        yield from _names(path, policy)


def _taken(path: KeyPath, name: str) -> Mistake:
    return Mistake(path, f"`{name}` is the name of a policy that AWS manages; expected another", at_key=True)


def _ttls(path: KeyPath, table: CachePolicyTable) -> Iterator[Mistake]:
    if not table.min_ttl <= table.default_ttl <= table.max_ttl:
        ttls = f"min_ttl {table.min_ttl}, default_ttl {table.default_ttl}, max_ttl {table.max_ttl}"
        yield Mistake(path, f"{ttls}; expected them in rising order: min_ttl <= default_ttl <= max_ttl")


def _cache_headers(path: KeyPath, headers: tuple[str, ...]) -> Iterator[Mistake]:
    yield from check_header_names(path, headers)
    for index, header in enumerate(headers):
        if not is_allowed_in_cache_policy(header):
            message = f"CloudFront has no `{header}` in cache policies; name it in an origin request policy"
            yield Mistake((*path, index), message)


def _origin_headers(path: KeyPath, table: OriginRequestPolicyTable) -> Iterator[Mistake]:
    yield from check_header_names(path, table.headers)
    yield from _fits(path, table.header_behavior, table.headers, key="header_behavior")
    for index, header in enumerate(table.headers):
        if table.header_behavior == "whitelist" and header.lower() == "authorization":
            message = "CloudFront refuses `Authorization` here; name it in the cache policy"
            yield Mistake((*path, index), f"{message}, or forward `allViewer`")
        if table.header_behavior == "allViewerAndWhitelistCloudFront" and not header.lower().startswith(
            "cloudfront-"
        ):
            yield Mistake(
                (*path, index), f"{quoted(header)} is none of CloudFront's own headers, `CloudFront-…`"
            )


def _names(path: KeyPath, table: CachePolicyTable | OriginRequestPolicyTable) -> Iterator[Mistake]:
    """Cookies and query strings, which both kinds of policy have, and how many names there may be."""
    yield from _fits((*path, "cookie_names"), table.cookies, table.cookie_names, key="cookies")
    yield from _fits(
        (*path, "query_string_names"), table.query_strings, table.query_string_names, key="query_strings"
    )
    for index, name in enumerate(table.cookie_names):
        if not is_token(name):
            yield Mistake((*path, "cookie_names", index), f"{quoted(name)} is no name of a cookie")
    for key, names in (
        ("cookie_names", table.cookie_names),
        ("query_string_names", table.query_string_names),
    ):
        yield from (
            Mistake((*path, key), f"{quoted(name)} stands here {count} times")
            for name, count in Counter(names).items()
            if count > 1
        )
    counted: tuple[tuple[str, tuple[str, ...], Limit], ...] = (
        ("headers", table.headers, POLICY_HEADERS),
        ("cookie_names", table.cookie_names, POLICY_COOKIES),
        ("query_string_names", table.query_string_names, POLICY_QUERY_STRINGS),
    )
    for key, names, limit in counted:
        if len(names) > limit.value:
            yield Mistake((*path, key), f"{len(names)} names; CloudFront allows {limit}")
    total = sum(len(name) for _, names, _ in counted for name in names)
    if total > POLICY_NAMES.value:
        yield Mistake(
            path, f"{total:,} characters of names in all; CloudFront allows {POLICY_NAMES}", at_key=True
        )


def _fits(
    path: KeyPath, behavior: ItemBehavior | HeaderBehavior, names: tuple[str, ...], *, key: str
) -> Iterator[Mistake]:
    """Whether there are names exactly where the behavior speaks of names."""
    if names and behavior not in _TAKE_NAMES:
        yield Mistake(
            path, f'names, but {key} = "{behavior}" takes none; expected "whitelist" or "allExcept"'
        )
    elif behavior in _TAKE_NAMES and not names:
        where = (*path[:-1], key)
        yield Mistake(where, f'`{shown_path(where)}` is "{behavior}"; expected names in `{path[-1]}`')
