"""The JavaScript that stands in a context before a function does, read once from `prelude/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["MODULES", "core", "modules"]

MODULES: dict[FunctionRuntime, tuple[str, ...]] = {
    "cloudfront-js-1.0": (),
    "cloudfront-js-2.0": (),
}
"""What a function may import: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/
functions-javascript-runtime-20.html (read 2026-04)."""


@cache
def core() -> str:
    """A script that ends with the harness: `(operation, a, b) -> text`."""
    return read("core")


@cache
def modules(runtime: FunctionRuntime) -> tuple[tuple[str, str], ...]:
    """Name and script of each module of the runtime."""
    return tuple((name, read(name)) for name in MODULES[runtime])


def read(name: str) -> str:
    """A file of the prelude."""
    return (files(__package__) / "prelude" / f"{name}.js").read_text(encoding="utf-8")
