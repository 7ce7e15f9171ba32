"""The reference of the benchmark `build`: a handler's zip as AWS's own pages make it, by hand.

`pip install --target`, the code copied beside it, the folder zipped. The download is left out, which flatters
it: the installed distributions are copied. It checks nothing and compiles nothing.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html (read in a copy of 2026-04).
"""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from pathlib import Path

__all__ = ["bundle"]

EDGE = Path(__file__).resolve().parents[1] / "edge"
DISTRIBUTIONS = ("aws-lambda-powertools", "jmespath", "typing_extensions")


def bundle(entries: Path, out: Path) -> None:
    """Write `out/NAME.zip` for each folder of `entries`: a handler's entry module and its settings."""
    for entry in sorted(entries.iterdir()):
        staged = out / entry.name
        shutil.rmtree(staged, ignore_errors=True)
        shutil.copytree(entry, staged)
        shutil.copytree(EDGE, staged / "edge", ignore=shutil.ignore_patterns("__pycache__"))
        for name in DISTRIBUTIONS:
            _install(name, staged)
        shutil.make_archive(str(staged), "zip", staged)


def _install(name: str, target: Path) -> None:
    for file in importlib.metadata.files(name) or ():
        # scripts stand above site-packages; bytecode of this Python is of no use to the handler's
        if ".." not in file.parts and file.suffix != ".pyc":
            path = target / file
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(str(file.locate())), path)


if __name__ == "__main__":
    bundle(Path(sys.argv[1]), Path(sys.argv[2]))
