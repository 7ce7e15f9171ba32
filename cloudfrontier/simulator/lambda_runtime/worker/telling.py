"""Tells what went wrong in a handler: the message of its exception, and where in its own files it was."""

from __future__ import annotations

import linecache
import os
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

__all__ = ["user_frames", "words"]

_SHOWN_CHARACTERS = 4000
_SHOWN_FRAMES = 30
_SHOWN_COLUMNS = 200


def words(error: BaseException) -> str:
    """An exception's message; a message that cannot be made, or is a book, does no harm."""
    try:
        return str(error)[:_SHOWN_CHARACTERS]
    except Exception:  # noqa: BLE001 - its __str__ is the handler's own
        return "(its message cannot be shown)"


def user_frames(trace: TracebackType | None, root: str) -> list[str]:
    """The lines of a traceback that are in the handler's own files, those in the middle of many left out."""
    shown = list(_frames(trace, root))
    if len(shown) > _SHOWN_FRAMES:
        half = _SHOWN_FRAMES // 2
        shown[half:-half] = [[f"  ... {len(shown) - 2 * half} more"]]
    return [line for lines in shown for line in lines]


def _frames(trace: TracebackType | None, root: str) -> Iterator[list[str]]:
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        if code.co_filename.startswith(root + os.sep):
            name = code.co_filename[len(root) + 1 :]
            source = linecache.getline(code.co_filename, line).strip()[:_SHOWN_COLUMNS]
            yield [f'  File "{name}", line {line}, in {code.co_name}', *([f"    {source}"] if source else [])]
