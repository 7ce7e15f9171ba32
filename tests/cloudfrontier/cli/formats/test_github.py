"""Findings as workflow commands: nothing in a file's name or in a message can become a command of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cli.formats.github import github_annotation
from cloudfrontier.cloudfront.finding import Finding


def test_an_annotation_has_everything_escaped() -> None:
    finding = Finding("CFF110", "warning", "a,b:c.js", 2, 9, "100 %\nof it", "do less")
    assert github_annotation(finding) == (
        "::warning file=a%2Cb%3Ac.js,line=2,col=9,title=CFF110::100 %25%0Aof it; do less"
    )


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    assert github_annotation(Finding("X", "note", "a", 0, 0, "m")) == "::notice file=a,title=X::m"


def unescaped(text: str) -> str:
    """As the runner reads it: https://github.com/actions/toolkit, `command.ts`, escapes in this order."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(file=st.text(), message=st.text())
def test_the_runner_reads_one_command_with_the_file_and_the_message_as_they_were(
    file: str, message: str
) -> None:
    command = github_annotation(Finding("X", "error", file, 1, 2, message))
    assert "\n" not in command
    assert "\r" not in command
    head, data = command.removeprefix("::error ").split("::", 1)
    assert unescaped(data) == message
    properties = dict(part.split("=", 1) for part in head.split(","))
    assert unescaped(properties["file"]) == file
    assert properties.keys() == {"file", "line", "col", "title"}
