"""Zips must be the same bytes wherever and whenever they are made, and open in any other program."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest

from cloudfrontier.artifacts.archive import lambda_digest, sha256, unzipped_size, zip_bytes
from cloudfrontier.errors import UsageError

ROOT = Path(__file__).resolve().parents[3]
FILES = {"b.py": b"b = 2\n" * 50, "a/__init__.py": b"", "a/data/x.json": b"{}"}


def test_the_order_in_which_files_were_found_does_not_matter() -> None:
    assert zip_bytes(FILES) == zip_bytes(dict(reversed(FILES.items())))


def test_other_programs_read_it_back() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(FILES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


@pytest.mark.parametrize(
    "files", [FILES, {}, {"ä/ö.txt": os.urandom(5000), "z": b"z" * 100_000}], ids=["code", "none", "names"]
)
def test_the_bytes_are_those_of_pythons_own_writer(files: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    assert zip_bytes(files) == target.getvalue()


def test_more_files_than_a_zip_holds_are_refused() -> None:
    with pytest.raises(UsageError, match="65,536 files are too many"):
        zip_bytes({str(number): b"" for number in range(65_536)})


def test_entries_say_nothing_about_this_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(FILES))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(FILES)
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
        assert (entry.extra, entry.comment) == (b"", b"")


@pytest.mark.parametrize(
    ("umask", "environment"),
    [
        pytest.param(0o077, {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, id="private umask, Tokyo"),
        pytest.param(0o000, {"PYTHONHASHSEED": "2", "LC_ALL": "C"}, id="open umask, C locale"),
    ],
)
def test_another_process_with_other_habits_makes_the_same_bytes(
    umask: int, environment: dict[str, str]
) -> None:
    program = (
        f"import os, sys; os.umask({umask});"
        "from cloudfrontier.artifacts.archive import zip_bytes;"
        f"sys.stdout.buffer.write(zip_bytes(dict({{*{FILES!r}.items()}})))"
    )
    made = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert made.stdout == zip_bytes(FILES)


def test_digests_are_those_of_the_shell_and_of_lambda() -> None:
    data = zip_bytes(FILES)
    assert sha256(data) == hashlib.sha256(data).hexdigest()
    assert b64decode(lambda_digest(data)).hex() == sha256(data)


def test_the_unzipped_size_is_that_of_the_contents() -> None:
    assert unzipped_size(FILES) == 50 * 6 + 0 + 2
