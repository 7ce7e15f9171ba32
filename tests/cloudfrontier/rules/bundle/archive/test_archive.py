"""What a zip says of itself is read, and what is wrong with it is told apart, without unpacking anything."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile

import pytest
from package_zips import entry, package_zip

from cloudfrontier.rules.bundle.archive import Archive, NotZipError, read_archive
from cloudfrontier.rules.bundle.archive.archive import MOST_ENTRIES
from cloudfrontier.rules.bundle.files import DamagedError


def read(data: bytes) -> Archive:
    return read_archive(io.BytesIO(data), len(data))


def zipped(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of names that stand twice, which is what is tested
        for info, data in entries:
            archive.writestr(info, data)
    return target.getvalue()


def kinds(data: bytes) -> list[tuple[str, str]]:
    return [(fault.kind, fault.name) for fault in read(data).faults]


def test_files_and_sizes_of_a_good_zip_are_read() -> None:
    data = package_zip({"lib/data.bin": b"\0" * 5000})
    archive = read(data)
    assert archive.files.names == ("app.py", "lib/data.bin")
    assert archive.files.size("lib/data.bin") == 5000
    assert archive.files.read("lib/data.bin") == b"\0" * 5000
    assert (archive.size, archive.unzipped) == (len(data), 5000 + archive.files.size("app.py"))
    assert (archive.faults, archive.closed, dict(archive.unread)) == ((), (), {})


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../app.py", id="above"),
        pytest.param("lib/../../app.py", id="above from within"),
        pytest.param("/etc/passwd", id="absolute"),
        pytest.param("C:app.py", id="a drive"),
        pytest.param("lib\\app.py", id="a backslash"),
        pytest.param("..", id="nothing but dots"),
    ],
)
def test_a_name_that_leads_out_is_a_fault(name: str) -> None:
    # zipfile would change a backslash on the way in
    placeholder = "x" * len(name)
    data = zipped((entry(placeholder), b"x")).replace(placeholder.encode(), name.encode())
    assert kinds(data) == [("outside", name)]


def test_names_are_read_as_they_are_unpacked() -> None:
    archive = read(zipped((entry("./", mode=0o040755), b""), (entry("./lib//a.py"), b"x")))
    assert archive.files.names == ("lib/a.py",)
    assert archive.faults == ()


def test_dots_in_names_are_no_fault() -> None:
    assert kinds(package_zip({"lib/..data/a.txt": "", "a..b": "", "./c": ""})) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        pytest.param(stat.S_IFLNK | 0o777, "link", id="a symbolic link"),
        pytest.param(stat.S_IFIFO | 0o644, "special", id="a FIFO"),
        pytest.param(stat.S_IFCHR | 0o644, "special", id="a device"),
    ],
)
def test_what_is_no_file_is_a_fault(mode: int, kind: str) -> None:
    assert kinds(zipped((entry("lib.so", mode=mode), b"/etc/passwd"))) == [(kind, "lib.so")]


def test_a_name_that_stands_twice_is_a_fault_and_the_last_one_stays() -> None:
    data = zipped((entry("app.py"), b"first"), (entry("app.py"), b"second"))
    assert kinds(data) == [("twice", "app.py")]
    assert read(data).files.read("app.py") == b"second"


def test_a_file_that_is_a_folder_too_is_a_fault() -> None:
    (fault,) = read(zipped((entry("lib"), b"x"), (entry("lib/a.py"), b"y"))).faults
    assert (fault.kind, fault.name, fault.detail) == ("twice", "lib", "folder")


def test_an_encrypted_entry_is_a_fault_and_is_not_unpacked() -> None:
    data = bytearray(package_zip({}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert kinds(bytes(data)) == [("encrypted", "app.py")]
    with pytest.raises(DamagedError, match="encrypted"):
        read(bytes(data)).files.read("app.py")


@pytest.mark.parametrize(
    ("method", "name"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")], ids=["bzip2", "LZMA"]
)
def test_another_compression_than_deflate_is_a_fault_and_is_not_unpacked(method: int, name: str) -> None:
    data = zipped((entry("app.py", method=method), b"x" * 1000))
    (fault,) = read(data).faults
    assert (fault.kind, fault.detail) == ("method", name)
    with pytest.raises(DamagedError):
        read(data).files.read("app.py")


def test_a_zip_without_files_is_a_fault() -> None:
    assert kinds(zipped()) == [("no files", "")]
    assert kinds(zipped((entry("folder/", mode=0o040755), b""))) == [("no files", "")]


@pytest.mark.parametrize(
    ("mode", "closed"),
    [
        pytest.param(0o100644, (), id="644"),
        pytest.param(0o100755, (), id="755"),
        pytest.param(0o100600, ("app.py",), id="600"),
        pytest.param(0o100640, ("app.py",), id="640"),
    ],
)
def test_files_that_only_their_owner_may_read_are_listed(mode: int, closed: tuple[str, ...]) -> None:
    assert read(zipped((entry("app.py", mode=mode), b"x"))).closed == closed


def test_an_entry_without_permissions_is_open_as_windows_writes_them() -> None:
    data = bytearray(zipped((entry("app.py"), b"x")))
    at = data.index(b"PK\x01\x02") + 38
    data[at : at + 4] = bytes(4)
    assert read(bytes(data)).closed == ()


def test_a_folder_that_others_may_not_enter_is_listed() -> None:
    data = zipped((entry("lib/", mode=0o040744), b""), (entry("lib/a.py"), b"x"))
    assert read(data).closed == ("lib/",)


@pytest.mark.parametrize("damage", [b"\xff", b"\x00\x01\x02"], ids=["one byte", "three bytes"])
def test_a_damaged_entry_is_found_when_it_is_unpacked(damage: bytes) -> None:
    data = bytearray(zipped((entry("a.bin", method=zipfile.ZIP_STORED), bytes(range(256)))))
    at = data.index(bytes(range(256))) + 100
    data[at : at + len(damage)] = damage
    with pytest.raises(DamagedError, match="checksum"):
        read(bytes(data)).files.read("a.bin")


def test_more_entries_than_are_read_are_not_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for index in range(MOST_ENTRIES + 1):
            archive.writestr(entry(str(index), method=zipfile.ZIP_STORED), b"")
    archive_read = read(target.getvalue())
    assert archive_read.files.names == ()
    assert f"{MOST_ENTRIES:,} entries" in archive_read.unread[""]


def test_what_stands_before_the_archive_is_passed_over() -> None:
    assert read(b"#!/bin/sh\n" + package_zip({})).files.names == ("app.py",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "it is empty", id="nothing"),
        pytest.param(b"\x1f\x8b\x08" + bytes(50), "gzip", id="gzip"),
        pytest.param(bytes(257) + b"ustar" + bytes(250), "it is a tar", id="tar"),
        pytest.param(b"UEsDBBQAAAAI", "base64", id="base64"),
        pytest.param(package_zip({})[:60], "cut off", id="the first half of one"),
        pytest.param(b"<html>404</html>", "HTML", id="an error page"),
        pytest.param(b"hello", "does not end as a zip does", id="any text"),
    ],
)
def test_what_is_no_zip_is_said_by_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(NotZipError, match=reason):
        read(data)
