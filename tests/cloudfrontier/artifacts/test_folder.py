"""The folder of a build is replaced as a whole or left as it was, and only if a build made it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.folder import check_replaceable, replace_folder
from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = Manifest("sample").to_json().encode()


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    replace_folder(tmp_path / "dist", {"manifest.json": MANIFEST, "functions/old.js": b"old"})
    return tmp_path / "dist"


def test_files_of_the_build_before_are_gone(dist: Path) -> None:
    replace_folder(dist, {"manifest.json": MANIFEST, "lambdas/new.zip": b"new"})
    assert names(dist) == ["lambdas/new.zip", "manifest.json"]


def test_a_build_with_a_store_is_replaced_by_the_next(dist: Path) -> None:
    replace_folder(dist, {"manifest.json": MANIFEST, "stores/old.json": b"{}"})
    replace_folder(dist, {"manifest.json": MANIFEST, "stores/new.json": b"{}"})
    assert names(dist) == ["manifest.json", "stores/new.json"]


def test_zips_which_hold_session_keys_are_for_their_owner_alone(dist: Path) -> None:
    replace_folder(dist, {"manifest.json": MANIFEST, "lambdas/new.zip": b"new"})
    assert (dist / "lambdas/new.zip").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_it(dist: Path) -> None:
    replace_folder(dist, {"manifest.json": MANIFEST})
    assert [path.name for path in dist.parent.iterdir()] == ["dist"]


def test_a_write_that_fails_leaves_the_build_before(dist: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        replace_folder(dist, {"functions": b"a file", "functions/x.js": b"where a folder is needed"})
    assert names(dist) == ["functions/old.js", "manifest.json"]
    assert [path.name for path in dist.parent.iterdir()] == ["dist"]


def test_a_link_to_the_folder_stays_a_link(dist: Path) -> None:
    link = dist.with_name("link")
    link.symlink_to(dist)
    replace_folder(link, {"manifest.json": MANIFEST, "functions/new.js": b"new"})
    assert link.is_symlink()
    assert names(dist) == ["functions/new.js", "manifest.json"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    check_replaceable(tmp_path / "empty")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"index.html": ""}, id="a site"),
        pytest.param({"manifest.json": '{"name": "web app"}'}, id="another program's manifest"),
        pytest.param({"manifest.json": "not JSON"}, id="a manifest that is none"),
        pytest.param({"functions/mine.js": ""}, id="functions without a manifest"),
        pytest.param({"manifest.json": MANIFEST.decode(), "functions/deep/x.js": ""}, id="a folder too deep"),
        pytest.param({"manifest.json": MANIFEST.decode(), ".git/config": ""}, id="a repository"),
        pytest.param({"manifest.json": json.dumps([])}, id="a manifest that is a list"),
    ],
)
def test_what_no_build_wrote_is_refused_and_left(files: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with pytest.raises(RefusedError, match="no build wrote"):
        replace_folder(folder, {"manifest.json": MANIFEST})
    assert names(folder) == sorted(files)
