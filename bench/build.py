"""What building the storefront costs, and what it saves at the edge, against bundling by hand.

The reference is `bench.naive_bundle`. Bytes are those of the handler `members-gate`; import times are those
of its unpacked zip in a fresh Python of the handler's version, which is what a cold start waits for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Report, Row, compare, compare_values
from bench.naive_bundle import bundle
from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.artifacts.key_files import write_key
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.project import load

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["run"]

ROOT = Path(__file__).resolve().parents[1]
HANDLER = "members-gate"
PYTHON = (3, 13)
REFERENCE = "bundled by hand (pip install --target, zip), nothing checked"
IMPORT = """\
import sys, time
sys.path.insert(0, sys.argv[1])
start = time.perf_counter()
import lambda_function
print((time.perf_counter() - start) * 1000)
"""


def run(runs: int) -> Report:
    """Measure everything `runs` times."""
    with tempfile.TemporaryDirectory(prefix="bench-build-") as name:
        folder = Path(name)
        project, entries, naive = folder / "storefront", folder / "entries", folder / "naive"
        ignored = shutil.ignore_patterns("dist", ".secrets", "__pycache__")
        shutil.copytree(ROOT / "examples" / "storefront", project, ignore=ignored)
        write_key(project / ".secrets" / "session.key", entropy=os.urandom)
        build(load(project))
        _write_entries(project / "dist" / "lambdas", entries)
        cold = compare(
            "cold build, a new process",
            _process(str(ROOT / "build.py"), str(project), "--quiet"),
            _process("-m", "bench.naive_bundle", str(entries), str(naive)),
            reference_name=REFERENCE,
            runs=runs,
        )
        warm = compare(
            "warm build, the same process",
            lambda: build(load(project)),
            lambda: bundle(entries, naive),
            reference_name=REFERENCE,
            runs=runs,
        )
        ours, theirs = project / "dist" / "lambdas" / f"{HANDLER}.zip", naive / f"{HANDLER}.zip"
        sizes = _compare_sizes(folder, ours, theirs)
        imports, missing = _compare_imports(folder, runs)
        return Report("build", (cold, warm, *sizes, *imports), missing)


def _compare_sizes(folder: Path, ours: Path, theirs: Path) -> tuple[Row, Row]:
    """Bytes of the zips and of what is in them, which is left in `folder` as `ours` and `theirs`."""
    unpacked = [_unpack(ours, folder / "ours")], [_unpack(theirs, folder / "theirs")]
    return (
        Row("zip", "bytes", [ours.stat().st_size], [theirs.stat().st_size], REFERENCE),
        Row("unpacked", "bytes", *unpacked, REFERENCE),
    )


def _compare_imports(folder: Path, runs: int) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """How long each takes to import, or what is missing to tell."""
    interpreter = find_interpreter(PYTHON, candidates(PYTHON, os.environ.get("PATH", "")))
    if interpreter is None:
        return (), ("python3.13, to import the handlers with: install it and put it on PATH",)
    row = compare_values(
        f"import in Python {interpreter.version}",
        "ms",
        _import_time(interpreter.path, folder / "ours"),
        _import_time(interpreter.path, folder / "theirs"),
        reference_name=REFERENCE,
        runs=runs,
    )
    return (row,), ()


def _write_entries(zips: Path, entries: Path) -> None:
    """What a person would have written by hand: entry module and settings of each handler."""
    for zipped in zips.glob("*.zip"):
        with zipfile.ZipFile(zipped) as archive:
            for name in ("lambda_function.py", "settings.json"):
                archive.extract(name, entries / zipped.stem)


def _process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)


def _unpack(zipped: Path, folder: Path) -> int:
    """Unpack as Lambda does; the bytes that came out."""
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
        return sum(entry.file_size for entry in archive.infolist())


def _import_time(python: Path, folder: Path) -> Callable[[], float]:
    """Milliseconds that the import takes; -B, for /var/task is read-only and nothing is kept."""
    command = [str(python), "-I", "-S", "-B", "-c", IMPORT, str(folder)]
    return lambda: float(subprocess.run(command, check=True, capture_output=True).stdout)
