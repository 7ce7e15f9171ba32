"""Reads `edge.toml` from the disk and parses it; whatever the file is, it ends in values or in one Problem.

`tomllib` gives the values. Its error carries the place in its text only (before Python 3.14), so it is read
there.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import Problem, ProjectError
from cloudfrontier.project.mistake import shown_path
from cloudfrontier.project.nesting import excess
from cloudfrontier.project.positions import KeyPath, Place

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LARGEST_FILE", "TomlSource", "parse", "read"]

LARGEST_FILE = 1 << 20
"""Most bytes of an edge.toml; long lists of redirects stand in files of their own."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY_PATH = re.compile(r"(?<=declare )\(.*\)(?= twice$)|(?<=namespace )\(.*\)$", re.DOTALL)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class TomlSource:
    """A parsed file: `shown` is the name that messages use, `data` what `tomllib` made of `text`."""

    shown: str
    text: str
    data: dict[str, Any]


def read(file: Path, *, shown: str) -> TomlSource:
    """The parsed file.

    Raises:
        ProjectError: it cannot be read, is too large, is no UTF-8 or no TOML: one problem, at its place.
    """
    try:
        if file.exists() and not file.is_file():
            # A pipe would keep us waiting, a folder would be called unreadable.
            raise _problem(shown, Place(1, 1), "this is no file; expected a file of TOML")
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file can have this name"
        raise _problem(shown, Place(1, 1), f"cannot be read: {reason}") from None
    if len(raw) > LARGEST_FILE:
        message = f"more than {LARGEST_FILE} bytes; put long lists of redirects in a `_redirects` file"
        raise _problem(shown, Place(1, 1), message)
    return parse(_decode(raw, shown), shown=shown)


def parse(text: str, *, shown: str) -> TomlSource:
    """The parsed text.

    Raises:
        ProjectError: it is no TOML, or nests deeper than any project needs.
    """
    if found := excess(text):
        raise _problem(shown, *found)
    try:
        return TomlSource(shown, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = Place(int(at[1]), int(at[2])) if at and at[1] else _end(text)
        reason = _KEY_PATH.sub(_dotted, _AT.sub("", str(error)))
        raise _problem(shown, place, f"not valid TOML: {reason[:1].lower()}{reason[1:]}") from None


def _decode(raw: bytes, shown: str) -> str:
    if raw.startswith(_UTF_16):
        raise _problem(shown, Place(1, 1), "this is UTF-16; save the file as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _problem(shown, Place(1, 1), "a byte order mark; save the file as UTF-8 without one (no BOM)")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _problem(shown, _end(before), message) from None


def _dotted(found: re.Match[str]) -> str:
    """A path as `tomllib` prints it, `('a', 'b')`, as it is written in TOML."""
    path: KeyPath = ast.literal_eval(found[0])
    return f"`{shown_path(path)}`"


def _end(text: str) -> Place:
    return Place(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _problem(shown: str, place: Place, message: str) -> ProjectError:
    return ProjectError((Problem(shown, *place, message),))
