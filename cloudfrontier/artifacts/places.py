"""How a file is called in findings: as the person who reads them would type it from where they are."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["shown"]


def shown(path: Path) -> str:
    """The path seen from the current folder where it lies below it, else in full; always with `/`."""
    # normpath takes `..` away, as resolve() does, but leaves symbolic links as the person named them
    absolute = Path(os.path.normpath(path.absolute()))
    here = Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()
