"""The files of a package, wherever they are: in memory as the build has them, or in a zip of anybody's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["NO_FILES", "DamagedError", "Files", "MemoryFiles"]


class DamagedError(Exception):
    """A file of the package cannot be unpacked; the message is the reason."""


class Files(ABC):
    """Names are paths in the package with `/`, without folders; each stands once."""

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """All of them, in the order of the package."""

    @abstractmethod
    def size(self, name: str) -> int:
        """Bytes of a file, unpacked."""

    @abstractmethod
    def chunks(self, name: str) -> Iterator[bytes]:
        """The content, piece by piece.

        Raises:
            DamagedError: it cannot be unpacked.
        """

    @abstractmethod
    def __contains__(self, name: object) -> bool: ...

    def read(self, name: str) -> bytes:
        """The content as a whole; its size is the caller's to look at before.

        Raises:
            DamagedError: it cannot be unpacked.
        """
        return b"".join(self.chunks(name))


class MemoryFiles(Files):
    """Files that are in memory already; texts are taken as UTF-8."""

    def __init__(self, files: Mapping[str, bytes | str]) -> None:
        self._files = {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return len(self._files[name])

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content in one piece."""
        yield self._files[name]

    def read(self, name: str) -> bytes:
        """The content."""
        return self._files[name]


NO_FILES = MemoryFiles({})
"""Of a package of which only sizes and settings are known."""
