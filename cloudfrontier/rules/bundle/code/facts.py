"""What a module does, as values: its calls and look-ups by their full names, and when each of them runs.

The syntax trees are read once and let go: they take a hundred times the memory of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cloudfrontier.rules.bundle.code.context import When
from cloudfrontier.rules.bundle.code.imports import Need
from cloudfrontier.rules.bundle.code.module import Module

__all__ = ["UNKNOWN", "Argument", "Call", "Lookup", "ModuleFacts", "Place"]


class Unknown:
    """Of a value that is not written down as a constant."""


UNKNOWN = Unknown()

Constant = str | int | float | bytes | bool | None | Unknown


class Place(NamedTuple):
    """Line and column, 1-based, in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Argument:
    """What is passed: a constant, or the full name of what it is, or neither."""

    value: Constant = UNKNOWN
    name: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """`name` is full, through aliases: `boto3.client().get_item`. `owner`: the function it stands in.

    is_open: `*` or `**` may pass more than is seen. is_guarded: a missing key is handled around it.
    """

    name: str
    place: Place
    when: When
    owner: str
    arguments: tuple[Argument, ...] = ()
    keywords: Mapping[str, Argument] = field(default_factory=dict)
    is_open: bool = False
    is_guarded: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """`name[key]`, read or assigned; the key is UNKNOWN if it is computed."""

    name: str
    key: Constant
    place: Place
    when: When
    is_assigned: bool
    is_guarded: bool


@dataclass(frozen=True)
class ModuleFacts:
    """One module; `aliases`: names of its top level to what they are; `functions`: full names of its own."""

    module: Module
    need: Need
    calls: tuple[Call, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    functions: frozenset[str] = frozenset()
    imports: tuple[tuple[str, Place], ...] = ()
