"""What some code needs of the prelude: what it does not name it cannot reach, and is not made for it.

1. A part, a global or a builtin that must go is named by the code that uses it. Code that may reach builtins
   without naming them (through `this` or `global`, say) gets everything.
2. What every object has, and what shows without a name, is always put right.
3. The bounds of builtins are for code that can give them what they need seconds for: an array that is longer
   than what is in it, or a search for a text that may be long in one that may have grown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
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
    "cwt": ("buffer", "crypto", "cwt"),
    "Date": ("date",),
    "distributionTenant": ("tenant",),
    "eval": ("refusals",),
    "Function": ("refusals",),
    "kvs": ("key_values",),
    "Math": ("math",),
}
"""A word in the code of a function -> the parts that it needs: made before its time and memory count."""

NAMELESS = ("global", "this", "getOwnProperty", "getPrototypeOf", "__proto__")
ITERATORS = EXPRESSIONS["Iterators"]
ITERATING = {"iterator", "next"}
QUOTED = re.compile(r"""['"`](\w+)['"`]""", re.ASCII)
ASKING = ("require", "import")
HOSTED = {"Promise", "async", "console"}
WORD = re.compile(r"\w+", re.ASCII)
GLOBAL = re.compile(r"/[im]*g[im]*\W|\bRegExp\b")
"""A pattern that may be global."""

INDENTED = re.compile(r"\bstringify\b(?!\s*\(\s*[\w.]+\s*\))|\bJSON\b\s*(?:\.\s*parse\b|[^.\s])")
"""JSON that may be indented, or read."""

CATCH = re.compile(r"\bcatch\b", re.ASCII)
CAUGHT = re.compile(r"(?<![.\w])catch\s*(?:\(\s*(\w+)\s*\)\s*)?\{", re.ASCII)
"""A clause that catches, with the name of what it caught."""

SORT = re.compile(r"\bsort\b(?!\s*\(\s*\))")
"""A list may be sorted by a function."""

CASES = {"toLowerCase", "toUpperCase"}
BEYOND_ASCII = re.compile(
    r"[^\x00-\x7f]|\\[ux]|decode|unescape|fromC|[pP]arse|Buffer|atob|kvs|rawQ", re.ASCII
)
"""Where a text may come from that is not ASCII; CloudFront escapes what is not in a URI."""

FUNCTION = re.compile(r"\bfunction\b|=>")
ARRAYS = re.compile(
    # an array made with a length, or given one
    r"\bArray\b|\bfill\b|(?<![.\w])length\b|\blength\s*(?:[-+*/%&|^?]{0,2}|<<|>>>?)=(?!=)"
    # an element beyond the end
    r"|\]\s*[-+*/%&|^?]{0,2}=(?!=)|\bassign\b|\bdefineProp"
    # a method of arrays that is called on something else
    r"|\.(?:concat|copyWithin|join|reverse|shift|slice|sort|splice|unshift)\b(?!\s*\()"
)
"""What can make an array that is longer than what is in it."""

NAMED = re.compile(r"""\[\s*(?:'([^'\\\n\d][^'\\\n]*)'|"([^"\\\n\d][^"\\\n]*)")\s*\]""")
"""A member by a name that is written there, and is no number: no element of an array."""

GROWING = re.compile(r"\b(?:for|while|do|repeat|padStart|padEnd|Array|fill)\b")
GLUE = re.compile(r"\+(?!\+)|\$\{|\b(?:concat|join|replace|replaceAll)\b")
MOST_GLUE = 1
"""What so many of these make of the texts in an event is still searched in no time."""

SEARCH = re.compile(
    r"\b(?:includes|indexOf|lastIndexOf|replace|replaceAll|split)\b"
    r"""(?!\(\s*(?:(?:'[^'\\\n]{0,99}'|"[^"\\\n]{0,99}")\s*[,)]|/))|\]\s*\("""
)
"""A search, maybe, for something else than a short text that is written there or a pattern."""


@dataclass(frozen=True)
class Needs:
    """What is made of a context before the code runs.

    loads: whether the loader is needed for what follows. parts: of the prelude, loaded at once. removals:
    a script that deletes builtins. globals_, methods: what is made when it is first used. numbers: buffers
    read and write them. raw_query: the request has that method. bounds: builtins are bounded. hosted: the
    code may log, or make promises.
    """

    loads: bool = True
    parts: tuple[str, ...] = ()
    removals: str = ""
    globals_: tuple[tuple[str, str], ...] = ()
    methods: tuple[tuple[str, str, str], ...] = ()
    numbers: bool = True
    raw_query: bool = False
    bounds: bool = True
    hosted: bool = True

    @cached_property
    def direct(self) -> bool:
        """Whether the code needs nothing of the host while it runs."""
        return not (self.loads or self.raw_query or self.bounds or self.hosted)

    @cached_property
    def text(self) -> str:
        """What the loader is told, as members of a JSON object."""
        told = {
            "parts": self.parts,
            "numbers": self.numbers,
            "globals": self.globals_,
            "methods": self.methods,
        }
        return json.dumps(told)[1:-1]


def needs(code: str, runtime: FunctionRuntime) -> Needs:
    """What some code needs of the prelude."""
    nameless = any(word in code for word in NAMELESS)
    words = set(WORD.findall(code))
    gone = removed(runtime, None if nameless else words)
    asked = set(QUOTED.findall(code))
    named = [part for word, parts in WORDS.items() if word in code for part in parts]
    named += [name for name in MODULES[runtime] if name in asked]
    cased = not CASES.isdisjoint(words) and BEYOND_ASCII.search(code)
    named += ["characters"] if cased or "codePointAt" in words else []
    named += ["errors"] if looks_at_errors(code) else []
    named += ["sort"] if SORT.search(code) else []
    named += ["json"] if INDENTED.search(code) else []
    named += ["match"] if "match" in words and GLOBAL.search(code) else []
    always = ("characters", "errors", "json", "match", "math", "refusals", "sort") if nameless else ()
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
        bounds=nameless or ARRAYS.search(NAMED.sub(r".\1\2", code)) is not None or searches(code),
        hosted=nameless or not HOSTED.isdisjoint(words),
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


def looks_at_errors(code: str) -> bool:
    """Whether the code may read an error that it catches: another mention of its name is enough."""
    caught = CAUGHT.findall(code)
    if len(caught) != len(CATCH.findall(code)):
        return True
    words = WORD.findall(code)
    return any(words.count(name) > caught.count(name) for name in set(caught) - {""})


def searches(code: str) -> bool:
    """Whether the code may search for a long text in a long one; one that was grown is long."""
    if SEARCH.search(code) is None:
        return False
    calls_itself = len(FUNCTION.findall(code)) > 1 or code.count("handler") > 1
    return calls_itself or len(GLUE.findall(code)) > MOST_GLUE or GROWING.search(code) is not None
