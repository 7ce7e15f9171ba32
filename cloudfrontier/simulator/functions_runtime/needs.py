"""What some code needs of the prelude: what it does not name it cannot reach, and is not made for it.

1. A part, a global or a builtin that must go is named by the code that uses it. Code that may reach builtins
   without naming them (through `this` or `global`, say) gets everything.
2. What every object has, and what shows without a name, is always put right.
3. The bounds of builtins are for code that can make long texts or arrays: with a loop, with functions that
   can call themselves, or with a builtin that makes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.simulator.functions_runtime.absent import EXPRESSIONS, OF_EVERYTHING, removals
from cloudfrontier.simulator.functions_runtime.prelude_text import GLOBALS, METHODS, MODULES, PARTS

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["Needs", "needs"]

WORDS: dict[str, tuple[str, ...]] = {
    "Buffer": ("buffer",),
    "TextDecoder": ("text",),
    "TextEncoder": ("text",),
    "atob": ("base64_texts",),
    "btoa": ("base64_texts",),
    "bytesFrom": ("byte_strings",),
    "constructor": ("refusals",),
    "Date": ("date",),
    "eval": ("refusals",),
    "Function": ("refusals",),
    "Math": ("math",),
}
"""A word in the code of a function -> the parts that it needs: made before its time and memory count."""

NAMELESS = ("global", "this", "getOwnProperty", "getPrototypeOf", "__proto__")
ITERATORS = EXPRESSIONS["Iterators"]
ITERATING = {"iterator", "next"}
QUOTED = re.compile(r"""['"`](\w+)['"`]""", re.ASCII)
ASKING = ("require", "import")
WORD = re.compile(r"\w+", re.ASCII)
GROWING = re.compile(
    r"\b(?:for|while|do|repeat|padStart|padEnd|Array|fill)\b|\blength\s*[-+*/]?=(?!=)|\]\s*=(?!=)"
)
FUNCTION = re.compile(r"\bfunction\b|=>")


@dataclass(frozen=True)
class Needs:
    """What is made of a context before the code runs.

    loads: whether the loader is needed for what follows. parts: of the prelude, loaded at once. removals:
    a script that deletes builtins. globals_, methods: what is made when it is first used. numbers: buffers
    read and write them. raw_query: the request has that method. bounds: builtins are bounded.
    """

    loads: bool = True
    parts: tuple[str, ...] = ()
    removals: str = ""
    globals_: tuple[tuple[str, str], ...] = ()
    methods: tuple[tuple[str, str, str], ...] = ()
    numbers: bool = True
    raw_query: bool = False
    bounds: bool = True


def needs(code: str, runtime: FunctionRuntime) -> Needs:
    """What some code needs of the prelude."""
    nameless = any(word in code for word in NAMELESS)
    words = set(WORD.findall(code))
    gone = removed(runtime, None if nameless else words)
    asked = set(QUOTED.findall(code))
    named = [part for word, parts in WORDS.items() if word in code for part in parts]
    named += [name for name in MODULES[runtime] if name in asked]
    always = ("math", "refusals") if nameless else ()
    parts = tuple(part for part in dict.fromkeys((*named, *always)) if part in PARTS[runtime])
    globals_ = tuple((name, part) for name, part in GLOBALS[runtime].items() if nameless or name in words)
    methods = tuple(row for row in METHODS[runtime] if nameless or row[1] in words)
    return Needs(
        loads=nameless or bool(parts or globals_ or methods) or any(word in code for word in ASKING),
        parts=parts,
        removals=gone,
        globals_=globals_,
        methods=methods,
        numbers=nameless or "read" in code or "write" in code,
        raw_query=runtime != "cloudfront-js-1.0" and (nameless or "rawQueryString" in code),
        bounds=nameless or grows(code),
    )


def removed(runtime: FunctionRuntime, words: set[str] | None) -> str:
    """A script that deletes the builtins of these words, or all; some go always, and are not in it."""
    listed = (
        f"delete {owner}.{name};"
        for owner, names in removals(runtime).items()
        if owner not in OF_EVERYTHING
        for name in names
        if words is None or (name in words and (owner != ITERATORS or words & ITERATING))
    )
    return "".join(listed)


def grows(code: str) -> bool:
    """Whether the code may make a text or an array that is long beyond what is written or given."""
    calls_itself = len(FUNCTION.findall(code)) > 1 or code.count("handler") > 1
    return calls_itself or GROWING.search(code) is not None
