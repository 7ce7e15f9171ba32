"""Adds bytecode to the handlers, where a Python of their version is on this machine, and says where none is.

The sources stay in the zip: they are what tracebacks show, and what runs when the bytecode is of no use.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.bytecode import Source, compile_sources, compiled_name
from cloudfrontier.artifacts.handlers import HandlerFiles, python_version
from cloudfrontier.artifacts.interpreter import Interpreter, candidates, find_interpreter

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["add_bytecode"]


def add_bytecode(
    handlers: Sequence[HandlerFiles], search_path: str
) -> tuple[tuple[HandlerFiles, ...], tuple[str, ...]]:
    """The handlers with `.pyc` beside their sources, and a note for each runtime that has none.

    `search_path`: the folders in which interpreters are looked for, as in PATH. One process compiles all the
    handlers of a runtime.

    Raises:
        MissingToolError: an interpreter was found, and broke.
    """
    done = {handler.name: handler for handler in handlers if handler.table.is_javascript}
    notes = []
    for runtime in dict.fromkeys(item.runtime for item in handlers if not item.table.is_javascript):
        version = python_version(runtime)
        group = [handler for handler in handlers if handler.runtime == runtime]
        interpreter = find_interpreter(version, candidates(version, search_path))
        if interpreter is None:
            notes.append(_note(runtime))
            done |= {handler.name: handler for handler in group}
        else:
            done |= {handler.name: handler for handler in _compiled(group, interpreter)}
    return tuple(done[handler.name] for handler in handlers), tuple(notes)


def _compiled(group: list[HandlerFiles], interpreter: Interpreter) -> list[HandlerFiles]:
    sources = {
        handler.name: [Source(*item) for item in handler.files.items() if item[0].endswith(".py")]
        for handler in group
    }
    compiled = compile_sources((source for part in sources.values() for source in part), interpreter)
    return [
        replace(
            handler,
            files=handler.files
            | {
                compiled_name(source.name, interpreter): compiled[source]
                for source in sources[handler.name]
                if source in compiled
            },
        )
        for handler in group
    ]


def _note(runtime: str) -> str:
    return (
        f"no {runtime} that runs was found on PATH: the zips hold sources without bytecode, and a cold start"
        f" takes about twice as long to import; install {runtime} to have it compiled"
    )
