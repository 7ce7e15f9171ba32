"""Progress: a line that changes where somebody watches, a line a minute where a log is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.progress import Progress

if TYPE_CHECKING:
    import pytest


def test_on_a_terminal_a_wait_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(is_terminal=True)
    for seconds in (0.0, 10.0):
        progress.wait("it", seconds)
    progress.tell("next")
    said = capsys.readouterr()
    assert said.err == "\r  waiting for it: 0 s \r  waiting for it: 10 s \n  next\n"
    assert said.out == ""


def test_in_a_log_a_wait_is_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(is_terminal=False)
    for seconds in range(0, 121, 10):
        progress.wait("it", float(seconds))
    told = capsys.readouterr().err.splitlines()
    assert told == [f"  waiting for it: {seconds} s" for seconds in (0, 60, 120)]


def test_every_wait_begins_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(is_terminal=False)
    progress.wait("one", 50.0)
    progress.wait("another", 0.0)
    assert len(capsys.readouterr().err.splitlines()) == 2
