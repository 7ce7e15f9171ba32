"""Handlers in JavaScript through a build: what goes into the zip, what is refused, and that it runs."""

from __future__ import annotations

import io
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load
from cloudfrontier.testing import EdgeClient

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.artifacts.report import BuildReport

EDGE_TOML = """\
[project]
name = "mixed"

[origins.site]
kind = "s3"
domain = "site.s3.us-east-1.amazonaws.com"
simulate.folder = "site"

[handlers.stamp]
runtime = "nodejs22.x"
source = "SOURCE"
handler = "index.handler"

[[behaviors]]
path = "*"
origin = "site"
origin-response = "stamp"
"""

INDEX = """\
import stamp from 'stamp';
export const handler = async (event) => {
    const response = event.Records[0].cf.response;
    response.headers['x-stamp'] = [{ value: stamp(event.Records[0].cf.config.eventType) }];
    return response;
};
"""


class Project:
    """A project with one handler in JavaScript; `source` is its folder or its zip."""

    def __init__(self, root: Path, source: str = "code") -> None:
        self.root = root
        self.code = root / "code"
        (root / "site").mkdir(parents=True)
        (root / "site/page").write_text("page")
        for name, text in {
            "index.mjs": INDEX,
            "node_modules/stamp/package.json": '{"name": "stamp", "main": "main.js"}',
            "node_modules/stamp/main.js": "module.exports = (text) => text.toUpperCase();",
            ".git/config": "",
        }.items():
            path = self.code / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (root / "edge.toml").write_text(EDGE_TOML.replace("SOURCE", source))

    def build(self) -> BuildReport:
        return build(load(self.root), out=self.root / "dist")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def test_the_zip_holds_the_folder(project: Project) -> None:
    report = project.build()
    assert {(item.id, item.severity) for item in report.findings} <= {("LAE241", "note"), ("DST429", "note")}
    (artifact,) = report.manifest.handlers
    assert (artifact.runtime, artifact.handler) == ("nodejs22.x", "index.handler")
    with zipfile.ZipFile(project.root / "dist" / artifact.path) as archive:
        assert archive.namelist() == [
            "index.mjs",
            "node_modules/stamp/main.js",
            "node_modules/stamp/package.json",
        ]


def test_a_zip_of_another_tool_is_taken_as_it_is(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", "bundle.zip")
    with zipfile.ZipFile(project.root / "bundle.zip", "w") as archive:
        archive.writestr("index.js", "exports.handler = async (event) => event;")
        archive.writestr("lib/", "")
    (artifact,) = project.build().manifest.handlers
    content = (project.root / "dist" / artifact.path).read_bytes()
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["index.js"]


def test_the_same_source_gives_the_same_bytes(project: Project) -> None:
    first, second = project.build(), project.build()
    assert first.manifest == second.manifest


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node on PATH")
def test_it_runs_in_the_simulated_distribution(project: Project) -> None:
    with EdgeClient(project.root) as client:
        response = client.get("/page")
        response.expect(
            status=200,
            headers={"x-stamp": "ORIGIN-RESPONSE"},
            events={"origin-response": {"outcome": "response", "name": "stamp"}},
        )
        assert "Init Duration: " in response.events["origin-response"].report
        assert response.events["origin-response"].log_group == "/aws/lambda/us-east-1.stamp in us-east-1"


def test_a_handler_that_is_not_there_is_found(project: Project) -> None:
    (project.code / "index.mjs").rename(project.code / "other.mjs")
    report = project.build()
    assert "LAE209" in {item.id for item in report.findings if item.severity == "error"}
    assert not report.written


def test_a_link_is_a_mistake(project: Project) -> None:
    (project.code / "lib").symlink_to(project.root / "site")
    with pytest.raises(ProjectError, match=r"edge\.toml:11:10: code: lib is a link"):
        project.build()


def test_links_of_npm_are_left_out(project: Project) -> None:
    (project.code / "node_modules/.bin").mkdir()
    (project.code / "node_modules/.bin/stamp").symlink_to("../stamp/main.js")
    (artifact,) = project.build().manifest.handlers
    assert artifact.unzipped_bytes == sum(
        path.stat().st_size
        for path in project.code.rglob("*")
        if path.is_file() and not path.is_symlink() and ".git" not in path.parts
    )


@pytest.mark.parametrize("name", ["../out.js", "/etc/passwd", "a\\b.js"])
def test_a_zip_that_leads_out_is_a_mistake(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path / "project", "bundle.zip")
    with zipfile.ZipFile(project.root / "bundle.zip", "w") as archive:
        archive.writestr("index.js", "")
        archive.writestr(name, "")
    with pytest.raises(ProjectError, match="leads out of the zip"):
        project.build()


def test_what_is_no_zip_is_a_mistake(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", "bundle.zip")
    (project.root / "bundle.zip").write_text("no zip")
    with pytest.raises(ProjectError, match=r"bundle\.zip: "):
        project.build()
