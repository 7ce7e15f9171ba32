"""The builtins of each runtime by name, from `surface.json`: one table for the simulator and the rules."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["GLOBALS", "surface"]

GLOBALS = "globals"
"""The key under which the names of the global object stand."""


@cache
def surface(runtime: FunctionRuntime) -> Mapping[str, frozenset[str]]:
    """Owner -> names: `globals`, `Array`, `Array.prototype`, `TypedArray.prototype` and so on."""
    text = (files(__package__) / "surface.json").read_text(encoding="utf-8")
    owners: dict[str, list[str]] = json.loads(text)["runtimes"][runtime]
    return MappingProxyType({owner: frozenset(names) for owner, names in owners.items()})
