"""Files and folders that are named: there, of the right kind, and below the project's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, load_text

if TYPE_CHECKING:
    from pathlib import Path

FUNCTION = "[functions.f]\nevent = 'viewer-request'\n"
AUTH = "[auth]\nkeys = [{ id = 'k', file = ¦'%s' }]\n"


def source(path: str) -> str:
    return f"{FUNCTION}source = ¦{path}\n"


WRONG = {
    "source-missing": (source("'src/f.js'"), 'no file "f.js" in "'),
    "source-misspelt": (source("'owm.js'"), "; did you mean `own.js`?"),
    "source-is-a-folder": (source("'site'"), '"site" is a folder; expected a file'),
    "source-too-long": (source("'" + "a" * 5000 + "'"), "no file"),
    "absolute": (source("'/etc/passwd'"), "expected a path relative to the folder of edge.toml"),
    "home": (source("'~/f.js'"), "expected a path relative to the folder of edge.toml"),
    "outside": (source("'../f.js'"), "expected a path that stays in the folder of edge.toml"),
    "outside-by-a-detour": (source("'site/../../f.js'"), "expected a path that stays in the folder"),
    "drive": (source("'C:f.js'"), "expected a relative path with `/` between its parts"),
    "backslash": (source("'src\\f.js'"), "expected a relative path with `/` between its parts"),
    "nul": (source('"own.js\\u0000"'), "expected a path without control characters"),
    "redirects": (FUNCTION + "redirects = ['_redirects', ¦'_redirect']\n", "did you mean `_redirects`?"),
    "folder-missing": (
        "[origins.o]\ndomain = 'o.example'\nsimulate.folder = ¦'sight'\n",
        'no folder "sight" in "',
    ),
    "folder-is-a-file": (
        "[origins.o]\ndomain = 'o.example'\nsimulate.folder = ¦'api.py'\n",
        '"api.py" is a file; expected a folder',
    ),
    "python-missing": (
        "[origins.o]\ndomain = 'o.example'\nsimulate.python = ¦'app.py:answer'\n",
        "did you mean `api.py`?",
    ),
    "key-outside": (AUTH % "../k", "`auth.keys[0].file` is a string; expected a path that stays"),
}


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_a_path_that_leads_nowhere_or_out_is_told(tmp_path: Path, snippet: str, message: str) -> None:
    assert_problems(tmp_path, snippet, message)


def test_a_path_may_wander_within_the_project(tmp_path: Path) -> None:
    assert_problems(tmp_path, source("'site/../own.js'").replace("¦", ""))


def test_a_key_that_is_not_there_yet_is_noted(tmp_path: Path) -> None:
    text = (AUTH % "session.key").replace("¦", "")
    message = "the file of this key is not there; `cloudfrontier auth new-key` makes one, `build` needs it"
    notes = {note.message: note for note in load_text(tmp_path, text + BASE).notes}
    assert (notes[message].line, notes[message].column) == (2, 28)
    (tmp_path / "session.key").touch()
    assert message not in {note.message for note in load_text(tmp_path, text + BASE).notes}


def test_a_key_that_the_build_makes_is_not_missed(tmp_path: Path) -> None:
    text = (AUTH % "session.key").replace("¦", "").replace(" }]", ", create = true }]")
    assert not [note for note in load_text(tmp_path, text + BASE).notes if "this key" in note.message]


def test_a_key_may_be_a_link_that_leads_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "key").touch()
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "k").symlink_to(tmp_path / "elsewhere" / "key")
    notes = load_text(folder, (AUTH % "k").replace("¦", "") + BASE).notes
    assert not [note for note in notes if "this key" in note.message]


@pytest.mark.parametrize(
    ("dist", "message"),
    [
        (".", "expected a folder of its own"),
        ("", "expected a folder of its own"),
        ("a/..", "expected a folder of its own"),
        ("..", "expected a path that stays in the folder"),
        ("/tmp/dist", "expected a path relative to the folder"),
    ],
)
def test_dist_is_a_folder_of_its_own(tmp_path: Path, dist: str, message: str) -> None:
    base = BASE.replace('name = "shop"', f'name = "shop"\ndist = ¦"{dist}"')
    assert_problems(tmp_path, base, message, base="")


@pytest.mark.parametrize("dist", ["site", "./site/"])
def test_nothing_that_is_read_stands_in_dist(tmp_path: Path, dist: str) -> None:
    base = BASE.replace('name = "shop"', f'name = "shop"\ndist = "{dist}"').replace(
        'folder = "', 'folder = ¦"'
    )
    assert_problems(tmp_path, base, "this stands in", base="")


STAND_IN = """[auth]
keys = [{ id = 'k', file = 'keys/k' }]
[auth.providers.main]
issuer = 'https://id.example'
client_id = 'shop'
client_authentication = 'post'
secret = { name = 's', region = 'eu-west-1', simulate.file = ¦'./site/client-secret' }
"""


@pytest.mark.parametrize("text", [AUTH % "site/keys/../k", STAND_IN], ids=["key", "stand-in"])
def test_no_secret_stands_where_an_origin_serves_it_to_everybody(tmp_path: Path, text: str) -> None:
    assert_problems(tmp_path, text, 'this stands in "site", whose files the origin `site` serves')
