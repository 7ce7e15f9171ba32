"""The checks of a project as a whole, in the order of its tables; `checks` has a module for each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.mistake import Mistake

__all__ = ["check", "notes"]


def check(draft: Draft, *, root: Path) -> Iterator[Mistake]:
    """What is wrong with the tables together, and with the files that they name below `root`."""
    yield from ()


def notes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong in nothing but worth a look."""
    yield from ()
