"""Cookies between header lines and the entries of CloudFront Functions; nothing is decoded or unquoted.

A `Cookie` line is split at `;`, a `Set-Cookie` line once: its pair, then everything else as `attributes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["cookie_entries", "cookie_pairs", "cookie_text", "set_cookie_entry", "set_cookie_text"]


def cookie_pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`(name, value)` of every cookie in the values of `Cookie` lines, in their order."""
    for line in lines:
        for part in line.split(";"):
            name, _, value = part.strip().partition("=")
            if name:
                yield name.strip(), value.strip()


def cookie_entries(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every cookie of a request as `(name, {value})`."""
    return ((name, {"value": value}) for name, value in cookie_pairs(lines))


def cookie_text(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """The value of one `Cookie` line that holds them all."""
    return "; ".join(f"{name}={entry.get('value', '')}" for name, entry in entries)


def set_cookie_entry(line: str) -> tuple[str, dict[str, Any]]:
    """`(name, {value, attributes})` of one `Set-Cookie` value; no `attributes` when it has none."""
    pair, _, attributes = line.partition(";")
    name, _, value = pair.strip().partition("=")
    entry = {"value": value}
    if attributes.strip():
        entry["attributes"] = attributes.strip()
    return name, entry


def set_cookie_text(name: str, entry: Mapping[str, Any]) -> str:
    """The value of a `Set-Cookie` line."""
    pair = f"{name}={entry.get('value', '')}"
    return f"{pair}; {entry['attributes']}" if entry.get("attributes") else pair
