"""Origins: what CloudFront would refuse about where objects come from, and mistakes in their stand-ins."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.cloudfront.headers import is_denied_as_origin_header
from cloudfrontier.cloudfront.limits import (
    CUSTOM_HEADER_NAME,
    CUSTOM_HEADER_VALUE,
    CUSTOM_HEADERS_TOTAL,
    ORIGIN_CONNECTION_ATTEMPTS,
    ORIGIN_CONNECTION_TIMEOUT,
    ORIGIN_CUSTOM_HEADERS,
    ORIGIN_DOMAIN_NAME,
    ORIGIN_DOMAIN_NAME_S3,
    ORIGIN_KEEPALIVE_TIMEOUT,
    ORIGIN_PATH,
    ORIGIN_PORT,
    ORIGIN_READ_TIMEOUT,
    ORIGINS,
)
from cloudfrontier.project.checks.text import at_most, check_header_names, check_header_values
from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import OriginTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_origins"]

_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9_-]+(?<!-)(?:\.(?!-)[A-Za-z0-9_-]+(?<!-))+")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*")
_PORTS = (80, 443)


def check_origins(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with each origin alone."""
    names = draft.names("origins")
    if names is not None and not names:
        yield Mistake(("origins",), "no origin; expected one at least: CloudFront fetches objects somewhere")
    elif names and len(names) > ORIGINS.value:
        yield Mistake(("origins",), f"{len(names)} origins; CloudFront allows {ORIGINS}")
    for name, table in draft.project.origins.items():
        path = ("origins", name)
        yield from _domain((*path, "domain"), table)
        yield from _address(path, table)
        yield from _headers((*path, "headers"), table.headers)
        yield from _times(path, table, draft.project.limits)
        yield from _simulate((*path, "simulate"), table)


def _domain(path: KeyPath, table: OriginTable) -> Iterator[Mistake]:
    domain = table.domain
    limit = ORIGIN_DOMAIN_NAME_S3 if table.kind == "s3" else ORIGIN_DOMAIN_NAME
    if "://" in domain or "/" in domain or ":" in domain:
        yield unfit(path, domain, "a domain name alone; `protocol`, `port` and `path` have keys of their own")
    elif not _DOMAIN.fullmatch(domain):
        yield unfit(path, domain, "a domain name, such as `shop.example.com`")
    elif len(domain) > limit.value:
        yield unfit(path, domain, at_most(limit))
    elif table.kind == "s3" and domain != domain.lower():
        yield unfit(path, domain, "lower case: names of buckets have no other")
    elif table.kind == "s3" and ".s3-website" in domain:
        yield unfit(
            path,
            domain,
            'a bucket\'s REST endpoint; a website endpoint is kind = "custom" with protocol = "http"',
        )


def _address(path: KeyPath, table: OriginTable) -> Iterator[Mistake]:
    """Path, port, protocol and region; the last three mean something for one of the kinds only."""
    if not _PATH.fullmatch(table.path):
        yield unfit(
            (*path, "path"), table.path, "nothing, or a path such as `/production` without `/` behind"
        )
    elif len(table.path) > ORIGIN_PATH.value:
        yield unfit((*path, "path"), table.path, at_most(ORIGIN_PATH))
    if table.kind == "custom" and table.region:
        yield unfit((*path, "region"), table.region, 'no region: it belongs to kind = "s3"')
    if table.kind == "s3" and table.protocol != "https":
        yield unfit((*path, "protocol"), table.protocol, 'https: another protocol takes kind = "custom"')
    if table.port is None:
        return
    if table.kind == "s3":
        yield unfit((*path, "port"), table.port, 'no port: it belongs to kind = "custom"')
    elif table.port not in _PORTS and not ORIGIN_PORT.holds(table.port):
        yield unfit((*path, "port"), table.port, f"80, 443 or {ORIGIN_PORT.least} to {ORIGIN_PORT.value}")


def _times(path: KeyPath, table: OriginTable, raised: Mapping[str, int]) -> Iterator[Mistake]:
    """`raised`: limits that the account has otherwise, by their ids."""
    given = (
        ("connection_attempts", table.connection_attempts, ORIGIN_CONNECTION_ATTEMPTS),
        ("connection_timeout", table.connection_timeout, ORIGIN_CONNECTION_TIMEOUT),
        ("read_timeout", table.read_timeout, ORIGIN_READ_TIMEOUT),
        ("keepalive_timeout", table.keepalive_timeout, ORIGIN_KEEPALIVE_TIMEOUT),
    )
    for key, value, limit in given:
        own = replace(limit, value=raised.get(limit.id, limit.value))
        if not own.holds(value):
            yield unfit((*path, key), value, str(own))
    whole = table.response_completion_timeout
    if whole is not None and whole < table.read_timeout:
        expected = f"{table.read_timeout}, the `read_timeout`, at least"
        yield unfit((*path, "response_completion_timeout"), whole, expected)
    if table.kind == "s3" and table.keepalive_timeout != Origin.keepalive_timeout:
        expected = 'no time of its own: it belongs to kind = "custom"'
        yield unfit((*path, "keepalive_timeout"), table.keepalive_timeout, expected)


def _headers(path: KeyPath, headers: dict[str, str]) -> Iterator[Mistake]:
    """Values are never shown: they are what origins know CloudFront by."""
    yield from check_header_names(path, headers, at_key=True)
    yield from check_header_values(path, headers)
    for name, value in headers.items():
        if is_denied_as_origin_header(name):
            yield Mistake((*path, name), f"CloudFront refuses `{name}` as a header of an origin", at_key=True)
        if len(name) > CUSTOM_HEADER_NAME.value:
            yield Mistake(
                (*path, name), f"{len(name)} characters; expected {at_most(CUSTOM_HEADER_NAME)}", True
            )
        if len(value) > CUSTOM_HEADER_VALUE.value:
            yield Mistake((*path, name), f"{len(value)} characters; expected {at_most(CUSTOM_HEADER_VALUE)}")
    if len(headers) > ORIGIN_CUSTOM_HEADERS.value:
        yield Mistake(path, f"{len(headers)} headers; CloudFront allows {ORIGIN_CUSTOM_HEADERS}")
    total = sum(len(name) + len(value) for name, value in headers.items())
    if total > CUSTOM_HEADERS_TOTAL.value:
        yield Mistake(path, f"{total:,} characters in all; CloudFront allows {CUSTOM_HEADERS_TOTAL}")


def _simulate(path: KeyPath, table: OriginTable) -> Iterator[Mistake]:
    """A build needs no stand-in for an origin; a request to one without is told so by the simulator."""
    simulate = table.simulate
    given = [key for key in ("folder", "python", "url") if getattr(simulate, key) is not None]
    if len(given) > 1:
        both = " and ".join(f"`simulate.{key}`" for key in given)
        yield Mistake((*path, given[1]), f"both {both}; expected one of them", at_key=True)
    if simulate.record and (simulate.recording is None or not given):
        message = "nothing to record: expected `recording` and one of `folder`, `python` and `url` beside it"
        yield Mistake((*path, "record"), message)
    if simulate.recording is not None and given and not simulate.record:
        message = f"both `simulate.recording` and `simulate.{given[0]}`; expected one, or `record = true`"
        yield Mistake((*path, "recording"), message, at_key=True)
    if simulate.url is not None and not simulate.url.startswith(("http://", "https://")):
        yield unfit((*path, "url"), simulate.url, "an http(s) URL such as `http://localhost:3000`")
    if simulate.python is not None:
        file, _, name = simulate.python.rpartition(":")
        if not file or not name.isidentifier():
            yield unfit(
                (*path, "python"), simulate.python, "a file and a name in it, such as `api.py:answer`"
            )
