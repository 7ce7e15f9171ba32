"""All files are unpacked once; what was not looked into is said, and nothing large is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.contents import (
    LARGEST_CODE,
    LARGEST_TEXT,
    MOST_FILES,
    MOST_TEXT,
    read_contents,
)
from cloudfrontier.rules.bundle.files import DamagedError, Files, MemoryFiles

if TYPE_CHECKING:
    from collections.abc import Iterator


class LargeFiles(Files):
    """Files that are made as they are read: name -> how often which piece; None for a damaged one."""

    def __init__(self, pieces: dict[str, tuple[bytes, int] | None]) -> None:
        self.pieces = pieces
        self.served: dict[str, int] = dict.fromkeys(pieces, 0)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.pieces)

    def __contains__(self, name: object) -> bool:
        return name in self.pieces

    def size(self, name: str) -> int:
        piece = self.pieces[name]
        return len(piece[0]) * piece[1] if piece else 1

    def chunks(self, name: str) -> Iterator[bytes]:
        piece = self.pieces[name]
        if piece is None:
            raise DamagedError("its checksum does not match")
        for _ in range(piece[1]):
            self.served[name] += len(piece[0])
            yield piece[0]


def test_a_large_file_is_unpacked_to_its_end_and_not_looked_into() -> None:
    chunk = b"\x7fELF" + bytes(1024 * 1024 - 4)
    files = LargeFiles({"big.so": (chunk, LARGEST_CODE // len(chunk) + 1)})
    contents = read_contents(files)
    assert files.served["big.so"] == files.size("big.so")
    assert contents.machine_code == ()
    assert "larger than" in contents.unread["big.so"]


def test_a_long_text_is_not_searched() -> None:
    contents = read_contents(LargeFiles({"a.txt": (b"x" * 1024, LARGEST_TEXT // 1024 + 1)}))
    assert "a text of more than" in contents.unread["a.txt"]


def test_text_is_searched_up_to_a_sum() -> None:
    count = MOST_TEXT // LARGEST_TEXT + 2
    contents = read_contents(
        LargeFiles({f"{n}.txt": (b"x" * 1024, LARGEST_TEXT // 1024) for n in range(count)})
    )
    assert list(contents.unread) == [f"{count - 2}.txt", f"{count - 1}.txt"]


def test_files_are_looked_into_up_to_a_number() -> None:
    contents = read_contents(MemoryFiles({str(n): b"" for n in range(MOST_FILES + 2)}))
    assert list(contents.unread) == [str(MOST_FILES), str(MOST_FILES + 1)]


def test_a_damaged_file_does_not_stop_the_others() -> None:
    contents = read_contents(LargeFiles({"bad.py": None, "key.txt": (b"ghp_" + b"aB3dE6gH9j" * 4, 1)}))
    assert contents.damaged == {"bad.py": "its checksum does not match"}
    assert [(name, secret.what) for name, secret in contents.secrets] == [("key.txt", "a GitHub token")]
