"""The pages of docs/ are as the code says, and what they link to is there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from cloudfrontier.cli import COMMANDS, main
from cloudfrontier.cli.docs import stale_pages
from cloudfrontier.cli.reference import PAGES
from cloudfrontier.cli.reference.markdown import cell, fenced, table
from cloudfrontier.cloudfront.limits import LIMITS
from cloudfrontier.rules.coverage import COVERAGE
from cloudfrontier.rules.registry import ALL_RULES

DOCS = Path(__file__).resolve().parents[4] / "docs"
LINK = re.compile(r"\]\((?!https?:)([\w.-]*)(?:#([\w-]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


def test_no_page_is_stale() -> None:
    assert stale_pages(DOCS) == (), "run `make docs`"


def test_a_stale_page_is_named_and_one_that_is_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["docs", "--write", str(tmp_path)]) == 0
    assert main(["docs", "--check", str(tmp_path)]) == 0
    (tmp_path / "limits.md").write_text("10,000 bytes", encoding="utf-8")
    (tmp_path / "rules.md").unlink()
    assert main(["docs", "--check", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "error: rules.md, limits.md: not as the code says; run `make docs`\n"


def test_a_page_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "limits.md"]) == 0
    assert capsys.readouterr().out == PAGES["limits.md"]()
    assert main(["docs"]) == 2


def test_the_pages_name_everything_there_is() -> None:
    rules, limits, commands = (PAGES[name]() for name in ("rules.md", "limits.md", "commands.md"))
    assert all(f"\n## {rule_id}\n" in rules for rule_id in ALL_RULES)
    assert all(f"| `{limit.id}` |" in limits for limit in LIMITS)
    assert all(f"\n## cloudfrontier {name}\n" in commands for name, _ in COMMANDS)
    assert all(
        row.says.replace("|", "\\|") in PAGES["coverage.md"]() for part in COVERAGE for row in part.rows
    )


@cache
def anchors(path: Path) -> frozenset[str]:
    """Of the headings, as GitHub makes them."""
    headings = HEADING.findall(FENCED.sub("", path.read_text(encoding="utf-8")))
    return frozenset(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_link_between_the_pages_leads_somewhere(path: Path) -> None:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    for name, anchor in LINK.findall(text):
        target = DOCS / name if name else path
        assert target.exists(), name
        assert not anchor or anchor in anchors(target), f"{name}#{anchor}"


def test_a_cell_and_a_block_hold_whatever_is_in_them() -> None:
    assert cell("a | b\nc ") == "a \\| b c"
    assert table(("x",), [("1|2",)]) == "| x |\n| --- |\n| 1\\|2 |"
    assert fenced("````\nx") == "`````\n````\nx\n`````"
