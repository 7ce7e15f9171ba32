"""Which Python imports a file of machine code, by the tag in its name: CPython looks at nothing else.

`_native.cpython-313-x86_64-linux-gnu.so` is a module for CPython 3.13 alone; for every other it is not there.
`_native.abi3.so` and `_native.so` are modules for all of them.

Source: https://peps.python.org/pep-3149/ and `importlib.machinery.EXTENSION_SUFFIXES` of the CPythons of
Lambda, read 2026-11; https://docs.python.org/3/c-api/stable.html for `abi3`.
"""

from __future__ import annotations

import re

__all__ = ["fits_python", "module_stem", "tag_words"]

_EXTENSION = re.compile(r"\.(so|pyd|dylib)$")
_CPYTHON = re.compile(r"cpython-(\d)(\d+)(t?)d?(?:-(?P<platform>.+))?")
_WINDOWS = re.compile(r"cp(\d)(\d+)(t?)-(?P<platform>win\S+)")
EDGE_PLATFORM = "x86_64-linux-gnu"


def module_stem(name: str) -> str:
    """The module that a file of machine code is, by its base name; empty if its suffix is none of theirs."""
    return name.partition(".")[0] if _EXTENSION.search(name) else ""


def fits_python(name: str, python: tuple[int, int]) -> bool:
    """Whether that CPython, on Lambda's machines, takes a file of this base name for a module."""
    stem = module_stem(name)
    major, minor = python
    tags = (f".cpython-{major}{minor}-{EDGE_PLATFORM}", ".abi3", "")
    return bool(stem) and name in {f"{stem}{tag}.so" for tag in tags}


def tag_words(name: str) -> str:
    """What the tag in a file's name says, for people; empty without a tag that is known."""
    tag = name.removeprefix(module_stem(name)).lstrip(".").rpartition(".")[0]
    if found := _CPYTHON.fullmatch(tag) or _WINDOWS.fullmatch(tag):
        free = " without the GIL" if found[3] else ""
        platform = f", {found['platform']}" if found["platform"] else ""
        return f"CPython {found[1]}.{found[2]}{free}{platform}"
    return "PyPy" if tag.startswith("pypy") else ""
