"""From paths to what is checked: every thing once, nothing that was named left out in silence, no loop."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.errors import UsageError
from cloudfrontier.validator import find_targets

if TYPE_CHECKING:
    from pathlib import Path


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return root


def found(root: Path, *paths: Path) -> list[tuple[str, str]]:
    return [(target.kind, os.path.relpath(target.path, root)) for target in find_targets(paths or (root,))]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "function"),
        ("a.cjs", "function"),
        ("noending", "function"),
        ("a.ZIP", "package"),
        ("shop.toml", "project"),
    ],
)
def test_a_file_that_is_named_is_checked_by_what_it_is_called(name: str, kind: str, tmp_path: Path) -> None:
    assert found(tree(tmp_path, name), tmp_path / name) == [(kind, name)]


def test_a_folder_is_searched_for_functions_in_the_order_of_names(tmp_path: Path) -> None:
    tree(tmp_path, "b.js", "a.js", "sub/c.js", "sub/notes.md", ".hidden/d.js", "node_modules/e.js")
    assert found(tmp_path) == [("function", "a.js"), ("function", "b.js"), ("function", "sub/c.js")]


def test_a_folder_of_a_project_is_the_project_wherever_it_is_met(tmp_path: Path) -> None:
    tree(tmp_path, "a.js", "shop/edge.toml", "shop/src/b.js", "shop/dist/functions/b.js")
    assert found(tmp_path) == [("function", "a.js"), ("project", "shop/edge.toml")]
    assert found(tmp_path, tmp_path / "shop") == [("project", "shop/edge.toml")]


def test_what_is_named_twice_is_checked_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.js")
    assert found(tmp_path, tmp_path / "a.js", tmp_path, tmp_path / "a.js") == [("function", "a.js")]


def test_links_tied_into_a_loop_are_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, "sub/a.js")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    assert found(tmp_path) == [("function", "sub/a.js")]


def test_a_folder_with_nothing_to_check_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing to check; expected an edge\.toml or `\.js` files in it"):
        found(tree(tmp_path, "notes.md"))


def test_all_that_cannot_be_checked_is_named_at_once(tmp_path: Path) -> None:
    tree(tmp_path, "config.json", "handler.py")
    paths = [tmp_path / name for name in ("gone.js", "config.json", "handler.py")]
    with pytest.raises(UsageError) as caught:
        find_targets(paths)
    first, second, third = str(caught.value).splitlines()
    assert first.endswith("gone.js: not found")
    assert "named with `--distribution`" in second
    assert "checked as its zip" in third


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with pytest.raises(UsageError, match="cannot be searched: permission denied"):
        found(tmp_path)
