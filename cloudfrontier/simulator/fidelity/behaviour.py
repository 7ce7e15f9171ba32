"""What an entry of the registry is: a sentence about CloudFront, where it was read, and the test that pins it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfrontier.cloudfront.source import Source

__all__ = ["Behaviour", "Gap", "Row", "Standing", "Theme", "pinned"]

Standing = Literal["documented", "observed", "uncertain"]
"""documented: AWS says so; observed: it was seen, and nobody promised it; uncertain: nobody knows, and what is
done here is the stricter reading."""

Row = tuple[str, str] | tuple[str, str, Standing] | tuple[str, str, Standing, str]
"""The sentence, the test, then how it is known, then what chooses otherwise."""


@dataclass(frozen=True)
class Behaviour:
    """Something that CloudFront does, and that the simulator does, too.

    `test` is `file.py::test_name` below `tests/cloudfrontier`; in brackets may follow the case of its table.
    `option`: what chooses otherwise, where AWS leaves it open.
    """

    says: str
    source: Source
    test: str
    standing: Standing = "documented"
    option: str = ""


@dataclass(frozen=True)
class Gap:
    """Something that CloudFront does and the simulator does not, with the reason."""

    says: str
    reason: str
    source: Source


@dataclass(frozen=True)
class Theme:
    """Behaviours that belong together."""

    title: str
    behaviours: tuple[Behaviour, ...]


def pinned(file: str, source: Source, *rows: Row) -> tuple[Behaviour, ...]:
    """Behaviours from one page of AWS's that the tests of one file pin."""
    return tuple(Behaviour(says, source, f"{file}::{test}", *rest) for says, test, *rest in rows)
