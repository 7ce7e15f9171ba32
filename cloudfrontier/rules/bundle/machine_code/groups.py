"""Files of machine code by what they came with, so that a distribution of a hundred is spoken of once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloudfrontier.rules.bundle.code.imports import Need

__all__ = ["Group", "grouped"]


@dataclass(frozen=True)
class Group:
    """Files of one distribution; `severity`: an error where the handler cannot load without one of them."""

    files: tuple[str, ...]
    severity: Severity

    @property
    def more(self) -> str:
        """How many there are besides the first."""
        return f" (and {len(self.files) - 1:,} more)" if len(self.files) > 1 else ""


def grouped(files: Iterable[str], reached: Mapping[str, Need]) -> Iterator[Group]:
    """The files by distribution, in the order of their names, those that are needed most first."""
    groups: dict[str, list[str]] = {}
    for file in files:
        groups.setdefault(_distribution(file), []).append(file)
    for name in sorted(groups):
        needed = [file for file in groups[name] if reached.get(file) == "always"]
        others = sorted(set(groups[name]) - set(needed))
        yield Group((*sorted(needed), *others), "error" if needed else "warning")


def _distribution(file: str) -> str:
    """The folder at the root; of auditwheel's `numpy.libs` numpy, of npm's packages each."""
    parts = file.split("/")
    if parts[0] == "node_modules" and len(parts) > 2:
        return "/".join(parts[1:3]) if parts[1].startswith("@") else parts[1]
    return parts[0].partition(".")[0]
