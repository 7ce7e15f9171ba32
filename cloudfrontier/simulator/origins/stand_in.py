"""One word that says what stands for an origin: a folder, an http(s) URL, or a function in a Python file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.origins.folder import FolderOrigin
from cloudfrontier.simulator.origins.http import HttpOrigin
from cloudfrontier.simulator.origins.python import load_python_origin

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.simulator.ports import OriginPort

__all__ = ["stand_in"]


def stand_in(told: str, root: Path, *, may_list: bool = False) -> OriginPort:
    """The origin that `told` says; files and folders are below `root`, unless they are absolute.

    Raises:
        UsageError: it is none of the three, or cannot be used.
    """
    if told.startswith(("http://", "https://")):
        return HttpOrigin(told)
    folder = root / told
    if folder.is_dir():
        return FolderOrigin(folder, may_list=may_list)
    if ".py:" in told:
        return load_python_origin(told, root)
    raise UsageError(
        f"{told!r}: expected a folder, an http(s) URL, or `file.py:name`; there is no such folder"
    )
