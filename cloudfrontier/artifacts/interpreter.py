"""Finds a Python of the handler's own version on this machine: only that one can compile its bytecode.

The magic number of a `.pyc` changes with every minor version, so 3.13's must come from a 3.13. A program of
the right name may still not run (a version manager's shim exits 127 while its version is not selected), or
be another version or implementation, so each candidate is asked; nothing is believed from its name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Interpreter", "ask", "candidates", "find_interpreter"]

PROBE = "import json, sys; print(json.dumps([*sys.version_info[:4], sys.implementation.name]))"
PROBE_SECONDS = 10.0


@dataclass(frozen=True)
class Interpreter:
    """A CPython that was asked and answered; `version` is such as `3.13.0`."""

    path: Path
    version: str


def find_interpreter(minor: tuple[int, int], programs: Iterable[Path]) -> Interpreter | None:
    """The first of `programs` that runs and is a final release of CPython `minor`."""
    return next((found for path in programs if (found := ask(path, minor))), None)


def candidates(minor: tuple[int, int], search_path: str) -> Iterator[Path]:
    """Programs that may be Python `minor`, likeliest first: this one, those on `search_path`, pyenv's."""
    name = f"python{minor[0]}.{minor[1]}"
    if sys.version_info[:2] == minor:
        yield Path(sys.executable)
    shims: list[Path] = []
    for folder in dict.fromkeys(Path(part) for part in search_path.split(os.pathsep) if part):
        program = folder / name
        if not os.access(program, os.X_OK):
            continue
        if folder.name == "shims":
            shims.append(program)
        else:
            yield program
    for shim in shims:
        # pyenv keeps what a shim stands for beside the shims; the newest patch release sorts last.
        versions = (shim.parent.parent / "versions").glob(f"{minor[0]}.{minor[1]}.*/bin/{name}")
        yield from sorted(versions, key=_patch_release, reverse=True)
        yield shim


def ask(program: Path, minor: tuple[int, int]) -> Interpreter | None:
    """What `program` says it is; None where it does not run, or is not what was looked for."""
    try:
        # -I: neither the environment nor the current folder may change the answer
        answer = subprocess.run(  # noqa: S603 - a Python found by name on the user's own PATH
            [program, "-I", "-S", "-c", PROBE], capture_output=True, timeout=PROBE_SECONDS, check=True
        )
        major_version, minor_version, micro, level, name = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    if (major_version, minor_version) != minor or (level, name) != ("final", "cpython"):
        return None
    return Interpreter(program, f"{major_version}.{minor_version}.{micro}")


def _patch_release(program: Path) -> tuple[int, ...]:
    parts = program.parent.parent.name.split(".")
    return tuple(int(part) for part in parts if part.isdigit())
