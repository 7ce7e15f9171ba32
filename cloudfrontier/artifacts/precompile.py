"""Adds bytecode to the handlers, where a Python of their version is on this machine, and says where none is.

The sources stay in the zip: they are what tracebacks show, and what runs when the bytecode is of no use.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.bytecode import Source, compile_sources, compiled_name
from cloudfrontier.artifacts.handlers import HandlerFiles, python_version
from cloudfrontier.artifacts.interpreter import Interpreter, candidates, find_interpreter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Compiler", "add_bytecode"]


class Compiler:
    """Finds interpreters and compiles with them, each file once for as many builds as ask for it.

    The bytecode of a file depends on no other file, so that of an earlier build is the same. What the last
    build did not ask for is let go.
    """

    def __init__(self) -> None:
        self._interpreters: dict[tuple[tuple[int, int], str], Interpreter] = {}
        self._compiled: dict[Interpreter, dict[Source, bytes | None]] = {}

    def interpreter(self, version: tuple[int, int], search_path: str) -> Interpreter | None:
        """As `find_interpreter`; one that was found stays while it is there."""
        found = self._interpreters.get((version, search_path))
        if found is None or not os.access(found.path, os.X_OK):
            found = find_interpreter(version, candidates(version, search_path))
        if found is not None:
            self._interpreters[version, search_path] = found
        return found

    def compile(self, sources: Iterable[Source], interpreter: Interpreter) -> dict[Source, bytes]:
        """As `compile_sources`."""
        wanted = set(sources)
        known = self._compiled.get(interpreter, {})
        new = wanted - known.keys()
        made = known | dict.fromkeys(new) | (compile_sources(new, interpreter) if new else {})
        self._compiled[interpreter] = {source: made[source] for source in wanted}
        return {source: data for source in wanted if (data := made[source]) is not None}


def add_bytecode(
    handlers: Sequence[HandlerFiles], search_path: str, *, compiler: Compiler | None = None
) -> tuple[tuple[HandlerFiles, ...], tuple[str, ...]]:
    """The handlers with `.pyc` beside their sources, and a note for each runtime that has none.

    `search_path`: the folders in which interpreters are looked for, as in PATH. One process compiles all the
    handlers of a runtime. `compiler`: that of the last build in this process.

    Raises:
        MissingToolError: an interpreter was found, and broke.
    """
    compiler = compiler or Compiler()
    done = {handler.name: handler for handler in handlers if handler.table.is_javascript}
    notes = []
    for runtime in dict.fromkeys(item.runtime for item in handlers if not item.table.is_javascript):
        version = python_version(runtime)
        group = [handler for handler in handlers if handler.runtime == runtime]
        interpreter = compiler.interpreter(version, search_path)
        if interpreter is None:
            notes.append(_note(runtime))
            done |= {handler.name: handler for handler in group}
        else:
            done |= {handler.name: handler for handler in _compiled(group, interpreter, compiler)}
    return tuple(done[handler.name] for handler in handlers), tuple(notes)


def _compiled(group: list[HandlerFiles], interpreter: Interpreter, compiler: Compiler) -> list[HandlerFiles]:
    sources = {
        handler.name: [Source(*item) for item in handler.files.items() if item[0].endswith(".py")]
        for handler in group
    }
    compiled = compiler.compile((source for part in sources.values() for source in part), interpreter)
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
