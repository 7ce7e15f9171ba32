"""`cloudfrontier doctor`: which engines and tools this machine has, and what each of them is good for.

It starts each program once to ask for its version, and changes nothing.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass
from importlib import metadata

import click

from cloudfrontier import __version__
from cloudfrontier.cli.format_option import format_option

__all__ = ["Tool", "doctor", "find_tools"]

SECONDS = 10
VERSION = re.compile(r"\d+(?:\.\d+)+")
OLD_NJS = (0, 7, 10)
TOO_NEW_NJS = (0, 9, 6)
"""From here on njs takes `?.` and `??=`, which CloudFront was seen to refuse (2026-01)."""


@dataclass(frozen=True)
class Tool:
    """A program or a package. version: empty where it was not found. note: what is odd about this one."""

    name: str
    enables: str
    version: str = ""
    path: str = ""
    note: str = ""


PROGRAMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("njs", ("njs",), "`simulate --engine njs`: functions on the engine that CloudFront's derives from"),
    ("node", ("node",), "handlers that are written for Node.js"),
    (
        "chromium",
        ("chromium", "chromium-browser", "google-chrome"),
        "tests of the page that `serve` shows",
    ),
    ("aws", ("aws",), "no command needs it; it prints the DistributionConfig that `check` reads"),
)
"""Name, the names it may have on PATH, and what it enables."""

PACKAGES: tuple[tuple[str, str], ...] = (
    ("quickjs-ng", "functions: the engine that `check`, `build` and `simulate` use"),
    ("esprima", "functions: the parser"),
    ("boto3", "`plan`, `attach`, `drift` and whatever else speaks with AWS"),
    ("cryptography", "signed URLs and signed cookies; handlers: signatures other than RS256"),
    ("httpx", "`serve` and `request`: origins that are reached over HTTP"),
    ("brotli", "`serve` and `request`: answers compressed with Brotli, gzip alone without it"),
    ("pytest", "the fixture `cloudfront`"),
)
"""Name on PyPI, and what it enables."""


@click.command
@format_option
def doctor(form: str) -> None:
    """Print which engines and tools were found, and what each enables.

    What is missing is no error: each line says what it would be for.
    """
    tools = find_tools()
    if form == "json":
        click.echo(json.dumps([asdict(tool) for tool in tools], indent=2))
        return
    width = max(len(tool.name) for tool in tools)
    for tool in tools:
        click.echo(f"{'✓' if tool.version else '·'} {tool.name:{width}}  {tool.version or 'not found'}")
        click.echo(f"  {'':{width}}  {tool.enables}")
        if tool.note:
            click.echo(f"  {'':{width}}  note: {tool.note}")


def find_tools() -> tuple[Tool, ...]:
    """Every tool that is known of, found or not."""
    this = Tool("cloudfrontier", "this program", __version__)
    python = Tool("python", "the program itself", platform.python_version())
    packages = (find_package(name, enables) for name, enables in PACKAGES)
    programs = (find_program(name, names, enables) for name, names, enables in PROGRAMS)
    return (this, python, *packages, *programs)


def find_package(name: str, enables: str) -> Tool:
    """A package of this Python."""
    try:
        return Tool(name, enables, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Tool(name, enables)


def find_program(name: str, names: tuple[str, ...], enables: str) -> Tool:
    """A program on PATH."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        return Tool(name, enables)
    version = version_of(path, "-v" if name == "njs" else "--version")
    return Tool(name, enables, version, path, note_on(name, version))


def version_of(path: str, option: str) -> str:
    """What a program says of its version, or that it says nothing."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of the user's own PATH
            [path, option], capture_output=True, text=True, timeout=SECONDS, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return "of unknown version"
    found = VERSION.search(done.stdout + done.stderr)
    return found[0] if found else "of unknown version"


def note_on(name: str, version: str) -> str:
    """What is to be known about a version."""
    if name != "njs" or not VERSION.fullmatch(version):
        return ""
    numbers = tuple(map(int, version.split(".")))
    if numbers >= TOO_NEW_NJS:
        return "newer than CloudFront's engine: it takes syntax that CloudFront refuses"
    if numbers < OLD_NJS:
        return "older than CloudFront's runtime 2.0: replaceAll and Array.from are missing"
    return ""
