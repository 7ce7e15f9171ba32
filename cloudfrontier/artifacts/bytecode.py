"""Compiles what ships with the Python that will run it, because a cold start that compiles pays for it.

Importing powertools takes 102 ms from sources and 46 ms from bytecode, and /var/task is read-only, so nothing
is kept from one cold start to the next. The `.pyc` are of the unchecked kind (PEP 552): they hold no time and
no folder of this machine, and the import system does not look at the source to believe them. All files go
through one process, whose hash seed is fixed: a set in the code is then written in the same order each time.
Columns (PEP 657) are left out: tracebacks name the line, and a cold start reads a quarter less.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.artifacts.interpreter import Interpreter

__all__ = ["Source", "compile_sources", "compiled_name"]

COMPILE_SECONDS = 120.0
PROGRAM = """\
import sys
sys.path[:] = [path for path in sys.path if path]
from base64 import b64decode, b64encode
from importlib.util import MAGIC_NUMBER, source_hash
import json, marshal, warnings
warnings.simplefilter("ignore")
for character in range(256):
    sys.intern(chr(character))
def compiled(name, source):
    try:
        code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        return ""
    header = MAGIC_NUMBER + (1).to_bytes(4, "little") + source_hash(source)
    return b64encode(header + marshal.dumps(code)).decode("ascii")
json.dump([compiled(name, b64decode(text)) for name, text in json.load(sys.stdin)], sys.stdout)
"""
"""Flags of 1: made from a hash that nobody compares. Single characters are interned first, because marshal
writes whether they are, and before 3.12 that depends on the files compiled earlier. What does not compile
stays a source, and fails when it is imported as it would have done anyway."""


class Source(NamedTuple):
    """A Python file: its path in the zip, which is also what tracebacks call it, and its text."""

    name: str
    text: bytes


def compile_sources(sources: Iterable[Source], interpreter: Interpreter) -> dict[Source, bytes]:
    """The `.pyc` of each source that compiles. Two handlers may have a file of one name: each is compiled.

    Raises:
        MissingToolError: the interpreter, which answered before, does not do it.
    """
    unique = sorted(set(sources))
    request = json.dumps([(source.name, b64encode(source.text).decode("ascii")) for source in unique])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        answer = subprocess.run(  # noqa: S603 - an interpreter that `find_interpreter` has asked
            [interpreter.path, "-S", "-s", "-X", "no_debug_ranges", "-c", PROGRAM],
            input=request.encode("ascii"),
            capture_output=True,
            timeout=COMPILE_SECONDS,
            env={**environment, "PYTHONHASHSEED": "0"},
            check=True,
        )
        compiled: list[str] = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise MissingToolError(
            f"{interpreter.path} (Python {interpreter.version}) could not compile the handlers"
            f" ({type(error).__name__}); mend that installation, or take it off PATH to ship sources only"
        ) from error
    return {source: b64decode(data) for source, data in zip(unique, compiled, strict=True) if data}


def compiled_name(source_name: str, interpreter: Interpreter) -> str:
    """Where the import system looks for the bytecode of a source: `a/__pycache__/b.cpython-313.pyc`."""
    major, minor, *_ = interpreter.version.split(".")
    path = PurePosixPath(source_name)
    return str(path.parent / "__pycache__" / f"{path.stem}.cpython-{major}{minor}.pyc")
