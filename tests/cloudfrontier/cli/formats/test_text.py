"""Findings for people: place and reason, the line with a caret, and nothing that steers a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cloudfrontier.cli.formats.findings import Findings
from cloudfrontier.cli.formats.text import finding_text, print_text
from cloudfrontier.cli.output import visible
from cloudfrontier.cloudfront.finding import Finding

FINDING = Finding(
    "CFF110", "error", "a.js", 2, 9, "`?.` is not in this runtime", "write `a && a.b`", "https://x.y/"
)


def shown(finding: Finding, text: str) -> list[str]:
    console = Console(file=io.StringIO(), width=80)
    console.print(finding_text(finding, {"a.js": text}), soft_wrap=True)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_people_see_the_place_the_reason_the_line_and_what_to_do() -> None:
    assert shown(FINDING, "first\nvar b = a?.b;\n") == [
        "a.js:2:9: error CFF110 `?.` is not in this runtime",
        "  2 | var b = a?.b;",
        "              ^",
        "  do: write `a && a.b`",
        "  see: https://x.y/",
        "",
    ]


def test_the_caret_stands_below_the_character_whatever_is_before_it() -> None:
    lines = shown(FINDING, "\n\t日本 = 'é';a?.b")
    assert lines[1].startswith("  2 |  日本 = 'é'")
    # two of the eight characters before it are two cells wide
    assert lines[2].index("^") == len("  2 | ") + 8 + 2


def test_a_long_line_is_cut_around_the_column() -> None:
    finding = Finding("CFF102", "error", "a.js", 1, 5001, "unexpected token")
    line, caret = shown(finding, "x" * 5000 + "!" + "y" * 5000)[1:3]
    assert len(line) <= 110
    assert line[caret.index("^")] == "!"


@pytest.mark.parametrize("line", [3, 40], ids=["after the last", "far away"])
def test_a_place_that_the_file_does_not_have_is_shown_without_a_line(line: int) -> None:
    finding = Finding("X", "warning", "a.js", line, 1, "gone")
    assert shown(finding, "one\ntwo") == [f"a.js:{line}:1: warning X gone", ""]


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    finding = Finding("LAE201", "error", "a.zip", 0, 0, "too large", "import less")
    assert shown(finding, "") == ["a.zip: error LAE201 too large", "  do: import less", ""]


def test_control_characters_are_made_visible() -> None:
    nasty = "\x1b[31mred\x07\u202e\x9b"
    assert visible(nasty) == "·[31mred···"
    finding = Finding("X", "error", "a.js", 1, 1, nasty, nasty)
    assert not any(character in "".join(shown(finding, nasty)) for character in "\x1b\x07\u202e\x9b")


def test_markup_in_a_message_stays_text() -> None:
    finding = Finding("X", "note", "a.js", 0, 0, "[bold]not bold[/bold] [link=x]y[/link]")
    assert shown(finding, "")[0].endswith("[bold]not bold[/bold] [link=x]y[/link]")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_line_is_found_however_lines_end(end: str) -> None:
    assert shown(FINDING, f"first{end}var b = a?.b;{end}")[1] == "  2 | var b = a?.b;"


def test_of_many_findings_of_a_rule_the_lines_of_the_rest_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [*range(1, 40), 50, 52]
    many = [Finding("CFF182", "warning", "_redirects", line, 1, f"rule {line}") for line in lines]
    print_text(Findings((*many, Finding("CFF180", "warning", "_redirects", 60, 1, "another"))))
    shown = capsys.readouterr().out
    assert [f"rule {line}\n" in shown for line in (1, 5, 6)] == [True, True, False]
    assert "CFF182 36 more like these, in lines 6-39, 50, 52; `--format json` has all\n" in shown
    assert "another" in shown


def test_a_handful_of_findings_is_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_text(Findings(tuple(Finding("A", "note", "a", line, 1, f"rule {line}") for line in range(1, 9))))
    assert "rule 8" in capsys.readouterr().out
