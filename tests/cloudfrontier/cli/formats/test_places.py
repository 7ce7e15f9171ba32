"""Annotations and logs name files as the service that shows them does: from the root of the checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cli.formats import Findings
from cloudfrontier.cli.formats.github import github_annotation
from cloudfrontier.cli.formats.places import in_checkout
from cloudfrontier.cli.formats.sarif import sarif_log
from cloudfrontier.cloudfront.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

FINDING = Finding("CFF103", "error", "a.js", 1, 1, "m")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a checkout, as a step with a working directory has it."""
    below = tmp_path / "checkout" / "edge"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "checkout"))
    return below


def test_a_file_is_seen_from_the_checkout(folder: Path) -> None:
    assert in_checkout("src/a.js") == "edge/src/a.js"
    assert in_checkout(str(folder / "b.js")) == "edge/b.js"
    assert in_checkout("../c.js") == "c.js"


def test_a_file_elsewhere_stays_as_it_is(folder: Path) -> None:
    assert in_checkout("/etc/a.js") == "/etc/a.js"
    assert in_checkout("../../d.js") == "../../d.js"
    assert in_checkout("a.js", "") == "a.js"


def test_annotations_and_logs_name_it_so(folder: Path) -> None:
    assert github_annotation(FINDING).startswith("::error file=edge/a.js,")
    assert '"uri": "edge/a.js"' in str(sarif_log(Findings((FINDING,)))).replace("'", '"')
