"""NIST's vectors for signatures, read from the package `cryptography_vectors` where that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Case", "cases", "lines"]


class Case(NamedTuple):
    """One signature: the section that it stands in, its values, and what NIST says of it."""

    section: str
    values: dict[str, str]

    @property
    def is_good(self) -> bool:
        """Whether the signature is to be accepted."""
        return self.values["Result"].startswith("P")

    def number(self, name: str) -> int:
        """A value that is a whole number."""
        return int(self.values[name], 16)

    def data(self, name: str) -> bytes:
        """A value that is bytes."""
        return bytes.fromhex(self.values[name])


def lines(path: str) -> list[str]:
    """The lines of a file of vectors; skips the test where the package is not installed."""
    vectors = pytest.importorskip(
        "cryptography_vectors", reason="pip install cryptography_vectors, 56 MB, for NIST's vectors"
    )
    with vectors.open_vector_file(f"asymmetric/{path}", "r") as file:
        return [str(line).strip() for line in file]


def cases(path: str, last: str = "Result") -> Iterator[Case]:
    """The cases of a file in NIST's form; each ends with a line of that name."""
    section, values = "", dict[str, str]()
    for line in lines(path):
        if line.startswith("["):
            section, values = line, {}
        name, equals, value = line.partition(" = ")
        if equals and not line.startswith("#"):
            values[name] = value
            if name == last:
                yield Case(section, dict(values))
