"""A digest of what a function does, for its banner: where a rule was written is no part of it."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from cloudfront_functions.rules import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.rules import Step

__all__ = ["digest_of"]

NAMES: dict[type, tuple[str, ...]] = {}
"""Kept, since a list has hundreds of thousands of values of few kinds."""


def digest_of(steps: Iterable[Step]) -> str:
    """Twelve hexadecimal digits: the same for the same steps, whoever wrote them where."""
    pieces: list[str] = []
    note(steps, pieces)
    return hashlib.sha256("\0".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def note(values: Iterable[Any], pieces: list[str]) -> None:
    """Add each of the values as texts that no other value has."""
    for value in values:
        if isinstance(value, str):
            pieces.append(repr(value))
        elif isinstance(value, tuple):
            pieces.append(f"{len(value)}:")
            note(value, pieces)
        elif value is ALWAYS:
            pieces += pieces_of_always()
        elif names := names_of(type(value)):
            pieces.append(type(value).__name__)
            note([getattr(value, name) for name in names], pieces)
        else:
            pieces.append(repr(value))


@cache
def pieces_of_always() -> list[str]:
    """What most rules of a list have, worked out once."""
    pieces: list[str] = []
    note([replace(ALWAYS)], pieces)
    return pieces


def names_of(kind: type) -> tuple[str, ...]:
    """The fields that say what a value of that kind does; nothing for what is no dataclass."""
    if kind not in NAMES:
        known = fields(kind) if is_dataclass(kind) else ()
        NAMES[kind] = tuple(item.name for item in known if item.name != "origin")
    return NAMES[kind]
