"""settings.json: what is wrong is named by its key, and no value is ever repeated."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from edge import settings
from edge.settings import Settings, SettingsError, Table, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD: dict[str, Any] = {
    "project": "shop",
    "handler": "gate",
    "log_level": "INFO",
    "sampling": 0.25,
    "features": {"x": {"a": 1}},
}
SECRET = "canary-secret-value"


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    loaded = load_settings(file)
    assert (loaded.project, loaded.handler, loaded.log_level) == ("shop", "gate", "INFO")
    assert loaded.sampling == 0.25
    assert loaded.feature("x").integer("a") == 1


def test_without_a_path_they_are_read_beside_the_entry_module(tmp_path: Path) -> None:
    package = Path(settings.__file__).parent
    (tmp_path / "edge").mkdir()
    for name in ("__init__.py", "settings.py"):
        shutil.copy(package / name, tmp_path / "edge" / name)
    (tmp_path / "settings.json").write_text(json.dumps(GOOD), encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from edge.settings import load_settings; print(load_settings().handler)"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path)],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "gate\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"project": None}, "settings.json: project: missing"),
        ({"project": 7}, "settings.json: project: expected a string"),
        ({"log_level": SECRET}, "settings.json: log_level: expected one of DEBUG, INFO, WARNING, ERROR"),
        ({"features": [SECRET]}, "settings.json: features: expected an object"),
        ({"tyop": SECRET}, "settings.json: tyop: unknown key"),
    ],
    ids=["absent", "wrong type", "wrong word", "no object", "unknown"],
)
def test_a_mistake_names_its_key(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings(Table({**GOOD, **change}, ""))
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda table: table.text("number"), "t.number: expected a string"),
        (lambda table: table.integer("text"), "t.text: expected a whole number of at least 0"),
        (lambda table: table.integer("true"), "t.true: expected a whole number of at least 0"),
        (lambda table: table.integer("number", least=8), "t.number: expected a whole number of at least 8"),
        (lambda table: table.texts("text"), "t.text: expected a list"),
        (lambda table: table.texts("mixed"), "t.mixed: expected a list of strings"),
        (lambda table: table.tables("mixed"), "t.mixed[0]: expected an object"),
        (lambda table: table.table("absent"), "t.absent: missing"),
    ],
    ids=["text", "integer", "boolean", "too small", "list", "list of text", "tables", "absent table"],
)
def test_each_kind_of_value_is_checked(read: Callable[[Table], object], message: str) -> None:
    table = Table({"number": 7, "text": SECRET, "true": True, "mixed": [SECRET, 1]}, "t")
    with pytest.raises(SettingsError) as refused:
        read(table)
    assert str(refused.value) == f"settings.json: {message}"
    assert SECRET not in str(refused.value)


def test_a_feature_without_a_table_is_named() -> None:
    with pytest.raises(SettingsError, match=r"features\.auth: missing"):
        Settings(Table(GOOD, "")).feature("auth")


@pytest.mark.parametrize("text", ["", "{", '{"project": "' + SECRET])
def test_a_file_that_is_no_json_is_not_quoted(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="not JSON") as refused:
        load_settings(file)
    assert SECRET not in str(refused.value)
    assert refused.value.__suppress_context__


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.json: not found"):
        load_settings(tmp_path / "absent.json")
