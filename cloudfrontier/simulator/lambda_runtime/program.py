"""Chooses the program that a handler runs under, and the command that starts its worker.

Python's worker limits its own address space. Node.js maps far more than it uses, so its worker is held to the
function's memory by the limit of V8's heap, and by the runtime, which looks at what the process holds.

UNCERTAIN: Lambda's own share of the heap; nine tenths of the memory are given.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cloudfrontier.errors import MissingToolError
from cloudfrontier.simulator.lambda_runtime.python_choice import choose_python

__all__ = ["CALLBACKS_UNTIL", "Program", "choose_program", "is_node", "node_major"]

CALLBACKS_UNTIL = 22
"""The last Node.js whose handlers may have a callback.

OBSERVED: `Runtime.CallbackHandlerDeprecated` for a handler of three parameters under nodejs24.x (2026-07), as
announced in https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137 (read 2026-11).
"""

_WITHOUT = 22
_NOT_IN_22 = ("--no-experimental-require-module", "--no-experimental-detect-module")
"""What Lambda takes from Node.js 22: modules by `require`, and the guess whether a `.js` is a module.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html (read 2026-11).
"""
_KNOWN_SINCE = (20, 17)
"""An older Node.js does not start with an option that it does not know; this one knows both."""

_HERE = Path(__file__).parent
_ANSWER_SECONDS = 10
_HEAP_TENTHS = 9


@dataclass(frozen=True)
class Program:
    """`note` says where this differs from Lambda's; it is empty when it does not."""

    executable: Path
    runtime: str
    note: str = ""
    version: tuple[int, ...] = ()

    def command(self, memory_mb: int) -> tuple[str, ...]:
        """How a worker is started; its three arguments follow."""
        if is_node(self.runtime):
            heap = f"--max-old-space-size={memory_mb * _HEAP_TENTHS // 10}"
            return str(self.executable), heap, *self._disabled(), str(_HERE / "node_worker" / "worker.cjs")
        # isolated, without site-packages; what is printed is written at once
        options = ("-I", "-S", "-u", "-X", "utf8")
        return str(self.executable), *options, str(_HERE / "worker" / "__main__.py")

    def _disabled(self) -> tuple[str, ...]:
        return _NOT_IN_22 if node_major(self.runtime) == _WITHOUT and self.version >= _KNOWN_SINCE else ()


def choose_program(runtime: str, search_path: str = "") -> Program:
    """The program for a runtime, searched on `search_path` (by default `PATH`).

    Raises:
        MissingToolError: there is no Node.js for a handler in JavaScript.
        UsageError: that is no runtime of Lambda's that can be run here.
    """
    if not is_node(runtime):
        python = choose_python(runtime, search_path)
        return Program(python.path, runtime, python.note)
    wanted, found = node_major(runtime), _find_nodes(search_path)
    if not found:
        raise MissingToolError(
            f"no `node` was found on PATH, and {runtime} needs one; install Node.js {wanted}"
        )
    for path, version in found:
        if version.partition(".")[0] == str(wanted):
            return Program(path, runtime, version=_numbers(version))
    path, version = found[0]
    note = f"no Node.js {wanted} was found on PATH: handlers for {runtime} run under Node.js {version}"
    return Program(path, runtime, note, _numbers(version))


def is_node(runtime: str) -> bool:
    """Whether it is one of the runtimes of JavaScript."""
    return runtime.startswith("nodejs")


def node_major(runtime: str) -> int:
    """`nodejs22.x` -> 22."""
    return int(runtime.removeprefix("nodejs").partition(".")[0])


def _find_nodes(search_path: str) -> list[tuple[Path, str]]:
    """Programs called `node` that answer with a version, in the order of the path."""
    found = []
    for folder in (search_path or os.environ.get("PATH", "")).split(os.pathsep):
        program = shutil.which("node", path=folder) if folder else None
        version = _version(program) if program else ""
        if program and version:
            found.append((Path(program), version))
    return found


def _numbers(version: str) -> tuple[int, ...]:
    """`22.3.0` -> (22, 3, 0); what is behind the numbers does not count."""
    return tuple(int(part) for part in version.partition("-")[0].split(".") if part.isdigit())


def _version(program: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a program on the user's own PATH
            [program, "--version"], capture_output=True, text=True, timeout=_ANSWER_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    said = done.stdout.strip()
    return said.removeprefix("v") if done.returncode == 0 and said.startswith("v") else ""
