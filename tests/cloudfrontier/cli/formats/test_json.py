"""Findings for programs: the keys are documented and stay, whatever else a command says beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloudfrontier.cli.formats import Findings, print_findings, summary
from cloudfrontier.cloudfront.finding import Finding, Ignored

if TYPE_CHECKING:
    import pytest

FINDING = Finding("CFF103", "error", "a.js", 2, 9, "`?.`", "write `a && a.b`", "https://x.y/")
LEFT = Finding("CFF105", "warning", "b.js", 0, 0, "none")


def printed(findings: Findings, capsys: pytest.CaptureFixture[str], **beside: object) -> dict[str, object]:
    print_findings(findings, "json", beside=beside)
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return value


def test_every_field_of_a_finding_is_there_with_a_count(capsys: pytest.CaptureFixture[str]) -> None:
    value = printed(Findings((FINDING,), (Ignored(LEFT, "on purpose"),)), capsys)
    assert value == {
        "findings": [
            {
                "id": "CFF103",
                "severity": "error",
                "file": "a.js",
                "line": 2,
                "column": 9,
                "message": "`?.`",
                "help": "write `a && a.b`",
                "url": "https://x.y/",
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "notes": 0, "ignored": 1},
    }


def test_what_a_command_adds_stands_beside_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(printed(Findings(()), capsys, project="shop")) == ["project", "findings", "summary"]


def test_findings_are_counted_by_severity() -> None:
    assert summary([FINDING, LEFT, LEFT]) == {"errors": 1, "warnings": 2, "notes": 0}
