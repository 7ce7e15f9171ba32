"""The README tells what the code does today: its commands, sample mistakes and sample test are held to it."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest

from cloudfrontier.cli import COMMANDS, main
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load
from cloudfrontier.testing import EdgeClient

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MISTAKES = {
    '[origins.site]\nkind = "s3"': '[origins.site]\nkimd = "s3"',
    'cache_policy = "members"': 'cache_policy = "member"',
    'origin-request = "members-ab"': 'origin-request = "public-request"',
}


def test_every_command_stands_in_the_table() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| `cloudfrontier ")]
    assert rows == [f"| `cloudfrontier {name}` | {text} |" for name, text in COMMANDS]


def test_a_function_is_checked_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["function handler(event) {", "    var headers = event.request.headers;"]
    lines += [
        line.partition(" | ")[2] for line in README.splitlines() if line.startswith(("  3 | ", "  4 | "))
    ]
    lines += ["    }", "    return event.request;", "}"]
    (tmp_path / "redirect.js").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "redirect.js"]) == 1
    findings, _, _ = capsys.readouterr().out.rpartition("\n\n")
    assert f"$ cloudfrontier check redirect.js\n{findings}\n" in README


def test_the_sample_mistakes_are_reported_as_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "storefront", tmp_path / "site")
    file = tmp_path / "site" / "edge.toml"
    text = file.read_text(encoding="utf-8")
    for right, wrong in MISTAKES.items():
        assert right in text
        text = text.replace(right, wrong)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        load(file, cwd=file.parent)
    for problem in caught.value.problems:
        assert str(problem) in README


def test_the_sample_test_passes_on_the_storefront(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "storefront", tmp_path / "site")
    code = textwrap.dedent(README.partition("```python\n")[2].partition("```")[0].rstrip(" "))
    names: dict[str, Any] = {}
    exec(code, names)
    with EdgeClient(tmp_path / "site") as client:
        names["test_old_urls_are_redirected"](client)
