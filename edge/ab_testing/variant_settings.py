"""The variants of an experiment in settings.json: names, weights or ranges, and what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.ab_testing.experiment import Variant
from edge.headers import TOKEN

if TYPE_CHECKING:
    from edge.events import Headers, Origin
    from edge.settings import Table

__all__ = ["NAME", "read_variants"]

NAME = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
"""Characters of ids and names: both stand in cookies and headers as they are."""
TIMEOUT = 30
KEEP_ALIVE = 5
"""Seconds; what CloudFront gives an origin for which nothing is said."""


def read_variants(
    table: Table,
) -> tuple[tuple[Variant, ...], list[float], tuple[tuple[float, float], ...]]:
    """The variants, their weights, and their ranges where these are given (for all of them or none)."""
    entries = table.tables("variants")
    weights = [entry.number("weight", 1) for entry in entries]
    ranges = [_range(entry) for entry in entries if entry.has("range")]
    variants = tuple(_variant(entry) for entry in entries)
    if len(entries) < 2 or len({item.name for item in variants}) != len(entries) or not any(weights):
        raise table.refuse("variants", "two or more, with different names, not all of them with the weight 0")
    if len(ranges) not in (0, len(entries)):
        raise table.refuse("variants", "a range for each of them, or for none")
    return variants, weights, tuple(ranges)


def _variant(table: Table) -> Variant:
    name = table.text("name")
    if not name or not NAME.issuperset(name):
        raise table.refuse("name", "letters, digits, `-` and `_`")
    variant = Variant(
        name,
        prefix=_prefix(table),
        redirect=_redirect(table),
        origin=_origin(table.table("origin")) if table.has("origin") else None,
        headers=_headers(table, "headers"),
        response_headers=_headers(table, "response_headers"),
    )
    table.end()
    return variant


def _range(table: Table) -> tuple[float, float]:
    entry = table.table("range")
    start, end = entry.number("start"), entry.number("end")
    if not start <= end <= 1:
        raise table.refuse("range", "a start and an end from 0 to 1")
    entry.end()
    return start, end


def _prefix(table: Table) -> str:
    prefix = table.text("prefix", "")
    if prefix and not (prefix.startswith("/") and NAME.union("/.~").issuperset(prefix) and prefix[-1] != "/"):
        raise table.refuse("prefix", "nothing, or a path such as /b that does not end with /")
    return prefix


def _redirect(table: Table) -> str:
    target = table.text("redirect", "")
    rooted = target.startswith("/") and target[1:2] not in ("/", "\\")
    if target and not (rooted or target.startswith("https://")):
        raise table.refuse("redirect", "a path such as /new/, or an https URL")
    if not target.isascii() or not target.isprintable() or " " in target:
        raise table.refuse("redirect", "visible ASCII")
    return target


def _headers(table: Table, key: str) -> tuple[tuple[str, str], ...]:
    pairs = table.pairs(key)
    for name, value in pairs:
        if not name or not TOKEN.issuperset(name) or not value.isprintable() or value != value.strip():
            raise table.refuse(key, "names and printable values")
    return pairs


def _origin(table: Table) -> Origin:
    kind, domain, path = table.text("kind"), table.text("domain"), table.text("path", "")
    region, protocol = table.text("region", ""), table.text("protocol", "https")
    port = table.integer("port", 443, least=1)
    headers: Headers = {
        name.lower(): [{"key": name, "value": value}] for name, value in table.pairs("headers")
    }
    table.end()
    if not domain or kind not in ("s3", "custom"):
        raise table.refuse("domain", "a domain, of the kind s3 or custom")
    if kind == "s3":
        return {
            "s3": {
                "authMethod": "none",
                "customHeaders": headers,
                "domainName": domain,
                "path": path,
                "region": region,
            }
        }
    return {
        "custom": {
            "customHeaders": headers,
            "domainName": domain,
            "keepaliveTimeout": KEEP_ALIVE,
            "path": path,
            "port": port,
            "protocol": protocol,
            "readTimeout": TIMEOUT,
            "sslProtocols": ["TLSv1.2"],
        }
    }
