"""What this engine has and CloudFront's has not: found by looking, and deleted in every context.

The engine's builtins are enumerated and compared with the table of the runtime, so a newer engine with newer
builtins needs no change here. A function that uses one of them fails on this machine as it fails at the edge.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from cloudfrontier.errors import InternalError
from cloudfrontier.javascript.engine import Context
from cloudfrontier.javascript.surface import GLOBALS, surface

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["EXPRESSIONS", "OF_EVERYTHING", "absent", "always_removed", "removals"]

# Owners by a name of ours: each builtin constructor with its prototype, and the two that have no global name.
ENUMERATE = r"""(function () {
    var owners = { globals: globalThis }, found = {}, name, owner, list;
    Object.getOwnPropertyNames(globalThis).forEach(function (name) {
        var value = globalThis[name]; if (value !== null && (typeof value === "object" || typeof value ===
        "function") && value !== globalThis) {
            owners[name] = value;
            if (value.prototype) { owners[name + ".prototype"] = value.prototype; }
        }
    });
    owners.TypedArray = Object.getPrototypeOf(Int8Array);
    owners["TypedArray.prototype"] = owners.TypedArray.prototype;
    owners.Iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
    for (name in owners) {
        owner = owners[name];
        list = Object.getOwnPropertyNames(owner).filter(function (key) {
            return Object.getOwnPropertyDescriptor(owner, key).configurable;
        });
        if (list.length > 0) { found[name] = list; }
    }
    return JSON.stringify(found);
})"""

EXPRESSIONS = {
    GLOBALS: "globalThis",
    "TypedArray": "Object.getPrototypeOf(Int8Array)",
    "TypedArray.prototype": "Object.getPrototypeOf(Int8Array).prototype",
    "Iterators": "Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))",
}
# Parts of every function and prototype, and what the engine's own `replace` reads of a regular expression.
# The stack of errors is deleted by the harness, once it has read what it needs of it.
KEPT = frozenset(
    {"__proto__", "arguments", "caller", "constructor", "length", "message", "name", "prototype"}
)
KEPT_OF = {"RegExp.prototype": frozenset({"flags", "sticky"}), "Error.prototype": frozenset({"stack"})}


OF_EVERYTHING = ("Function.prototype", "Object.prototype")
"""What these have shows in every object, and may be asked for by a name that comes in an event."""


@cache
def removals(runtime: FunctionRuntime) -> dict[str, list[str]]:
    """Owner, as an expression -> the names to delete there; the global object comes last."""
    return {EXPRESSIONS.get(owner, owner): names for owner, names in absent(runtime).items()}


@cache
def always_removed(runtime: FunctionRuntime) -> str:
    """A script that deletes what no function may meet, whatever it names."""
    return "".join(
        f"delete {owner}.{name};" for owner in OF_EVERYTHING for name in removals(runtime).get(owner, [])
    )


def absent(runtime: FunctionRuntime) -> dict[str, list[str]]:
    """Owner -> the names that this engine has there and the runtime has not; the global object comes last."""
    known = surface(runtime)
    missing: dict[str, list[str]] = {}
    for owner, names in builtins_of_engine().items():
        if owner == GLOBALS:
            continue
        allowed = allowed_names(owner, known)
        if allowed is not None:
            missing[owner] = [name for name in names if name not in allowed]
    missing[GLOBALS] = [name for name in builtins_of_engine()[GLOBALS] if name not in known[GLOBALS]]
    return {owner: names for owner, names in missing.items() if names}


def allowed_names(owner: str, known: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """The names that may stay with an owner; None where the table has nothing to say about it."""
    base, dot, prototype = owner.partition(".")
    if base.endswith("Array") and base not in {"Array", "TypedArray"}:
        owner = "Uint8Array" + dot + prototype
    if owner == "Iterators":
        return KEPT | {"next"}
    if base not in known[GLOBALS] and base != "TypedArray":
        return None
    names = known.get(owner)
    return None if names is None else names | KEPT | KEPT_OF.get(owner, frozenset())


@cache
def builtins_of_engine() -> dict[str, list[str]]:
    """Owner -> names that can be deleted, as the engine has them."""
    enumerate_them = Context().evaluate(ENUMERATE)
    if enumerate_them is None:
        raise InternalError("the script that enumerates builtins is no function")
    owners: dict[str, list[str]] = json.loads(enumerate_them())
    return owners
