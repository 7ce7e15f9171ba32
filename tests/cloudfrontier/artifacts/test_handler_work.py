"""What is kept of handlers from build to build never shows: a build with it is what a new one would be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from serve_projects import EDGE, write_served_project

from cloudfrontier.artifacts.handler_work import HandlerWork
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 1)
EDITS = {
    "nothing": {},
    "handler": {"shop_code.py": "def greets(e, c): return None\nhangs = floods = greets\n"},
    "rules": {"_redirects": "/other /place 302\n"},
    "memory": {"edge.toml": EDGE.replace("timeout = 20", "timeout = 20\nmemory = 256", 1)},
    "one-less": {"edge.toml": EDGE.replace('viewer-request = "floods"', "")},
    "module": {
        "shop_code.py": "from more import *\n",
        "more.py": "def greets(e, c): return 1\nhangs = floods = greets\n",
    },
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_everything_is_as_in_a_new_build(tmp_path: Path, edit: dict[str, str]) -> None:
    root = write_served_project(tmp_path)
    work = HandlerWork()
    build(load(root), write=False, today=DAY, work=work)
    for name, text in edit.items():
        (root / name).write_text(text, encoding="utf-8")
    loaded = load(root)
    kept, new = (build(loaded, write=False, today=DAY, work=item) for item in (work, None))
    assert kept.manifest == new.manifest
    assert kept.findings == new.findings
    assert kept.notes == new.notes


def test_another_day_is_judged_anew(tmp_path: Path) -> None:
    loaded = load(write_served_project(tmp_path))
    work = HandlerWork()
    build(loaded, write=False, today=DAY, work=work)
    later = date(2040, 1, 1)
    kept, new = (build(loaded, write=False, today=later, work=item) for item in (work, None))
    assert kept.findings == new.findings
    assert kept.findings != build(loaded, write=False, today=DAY, work=work).findings
