"""Response headers policies of your own: what CloudFront would refuse to create.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
(read 2026-04).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import is_removable_by_policy
from cloudfrontier.cloudfront.limits import (
    CONTENT_SECURITY_POLICY,
    CUSTOM_HEADER_VALUE,
    CUSTOM_HEADERS_TOTAL,
    POLICY_CUSTOM_HEADERS,
)
from cloudfrontier.cloudfront.managed_policies import managed_response_headers_policy
from cloudfrontier.project.checks.text import at_most, check_header_names, check_header_values
from cloudfrontier.project.mistake import Mistake, quoted, unfit
from cloudfrontier.project.response_headers import security_headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import ResponseHeadersPolicyTable
    from cloudfrontier.project.model.response_headers import CorsTable, SecurityTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_response_headers"]

_ORIGIN = re.compile(r"(?:https?://)?(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::(?:\*|\d{1,5}))?")
_XSS = re.compile(r"0|1(?:; (?:mode=block|report=[!-~]+))?")
_DECIMALS = 4
"""Of a sampling rate."""


def check_response_headers(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with each policy alone."""
    for name, table in draft.project.response_headers_policies.items():
        path: KeyPath = ("response_headers_policies", name)
        if managed_response_headers_policy(name):
            message = f"`{name}` is the name of a policy that AWS manages; expected another"
            yield Mistake(path, message, at_key=True)
        yield from _remove((*path, "remove"), table.remove)
        if table.cors is not None:
            yield from _cors((*path, "cors"), table.cors)
        yield from _security((*path, "security"), table.security)
        yield from _custom((*path, "headers"), table.headers)
        yield from _override((*path, "override"), table)
        if table.server_timing is not None and round(table.server_timing, _DECIMALS) != table.server_timing:
            expected = f"a percentage with at most {_DECIMALS} decimals"
            yield unfit((*path, "server_timing"), table.server_timing, expected)


def _remove(path: KeyPath, names: tuple[str, ...]) -> Iterator[Mistake]:
    yield from check_header_names(path, names)
    for index, name in enumerate(names):
        if not is_removable_by_policy(name):
            yield Mistake((*path, index), f"CloudFront removes no `{name}` from responses")


def _cors(path: KeyPath, table: CorsTable) -> Iterator[Mistake]:
    origins = (*path, "allow_origins")
    if not table.allow_origins:
        yield Mistake(origins, 'empty: expected one origin at least, or "*"')
    for index, origin in enumerate(table.allow_origins):
        if origin == "*" and len(table.allow_origins) > 1:
            yield Mistake((*origins, index), '"*" stands for all origins; expected it alone')
        elif origin != "*" and not _ORIGIN.fullmatch(origin):
            yield unfit((*origins, index), origin, 'an origin, whose host may begin with "*.", or "*" alone')
    if not table.allow_methods:
        yield Mistake((*path, "allow_methods"), 'empty: expected one method at least, or "ALL"')
    if not table.allow_headers:
        yield Mistake((*path, "allow_headers"), 'empty: expected one header at least, or "*"')
    for key, names in (("allow_headers", table.allow_headers), ("expose_headers", table.expose_headers)):
        yield from check_header_names((*path, key), names)


def _security(path: KeyPath, table: SecurityTable) -> Iterator[Mistake]:
    policy, xss = table.content_security_policy, table.xss_protection
    if policy is not None:
        yield from check_header_values(path, {"content_security_policy": policy})
        if len(policy) > CONTENT_SECURITY_POLICY.value:
            message = f"{len(policy):,} characters; expected {at_most(CONTENT_SECURITY_POLICY)}"
            yield Mistake((*path, "content_security_policy"), message)
    if xss is not None and not _XSS.fullmatch(xss):
        expected = "`0`, `1`, `1; mode=block`, or `1; report=` and a URL"
        yield unfit((*path, "xss_protection"), xss, expected)


def _custom(path: KeyPath, headers: dict[str, str]) -> Iterator[Mistake]:
    """Names have 256 characters at most: no key of edge.toml is longer."""
    yield from check_header_names(path, headers, at_key=True)
    yield from check_header_values(path, headers)
    for name, value in headers.items():
        if len(value) > CUSTOM_HEADER_VALUE.value:
            message = f"{len(value):,} characters; expected {at_most(CUSTOM_HEADER_VALUE)}"
            yield Mistake((*path, name), message)
    if len(headers) > POLICY_CUSTOM_HEADERS.value:
        yield Mistake(path, f"{len(headers)} headers; CloudFront allows {POLICY_CUSTOM_HEADERS}")
    total = sum(len(name) + len(value) for name, value in headers.items())
    if total > CUSTOM_HEADERS_TOTAL.value:
        yield Mistake(path, f"{total:,} characters in all; CloudFront allows {CUSTOM_HEADERS_TOTAL}")


def _override(path: KeyPath, table: ResponseHeadersPolicyTable) -> Iterator[Mistake]:
    """A name that the policy sets nowhere would do nothing; the one of CORS has a key of its own."""
    known = (*(name for name, _ in security_headers(table.security)), *table.headers)
    for index, name in enumerate(table.override):
        if name.lower() not in {item.lower() for item in known}:
            message = f"the policy sets no {quoted(name)} in `security` or `headers`"
            yield Mistake((*path, index), message, name=name, known=known)
