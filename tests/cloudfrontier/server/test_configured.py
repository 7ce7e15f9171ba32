"""A `DistributionConfig` of the API behind real sockets: it replaces the project's own, and is reloaded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from distribution_documents import behavior, config, function, listed, origin
from process_census import wait_until
from serve_process import ServeProcess
from serve_projects import write_served_project

if TYPE_CHECKING:
    from pathlib import Path


def document(*functions: object) -> str:
    made = config(default=behavior(FunctionAssociations=listed(*functions)), Origins=listed(origin("site")))
    return json.dumps({"ETag": "E1", "DistributionConfig": made})


def test_it_answers_as_the_configuration_says_and_follows_its_changes(tmp_path: Path) -> None:
    root = write_served_project(tmp_path / "project")
    (root / "elsewhere").mkdir()
    (root / "elsewhere" / "page").write_text("elsewhere", encoding="utf-8")
    file = tmp_path / "config" / "config.json"
    file.parent.mkdir()
    file.write_text(document(function("live", "viewer-request")), encoding="utf-8")
    told = {
        "configured": {
            "file": str(file),
            "functions": {"live": "moved"},
            "origins": {"site": "elsewhere"},
        }
    }
    with ServeProcess(root, tmp_path / "temporary", told=told) as server:
        assert server.get("/page").text == "elsewhere"
        assert server.get("/old").headers["location"] == "/new"
        (root / "elsewhere" / "page").write_text("changed", encoding="utf-8")
        assert wait_until(lambda: server.get("/page").text == "changed", seconds=20)
        file.write_text(document(), encoding="utf-8")
        assert wait_until(lambda: server.get("/old").status == 403, seconds=20)
