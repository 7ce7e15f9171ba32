"""The end of a zip is read as `zipfile` reads it, so that no archive claims less than it makes one read."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from package_zips import package_zip

from cloudfrontier.rules.bundle.archive import NotZipError, read_archive
from cloudfrontier.rules.bundle.archive.archive import MOST_ENTRIES
from cloudfrontier.rules.bundle.archive.directory import END, Directory, find_directory

ZIP64_RECORD = struct.Struct("<4sQ2H2L4Q")
ZIP64_LOCATOR = struct.Struct("<4sLQL")


def find(data: bytes) -> Directory:
    return find_directory(io.BytesIO(data), len(data))


def test_the_number_of_entries_and_the_size_of_their_list_are_read() -> None:
    found = find(package_zip({"a.txt": "", "b.txt": ""}))
    assert found.entries == 3
    assert found.size == sum(46 + len(name) for name in ("app.py", "a.txt", "b.txt"))


def test_a_comment_may_stand_behind_the_end() -> None:
    target = io.BytesIO(package_zip({}))
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"built on a Monday"
    assert find(target.getvalue()).entries == 1


def test_the_numbers_of_a_zip64_count_too_whatever_the_old_record_says() -> None:
    data = package_zip({})
    end = data[-END.size :]
    record = ZIP64_RECORD.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, 7_000_000, 7_000_000, 2**40, 0)
    locator = ZIP64_LOCATOR.pack(b"PK\x06\x07", 0, len(data) - END.size, 1)
    assert find(data[: -END.size] + record + locator + end) == (7_000_000, 2**40)


def test_an_archive_that_claims_a_list_of_gigabytes_is_not_read() -> None:
    data = package_zip({})
    end = END.pack(b"PK\x05\x06", 0, 0, 1, 1, 0x7FFFFFFF, 0, 0)
    lying = data[: -END.size] + end
    archive = read_archive(io.BytesIO(lying), len(lying))
    assert archive.files.names == ()
    assert archive.unread


def test_more_entries_than_the_end_says_are_counted() -> None:
    data = package_zip({str(index): "" for index in range(MOST_ENTRIES)})
    end = END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(data), 0, 0)
    lying = data[: -END.size] + end
    assert read_archive(io.BytesIO(lying), len(lying)).unread


@given(st.binary(max_size=400), st.booleans())
def test_what_zipfile_opens_is_found_and_any_bytes_are_an_answer(tail: bytes, whole: bool) -> None:  # noqa: FBT001 - drawn
    data = (package_zip({}) if whole else b"") + tail
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = len(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        entries = None
    try:
        found = find(data)
    except NotZipError:
        assert entries is None
    else:
        assert entries is None or found.entries >= 0


@pytest.mark.parametrize("size", [0, 1, 21, 22, 100], ids=str)
def test_short_files_are_no_zips(size: int) -> None:
    with pytest.raises(NotZipError):
        find(b"P" * size)
