"""What is known of each builtin in each runtime: that AWS lists it, that it was measured, or neither.

Three tables in one place: `surface.json` (the names of the engines that CloudFront's derive from, which the
simulator keeps to as well) and in `builtins.json` AWS's lists, ES5.1 and what was measured at AWS.

1. AWS says that both runtimes comply with ES5.1; what that edition has and the engine has counts as listed,
   so `charCodeAt`, which AWS's lists forget and its samples call, is no doubt.
2. What neither AWS nor the engine has is absent. What only the engine has is UNCERTAIN, and is said to be.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.event_shape import MODULE_MEMBERS
from cloudfrontier.javascript.names import names
from cloudfrontier.javascript.surface import GLOBALS, surface

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["PROTOTYPES", "Presence", "method_names", "presence", "prototype_of"]

Presence = Literal["documented", "measured", "undocumented", "absent"]

PROTOTYPES = {
    "array": "Array.prototype",
    "boolean": "Boolean.prototype",
    "buffer": "Buffer.prototype",
    "date": "Date.prototype",
    "fields": "Array.prototype",
    "function": "Function.prototype",
    "number": "Number.prototype",
    "promise": "Promise.prototype",
    "regexp": "RegExp.prototype",
    "string": "String.prototype",
    "strings": "Array.prototype",
}
"""Kind of a value -> where its methods are."""

# Members that the tables leave out.
OF_EVERYTHING = frozenset({"constructor", "__proto__"})
OF_FUNCTIONS = frozenset({"call", "apply", "bind", "toString", "length", "name", "prototype"})
OWN = {
    "Array.prototype": frozenset({"length"}),
    "String.prototype": frozenset({"length"}),
    "Function.prototype": frozenset({"length", "name", "prototype", "toString"}),
    "RegExp.prototype": frozenset({"lastIndex"}),
    "Buffer.prototype": frozenset({"length"}),
    "TypedArray.prototype": frozenset({"length"}),
    "Error.prototype": frozenset({"name"}),
}
# Methods of what the runtime hands out: hashes, stores, the request, iterators, parameters of a tenant.
HANDED_OUT = names("digest exists generateToken get meta next rawQueryString update validateToken")


def presence(runtime: FunctionRuntime, owner: str, name: str) -> Presence:
    """How `name` is known to be in `owner`: `globals`, `Array`, `Array.prototype` and so on."""
    full = name if owner == GLOBALS else f"{owner}.{name}"
    measured = _table("measured").get(runtime, {})
    if full in measured.get("absent", ()):
        return "absent"
    if full in measured.get("present", ()):
        return "measured"
    if _goes_without_saying(owner, name) or name in _table("documented")[runtime].get(owner, ()):
        return "documented"
    for place in _places(owner):
        if name in surface(runtime).get(place, ()):
            listed = name in _table("documented")[runtime].get(place, ()) or name in _es5().get(place, ())
            return "documented" if listed else "undocumented"
    return "absent"


def _goes_without_saying(owner: str, name: str) -> bool:
    """Whether it is one of the members that the tables leave out."""
    is_function = "." not in owner and owner != GLOBALS
    return name in OF_EVERYTHING or name in OWN.get(owner, ()) or (is_function and name in OF_FUNCTIONS)


def prototype_of(kind: str | None) -> str | None:
    """Where the methods of a kind of value are, None if they are not in the tables."""
    return PROTOTYPES.get(kind or "")


@cache
def method_names(runtime: FunctionRuntime) -> frozenset[str]:
    """Every name that some builtin, module or part of the event of the runtime has as a member."""
    names = set(HANDED_OUT) | OF_EVERYTHING | OF_FUNCTIONS
    for owner, members in surface(runtime).items():
        # the names that `Symbol` has stand for symbols: `Symbol.matchAll` is no method
        if owner not in {GLOBALS, "Symbol"}:
            names |= members
    return frozenset(names.union(*MODULE_MEMBERS.values()))


def _places(owner: str) -> tuple[str, ...]:
    """The owner and what it inherits from, as the tables call them."""
    base, dot, prototype = owner.partition(".")
    found = [owner]
    if base.endswith("Array") and base != "Array":
        found.append(f"TypedArray{dot}{prototype}")
    if owner == "Buffer.prototype":
        found.append("TypedArray.prototype")
    if base.endswith("Error"):
        found.append(f"Error{dot}{prototype}")
    if dot:
        found.append("Object.prototype")
    return tuple(found)


@cache
def _table(name: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    text = (files(__package__) / "builtins.json").read_text(encoding="utf-8")
    runtimes: dict[str, dict[str, list[str]]] = json.loads(text)[name]
    return MappingProxyType(
        {
            runtime: MappingProxyType({owner: frozenset(names) for owner, names in owners.items()})
            for runtime, owners in runtimes.items()
        }
    )


@cache
def _es5() -> Mapping[str, frozenset[str]]:
    text = (files(__package__) / "builtins.json").read_text(encoding="utf-8")
    owners: dict[str, list[str]] = json.loads(text)["es5"]
    return MappingProxyType({owner: frozenset(names) for owner, names in owners.items()})
