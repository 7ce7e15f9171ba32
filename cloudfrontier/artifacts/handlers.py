"""Gathers the files of each Lambda@Edge handler: an entry, generated or the project's own, and its imports.

A handler of features is given our code only, one of the project's own whatever that code imports; both end as
the same thing, files by their path in the zip, and as faults that the rules on packages judge.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cloudfrontier
from cloudfrontier.artifacts.closure import Closure, import_closure
from cloudfrontier.artifacts.entry import ENTRY_MODULE, HANDLER, SETTINGS_FILE, entry_source, settings_json
from cloudfrontier.artifacts.javascript_handler import javascript_files
from cloudfrontier.artifacts.modules import SearchPath, read_module
from cloudfrontier.artifacts.own_handler import fault_of_handler, find_handler
from cloudfrontier.artifacts.places import shown
from cloudfrontier.artifacts.pruning import WITH_CRYPTOGRAPHY, left_out, needs_cryptography
from cloudfrontier.artifacts.shrinking import shrink
from cloudfrontier.artifacts.untyped import RECORD_FILE, without_typing
from cloudfrontier.artifacts.wheels import cryptography_files, download, wheel_cache
from cloudfrontier.project.model import HandlerTable
from cloudfrontier.rules.bundle import CodeFault
from cloudfrontier.rules.bundle.code.module import Module

if TYPE_CHECKING:
    from cloudfrontier.project import LoadedProject

__all__ = ["HandlerFiles", "gather_handler", "installed_folders", "python_version"]

TOOLCHAIN = Path(cloudfrontier.__file__).parents[1]
"""The folder that holds `edge`, in a checkout and in site-packages alike."""


@dataclass(frozen=True)
class HandlerFiles:
    """A handler before it is zipped: `handler` as Lambda wants it, files by path in the zip.

    `places`: how findings name those of the files that are the project's own.
    """

    name: str
    table: HandlerTable
    runtime: str
    handler: str
    files: dict[str, bytes]
    faults: tuple[CodeFault, ...]
    places: dict[str, str]


def gather_handler(loaded: LoadedProject, name: str, *, installed: tuple[Path, ...]) -> HandlerFiles:
    """All that one handler's zip holds, bytecode aside; `installed`: the site-packages folders.

    Raises:
        ProjectError: a key file is absent or malformed, or what is in JavaScript cannot be zipped.
        MissingToolError: a wheel that the zip needs is nowhere.
    """
    table = loaded.project.handlers[name]
    runtime = table.runtime or loaded.project.project.lambda_runtime
    if table.is_javascript:
        files, places = javascript_files(loaded, name, str(table.source))
        return HandlerFiles(name, table, runtime, str(table.handler), files, (), places)
    search = SearchPath(None, TOOLCHAIN, installed, python_version(runtime))
    if table.handler is None:
        entry = Module(ENTRY_MODULE, "generated")
        settings = settings_json(loaded, name)
        unused, bundled = left_out(settings), _bundled(settings, loaded.root, search.python)
        closure = import_closure(entry, search, source=entry_source(table.features), without=unused)
        files = {**_shrunk(closure.files), **bundled, SETTINGS_FILE: settings}
        return HandlerFiles(name, table, runtime, HANDLER, files, _shown_faults(closure.faults), {})
    search = replace(search, project=loaded.root)
    module = find_handler(table.handler, search)
    unused = frozenset({WITH_CRYPTOGRAPHY})
    closure = import_closure(module, search, without=unused) if module else Closure({}, (), {})
    faults = closure.faults
    if fault := fault_of_handler(table.handler, module, search):
        if fault.kind == "handler":
            line, column = loaded.where(("handlers", name, "handler"))
            fault = replace(fault, file=loaded.shown, line=line, column=column)
        faults += (fault,)
    places = {file: shown(Path(source)) for file, source in closure.sources.items()}
    return HandlerFiles(
        name, table, runtime, table.handler, dict(closure.files), _shown_faults(faults), places
    )


def _bundled(settings: bytes, root: Path, python: tuple[int, int]) -> dict[str, bytes]:
    """What the zip takes from wheels, because its keys need it."""
    if not needs_cryptography(settings):
        return {}
    return cryptography_files(python, root, cache=wheel_cache(), fetch=download)


def _shrunk(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with less to read at a cold start; the entry keeps the line that says what wrote it."""
    files = {**files, RECORD_FILE: read_module(TOOLCHAIN / RECORD_FILE)}
    files |= {name: without_typing(data) for name, data in files.items() if name.startswith("edge/")}
    code = {name for name in files if name.endswith(".py")} - {f"{ENTRY_MODULE}.py"}
    return {name: shrink(data) if name in code else data for name, data in files.items()}


def installed_folders() -> tuple[Path, ...]:
    """Where distributions are installed that this Python sees; no other folder of its path ships."""
    folders = (Path(entry) for entry in dict.fromkeys(sys.path))
    return tuple(folder for folder in folders if folder.name in {"site-packages", "dist-packages"})


def python_version(runtime: str) -> tuple[int, int]:
    """`python3.13` -> (3, 13)."""
    major, minor = runtime.removeprefix("python").split(".")
    return int(major), int(minor)


def _shown_faults(faults: tuple[CodeFault, ...]) -> tuple[CodeFault, ...]:
    return tuple(
        replace(fault, file=shown(Path(fault.file)), detail=_shown_detail(fault)) for fault in faults
    )


def _shown_detail(fault: CodeFault) -> str:
    return Path(fault.detail).name if fault.kind == "compiled" else fault.detail
