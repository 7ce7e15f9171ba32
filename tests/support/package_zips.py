"""Zips for tests of the package check: readable by everybody, as a good one is, or broken byte by byte."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HANDLER", "entry", "package_zip"]

HANDLER = "def main(event, context):\n    return event\n"
"""A handler that nothing is wrong with; its string is `app.main`."""


def entry(name: str, *, mode: int = 0o100644, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """An entry with these permissions, made on Unix."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = mode << 16
    info.compress_type = method
    return info


def package_zip(files: Mapping[str, bytes | str], *, mode: int = 0o100644) -> bytes:
    """A zip of these files, `app.py` with a good handler among them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in {"app.py": HANDLER, **files}.items():
            archive.writestr(entry(name, mode=mode), data)
    return target.getvalue()
