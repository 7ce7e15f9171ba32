"""What is noticed of a list of redirects reaches the user as findings with a rule, a line and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from cloudfront_functions.list_checks.remark import SEVERITY, RemarkKind
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load
from cloudfrontier.rules.notices import NOTICES, OF_LISTS

if TYPE_CHECKING:
    from artifact_project import ArtifactProject


def test_every_kind_of_remark_has_a_rule_of_its_own_severity() -> None:
    assert set(OF_LISTS) == set(get_args(RemarkKind))
    assert set(OF_LISTS.values()) <= set(NOTICES)
    assert {kind: notice.severity for kind, notice in OF_LISTS.items()} == SEVERITY


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/a /b\n/a /c", ("CFF180", 2, "warning", "/a")),
        ("/a/* /b 301!\n/a/x /c", ("CFF180", 2, "warning", "/a/x")),
        ("/a /b\n/b /a", ("CFF181", 1, "error", "/b")),
        ("/a /b\n/b /c", ("CFF182", 1, "warning", "/c")),
        ("/About /a\n/about /b", ("CFF183", 2, "warning", "/about")),
        ("/%7Ea /x\n/~a /y", ("CFF183", 2, "warning", "/~a")),
        ("/a /b\n/b /c 302 Country=us", ("CFF184", 1, "note", "/b")),
        ("/blog/* /news/:splat", ("CFF185", 1, "note", "!")),
    ],
    ids=["duplicate", "shadowed", "loop", "chain", "case", "escape", "again", "files"],
)
def test_a_remark_is_a_finding_at_its_line(
    text: str, found: tuple[str, int, str, str], project: ArtifactProject
) -> None:
    project.write("_redirects", text)
    findings = [item for item in build(load(project.root)).findings if item.file.endswith("_redirects")]
    assert [(item.id, item.line, item.severity) for item in findings][:1] == [found[:3]]
    assert found[3] in findings[0].message + findings[0].help


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("/a%zz /b", "percent"),
        ("/a /100%", "percent"),
        ("/a /b 304", "304"),
        ("/a /b 600", "600"),
        ("/a /b Role=admin", "Role"),
        ("/a https://x.example/b 200", "another host"),
    ],
)
def test_what_cannot_be_kept_is_an_error_at_its_line(
    line: str, reason: str, project: ArtifactProject
) -> None:
    project.write("_redirects", f"/ok /fine\n{line}\n")
    with pytest.raises(ProjectError) as caught:
        build(load(project.root))
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert reason in problem.message
