"""The JavaScript that stands in a context before a function does, read once from `prelude/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cloudfrontier.javascript.feature_table import MODULES

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["GLOBALS", "bounds", "clock", "harness", "offers", "parts"]

PARTS: dict[FunctionRuntime, dict[str, str]] = {
    "cloudfront-js-1.0": {
        "bytes": "bytes",
        "crypto": "crypto",
        "digest": "digest_1_0",
        "querystring": "querystring",
    },
    "cloudfront-js-2.0": {
        "bytes": "bytes",
        "crypto": "crypto",
        "digest": "digest_2_0",
        "querystring": "querystring",
    },
}
"""What a runtime loads when it is first used: the name that the other parts have for it -> its file."""

GLOBALS: dict[FunctionRuntime, dict[str, str]] = {
    "cloudfront-js-1.0": {},
    "cloudfront-js-2.0": {"Buffer": "buffer", "TextDecoder": "text", "TextEncoder": "text"},
}
"""Globals that the engine lacks: name -> part that has it; one without its part is refused by name."""


@cache
def harness() -> str:
    """A script that ends with the only door to the function: `(operation, a, b) -> text`."""
    return read("harness")


@cache
def clock() -> str:
    """A script that ends with `(milliseconds, seed)`, which stops the clock and seeds chance."""
    return read("clock")


@cache
def bounds() -> str:
    """A script that bounds the builtins that the engine cannot interrupt."""
    return read("bounds")


@cache
def parts(runtime: FunctionRuntime) -> tuple[tuple[str, str], ...]:
    """Name and script of each part; a script ends with a function that is given `load`."""
    return tuple((name, read(file)) for name, file in PARTS[runtime].items())


def offers(runtime: FunctionRuntime) -> tuple[tuple[str, str], ...]:
    """Each module that the runtime has, and whether it is `simulated` or `missing` here."""
    have = PARTS[runtime]
    return tuple((name, "simulated" if name in have else "missing") for name in sorted(MODULES[runtime]))


def read(name: str) -> str:
    """A file of the prelude."""
    return (files(__package__) / "prelude" / f"{name}.js").read_text(encoding="utf-8")
