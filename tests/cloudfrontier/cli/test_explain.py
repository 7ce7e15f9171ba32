"""`cloudfrontier explain`: whoever meets an id reads its page; whoever mistypes one is told the nearest."""

from __future__ import annotations

import pytest

from cloudfrontier.cli import main
from cloudfrontier.rules.registry import ALL_RULES


def test_a_page_has_all_that_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "CFF103"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("CFF103 error: The runtime takes every construct of the code\n")
    assert "  write `a && a.b`\n" in shown
    assert "    function handler(event) { return event?.request; }\n    error: optional chaining" in shown
    assert "\nSource\n  https://docs.aws.amazon.com/" in shown
    assert "(read 2026-04)" in shown


@pytest.mark.parametrize("rule_id", ALL_RULES)
def test_every_rule_has_a_page(rule_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule_id.lower()]) == 0
    assert capsys.readouterr().out.startswith(f"{rule_id} ")


def test_without_an_id_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(ALL_RULES)
    assert lines[0] == "CFF101  error   The code fits into 10 KB"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("CFF13", "did you mean CFF13"), ("RET999", "did you mean RET"), ("banana", "`cloudfrontier explain`")],
)
def test_an_unknown_id_is_answered_with_the_nearest(
    typed: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", typed]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"there is no rule {typed!r}" in said.err
    assert hint in said.err
