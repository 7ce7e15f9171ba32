"""Zips that are no handler's: none gets out of its folder or fills the disk, each is refused."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lambda_zips import EVENT, handler_zip

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.lambda_runtime.unpack import unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloudfrontier.simulator.lambda_runtime import LambdaRuntime


def entry(name: str, mode: int = 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def refusal(tmp_path: Path, fill: Callable[[zipfile.ZipFile], object]) -> str:
    """What is said to an archive with those contents; nothing may be written beside its folder."""
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        fill(opened)
    return refused(archive, tmp_path)


def refused(archive: Path, tmp_path: Path) -> str:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    inner = tmp_path / "inner"
    with pytest.raises(UsageError) as caught:
        unpack(archive, inner / "task", sha256=digest)
    assert {path.name for path in tmp_path.iterdir()} <= {archive.name, "inner"}
    assert {path.name for path in inner.glob("*")} <= {"task"}
    return str(caught.value)


@pytest.mark.parametrize("name", ["../out.py", "a/../../out.py", "/out.py", "..\\out.py", "a/..", ".."])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert "leads out of the archive" in refusal(tmp_path, lambda opened: opened.writestr(entry(name), b"x"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = entry("link", stat.S_IFLNK | 0o777)
    assert "is a link" in refusal(tmp_path, lambda opened: opened.writestr(link, b"/etc/passwd"))


def test_a_bomb_is_refused_before_it_has_filled_the_disk(tmp_path: Path) -> None:
    def fill(opened: zipfile.ZipFile) -> None:
        for number in range(3):
            opened.writestr(f"{number}.bin", bytes(100 * 1024**2))

    message = refusal(tmp_path, fill)
    assert "262,144,000 bytes" in message


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    def fill(opened: zipfile.ZipFile) -> None:
        for number in range(50_001):
            opened.writestr(str(number), b"")

    assert "50,001 files" in refusal(tmp_path, fill)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    def fill(opened: zipfile.ZipFile) -> None:
        opened.writestr("a.py", b"1")
        opened.writestr("a.py", b"2")

    assert "cannot be unpacked" in refusal(tmp_path, fill)


def test_a_file_that_is_a_folder_too_is_refused(tmp_path: Path) -> None:
    def fill(opened: zipfile.ZipFile) -> None:
        opened.writestr("a", b"1")
        opened.writestr("a/b", b"2")

    assert "cannot be unpacked" in refusal(tmp_path, fill)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + os.urandom(200)])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "bad.zip"
    archive.write_bytes(content)
    assert "cannot be unpacked" in refused(archive, tmp_path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("a.py", b"value = 1\n")
    archive.write_bytes(archive.read_bytes().replace(b"value = 1", b"value = 2", 1))
    assert "cannot be unpacked" in refused(archive, tmp_path)


def test_folders_files_and_programs_are_unpacked_read_only(tmp_path: Path) -> None:
    archive = tmp_path / "good.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(entry("empty/", 0o40755), b"")
        opened.writestr(entry("a/b.py"), b"1")
        opened.writestr(entry("a/run", 0o755), b"2")
    task = tmp_path / "task"
    unpack(archive, task, sha256=hashlib.sha256(archive.read_bytes()).hexdigest())
    modes = {str(path.relative_to(task)): stat.S_IMODE(path.stat().st_mode) for path in task.rglob("*")}
    assert modes == {"empty": 0o555, "a": 0o555, "a/b.py": 0o444, "a/run": 0o555}


def test_a_zip_that_is_not_the_one_of_the_manifest_is_refused(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = replace(handler_zip(tmp_path, "return 1"), sha256="0" * 64)
    with pytest.raises(UsageError, match="build again"):
        runtime.invoke(artifact, tmp_path, EVENT, request_id="a")


def test_a_zip_that_is_gone_is_refused(runtime: LambdaRuntime, tmp_path: Path) -> None:
    artifact = handler_zip(tmp_path, "return 1")
    (tmp_path / artifact.path).unlink()
    with pytest.raises(UsageError, match="not found"):
        runtime.invoke(artifact, tmp_path, EVENT, request_id="a")
