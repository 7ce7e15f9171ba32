"""Where a module is found, and in which order: as the running function would find it, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.modules import SearchPath

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


@pytest.fixture
def search(tmp_path: Path) -> SearchPath:
    write(tmp_path / "project", "app/__init__.py", "app/main.py", "plain.py", "pages/index.html", "both/x.py")
    write(tmp_path / "toolchain", "edge/__init__.py", "edge/handler.py", "cloudfrontier/__init__.py")
    write(tmp_path / "site", "lib/__init__.py", "lib/deep/core.py", "both/__init__.py", "app/__init__.py")
    write(
        tmp_path / "site", "fast.cpython-311-x86_64-linux-gnu.so", "boto3/__init__.py", "json.py", "pages.py"
    )
    return SearchPath(tmp_path / "project", tmp_path / "toolchain", (tmp_path / "site",), (3, 13))


@pytest.mark.parametrize(
    ("name", "origin", "file"),
    [
        pytest.param("app.main", "project", "project/app/main.py", id="the project's module"),
        pytest.param("app", "project", "project/app/__init__.py", id="the project's before an installed one"),
        pytest.param("plain", "project", "project/plain.py", id="a single file"),
        pytest.param("edge.handler", "edge", "toolchain/edge/handler.py", id="our edge code"),
        pytest.param("json", "stdlib", None, id="the standard library before an installed one"),
        pytest.param("json.decoder", "stdlib", None, id="a part of it"),
        pytest.param("boto3", "runtime", None, id="what the runtime has, even if installed"),
        pytest.param("lib", "installed", "site/lib/__init__.py", id="a distribution"),
        pytest.param("lib.deep", "installed", None, id="a folder without __init__"),
        pytest.param("lib.deep.core", "installed", "site/lib/deep/core.py", id="a module in it"),
        pytest.param("both", "installed", "site/both/__init__.py", id="a package before a mere folder"),
        pytest.param("pages", "installed", "site/pages.py", id="a module before a folder of pages"),
        pytest.param("fast", "installed", "site/fast.cpython-311-x86_64-linux-gnu.so", id="machine code"),
    ],
)
def test_a_name_is_found_where_the_function_would_find_it(
    name: str, origin: str, file: str | None, search: SearchPath, tmp_path: Path
) -> None:
    found = search.find(name)
    assert found is not None
    assert found.origin == origin
    assert found.file == (str(tmp_path / file) if file else "")


@pytest.mark.parametrize("name", ["acme", "app.absent", "edge.absent", "cloudfrontier", "cgi"])
def test_what_is_nowhere_else_importable_is_not_found(name: str, search: SearchPath) -> None:
    assert search.find(name) is None


def test_a_generated_handler_sees_nothing_of_the_project(search: SearchPath) -> None:
    alone = SearchPath(None, search.toolchain, search.installed, search.python)
    found = alone.find("app")
    assert found is not None
    assert found.origin == "installed"
    assert alone.find("plain") is None


def test_names_in_the_zip_are_those_of_the_modules(search: SearchPath) -> None:
    package, module = search.find("app"), search.find("app.main")
    assert package is not None
    assert module is not None
    assert (package.archive_name, package.package) == ("app/__init__.py", "app")
    assert (module.archive_name, module.package) == ("app/main.py", "app")
