"""The threat model names tests for what it claims: each is there, and nothing is claimed without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
REFERENCE = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
ROWS = [
    line
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| attack", "| what"))
]
RULE = re.compile(r"\[(DST\d{3})\]\(rules\.md#(dst\d{3})\)")


@pytest.mark.parametrize(("file", "name"), sorted(set(REFERENCE.findall(PAGE))))
def test_a_test_that_is_named_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE)


def test_no_protection_is_claimed_without_a_test_or_a_rule() -> None:
    assert len(ROWS) > 20
    silent = [row for row in ROWS if not REFERENCE.search(row.rpartition(" | ")[2]) and not RULE.search(row)]
    assert not silent


def test_a_rule_that_is_named_is_there() -> None:
    rules = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    named = RULE.findall(PAGE)
    assert named
    assert all(name.lower() == anchor and name in rules for name, anchor in named)


@pytest.mark.parametrize("page", ["sign-in.md", "threat-model.md", "auth-schemes.md"])
def test_links_between_the_pages_on_sign_in_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text)]
    assert links
    assert all((ROOT / "docs" / link).exists() for link in links if link)
