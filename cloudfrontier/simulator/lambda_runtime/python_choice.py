"""Chooses the Python that a handler runs under: that of its runtime, or this one with a note that says so."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.errors import MissingToolError, UsageError

__all__ = ["ChosenPython", "choose_python", "host_packages"]

_RUNTIME = re.compile(r"python(3)\.(\d+)").fullmatch


@dataclass(frozen=True)
class ChosenPython:
    """`note` says where this differs from Lambda's; it is empty when it does not."""

    path: Path
    note: str = ""


def choose_python(runtime: str, search_path: str = "") -> ChosenPython:
    """The Python for a runtime such as `python3.13`, searched on `search_path` (by default `PATH`).

    Raises:
        UsageError: that is no Python runtime of Lambda's.
    """
    matched = _RUNTIME(runtime)
    if not matched:
        raise UsageError(f"runtime {runtime!r} cannot be run here, expected one such as 'python3.13'")
    minor = (int(matched[1]), int(matched[2]))
    found = find_interpreter(minor, candidates(minor, search_path or os.environ.get("PATH", "")))
    if found:
        return ChosenPython(found.path)
    here = ".".join(map(str, sys.version_info[:3]))
    note = f"no {runtime} was found on PATH: handlers for it run under Python {here}, without its .pyc files"
    return ChosenPython(Path(sys.executable), note)


def host_packages() -> str:
    """The folder that has this machine's boto3.

    Raises:
        MissingToolError: it has none.
    """
    found = importlib.util.find_spec("boto3")
    if found is None or found.origin is None:
        raise MissingToolError(
            "boto3 is not installed here, though Lambda has it; pip install 'cloudfrontier[aws]'"
        )
    return str(Path(found.origin).parent.parent)
