"""The JavaScript that stands in a context before a function does, read once from `prelude/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cloudfrontier.javascript.feature_table import MODULES

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["GLOBALS", "clock", "harness", "offers", "parts"]

PARTS: dict[FunctionRuntime, tuple[str, ...]] = {
    "cloudfront-js-1.0": ("bytes", "crypto", "digest_1_0", "querystring"),
    "cloudfront-js-2.0": ("bytes", "crypto", "querystring"),
}
"""The files of the prelude that a runtime loads when they are first used."""

GLOBALS: dict[FunctionRuntime, dict[str, str]] = {
    "cloudfront-js-1.0": {},
    "cloudfront-js-2.0": {"Buffer": "buffer", "TextDecoder": "text", "TextEncoder": "text"},
}
"""Globals that the engine lacks: name -> part that has it, which may not have been written yet."""


@cache
def harness() -> str:
    """A script that ends with the only door to the function: `(operation, a, b) -> text`."""
    return read("harness")


@cache
def clock() -> str:
    """A script that ends with `(milliseconds, seed)`, which stops the clock and seeds chance."""
    return read("clock")


@cache
def parts(runtime: FunctionRuntime) -> tuple[tuple[str, str], ...]:
    """Name and script of each part; a script ends with a function that is given `load`."""
    return tuple((name, read(name)) for name in PARTS[runtime])


def offers(runtime: FunctionRuntime) -> tuple[tuple[str, str], ...]:
    """Each module that the runtime has, and whether it is `simulated` or `missing` here."""
    have = PARTS[runtime]
    return tuple((name, "simulated" if name in have else "missing") for name in sorted(MODULES[runtime]))


def read(name: str) -> str:
    """A file of the prelude."""
    return (files(__package__) / "prelude" / f"{name}.js").read_text(encoding="utf-8")
