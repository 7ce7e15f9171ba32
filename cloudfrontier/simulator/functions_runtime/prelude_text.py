"""The JavaScript that stands in a context before a function does, read once from `prelude/`.

Every context compiles it anew, for the engine's binding keeps no compiled code: so comments and indentation
are left out of what it is given.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["GLOBALS", "METHODS", "MODULES", "PARTS", "direct", "extension", "harness", "part"]

_OF_BOTH = (
    *("base64", "bytes", "characters", "crypto", "date", "date_texts", "errors", "hex", "json"),
    *("json_reader", "match", "math", "memory_error", "querystring", "refusals", "sort", "utf8"),
    "zones",
)
_OF_2_0 = (
    *("base64_texts", "buffer", "buffer_core", "buffer_more", "buffer_numbers"),
    *("cbor", "cloudfront", "cwt", "key_values", "tenant", "text"),
)
PARTS: dict[FunctionRuntime, dict[str, str]] = {
    "cloudfront-js-1.0": {
        **dict(zip(_OF_BOTH, _OF_BOTH, strict=True)),
        "byte_strings": "byte_strings",
        "digest": "digest_1_0",
    },
    "cloudfront-js-2.0": {
        **dict(zip(_OF_BOTH, _OF_BOTH, strict=True)),
        **{name: name for name in _OF_2_0},
        "digest": "digest_2_0",
    },
}
"""What a runtime can load: the name that the other parts have for it -> its file."""

MODULES: dict[FunctionRuntime, tuple[str, ...]] = {
    "cloudfront-js-1.0": ("crypto", "querystring"),
    "cloudfront-js-2.0": ("buffer", "cloudfront", "crypto", "querystring"),
}
"""The parts that `require` and `import` give."""

_GLOBALS_OF_BOTH = {"Date": "date", "MemoryError": "memory_error"}
GLOBALS: dict[FunctionRuntime, dict[str, str]] = {
    "cloudfront-js-1.0": _GLOBALS_OF_BOTH,
    "cloudfront-js-2.0": {
        **_GLOBALS_OF_BOTH,
        "Buffer": "buffer",
        "TextDecoder": "text",
        "TextEncoder": "text",
        "atob": "base64_texts",
        "btoa": "base64_texts",
    },
}
"""Globals that a part makes: name -> part."""

METHODS: dict[FunctionRuntime, tuple[tuple[str, str, str], ...]] = {
    "cloudfront-js-1.0": (
        ("String", "bytesFrom", "byte_strings"),
        *(
            ("String.prototype", name, "byte_strings")
            for name in ("fromBytes", "fromUTF8", "toBytes", "toString", "toUTF8")
        ),
    ),
    "cloudfront-js-2.0": (),
}
"""Methods that a part has: owner, name, part."""

COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
LINE_END = re.compile(r"\n\s*")


@cache
def harness() -> str:
    """A script that ends with the harness of a context, `(operation, a, b) -> text`."""
    return read("harness")


@cache
def direct() -> str:
    """A script that ends with all the harness that many functions need, `(handler, event) -> text`."""
    return read("direct")


@cache
def extension(name: str) -> str:
    """A script that is a function of the harness's tools."""
    return read(f"extensions/{name}")


@cache
def part(runtime: FunctionRuntime, name: str) -> str:
    """The script of a part, which is a function of `load` and of the harness's tools."""
    return read(PARTS[runtime][name])


def read(name: str) -> str:
    """A file of the prelude without what the engine would only skip."""
    text = (files(__package__) / "prelude" / f"{name}.js").read_text(encoding="utf-8")
    return LINE_END.sub(" ", COMMENT.sub("", text)).rstrip()
