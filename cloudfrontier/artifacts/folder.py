"""Puts a finished build in the place of the one before, all of it or nothing, and never over anything else.

The files are written beside the folder and swapped in by renaming, so that a reader sees the old build or
the new one, and a build that is interrupted leaves the old one. A folder is replaced only if everything in
it could be a build: a mistyped `--out` must not cost anybody a folder. Zips are for their owner alone, as key
files are: session keys are baked into them.
"""

from __future__ import annotations

import json
import os
import shutil
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.key_files import OWNER_ONLY
from cloudfrontier.artifacts.manifest import MANIFEST_NAME
from cloudfrontier.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["check_replaceable", "replace_folder"]

OURS = (MANIFEST_NAME, "functions", "functions/*.js", "lambdas", "lambdas/*.zip", "stores", "stores/*.json")


def check_replaceable(folder: Path) -> None:
    """Whether a build may be written there: nothing is there, an empty folder, or a former build.

    Raises:
        RefusedError: the folder holds something else; UsageError: it cannot be a folder.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a folder for the build with --out")
    inside = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    foreign = next((name for name in inside if not any(fnmatch(name, pattern) for pattern in OURS)), None)
    if foreign is None and inside and not _is_manifest(folder / MANIFEST_NAME):
        foreign = inside[0]
    if foreign is not None:
        raise RefusedError(
            f"{folder}: holds {foreign!r}, which no build wrote, and would be replaced as a whole;"
            " name another folder with --out, or empty this one"
        )


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `files`, paths with `/` to contents, the whole of `folder`; folders above it are made.

    Raises:
        RefusedError: the folder holds something that no build wrote.
        UsageError: it cannot be written.
    """
    folder = folder.resolve()
    check_replaceable(folder)
    new = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    try:
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if path.suffix == ".zip":
                path.chmod(OWNER_ONLY)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror}") from None
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _is_manifest(path: Path) -> bool:
    """Other programs write a manifest.json too; ours names what it was built from."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"project", "functions", "handlers", "version"} <= data.keys()
