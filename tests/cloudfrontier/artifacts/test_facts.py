"""What is told of the project's own code: what its text names, and nothing where that is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from artifact_project import ArtifactProject

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

READS = "def run(event, context):\n    return event['Records'][0]['cf']['request'][{name!r}]\n"


def found(project: ArtifactProject) -> set[str]:
    return {finding.id for finding in build(load(project.root), write=False).findings}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (READS.format(name="querystring"), "DST427"),
        (READS.format(name="headers") + "NAME = 'cookie'\n", "DST428"),
    ],
    ids=["query strings", "cookies"],
)
def test_a_handler_at_the_origin_that_reads_what_the_policies_drop_is_told(
    text: str, rule: str, tmp_path: Path
) -> None:
    project = ArtifactProject(tmp_path / "project")
    project.own_handler("app.main.run", app__main=text)
    assert rule in found(project)


@pytest.mark.parametrize("text", [READS.format(name="uri"), "def run(:\n"], ids=["neither", "not Python"])
def test_of_a_handler_that_names_neither_nothing_is_known(text: str, tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path / "project")
    project.own_handler("app.main.run", app__main=text)
    assert not found(project) & {"DST427", "DST428"}


def test_headers_that_own_javascript_sets_are_known(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path / "project")
    code = (
        "function handler(event) {\n"
        "    var response = event.response;\n"
        "    response.headers['strict-transport-security'] = { value: 'max-age=1' };\n"
        "    return response;\n"
        "}\n"
    )
    project.write("src/own.js", code)
    project.change('headers.preset = "security"', 'source = "src/own.js"')
    project.change('rule = "DST431"', 'rule = "DST430"')
    assert "DST431" in found(project)
