"""Tells people what a deployment does, on standard error: a line for each step, one that counts a wait."""

from __future__ import annotations

import sys

import click

__all__ = ["Progress"]

_SECONDS_BETWEEN_LINES = 60.0


class Progress:
    """On a terminal a wait is one line that changes; elsewhere it is a line a minute."""

    def __init__(self, *, is_terminal: bool | None = None) -> None:
        self._is_terminal = sys.stderr.isatty() if is_terminal is None else is_terminal
        self._told_at = -_SECONDS_BETWEEN_LINES
        self._has_open_line = False

    def tell(self, line: str) -> None:
        """A step begins."""
        self._end_line()
        click.echo(f"  {line}", err=True)

    def wait(self, what: str, seconds: float) -> None:
        """Something is waited for, and has been for so long."""
        if self._is_terminal:
            click.echo(f"\r  waiting for {what}: {seconds:.0f} s ", err=True, nl=False)
            self._has_open_line = True
        elif seconds - self._told_at >= _SECONDS_BETWEEN_LINES or seconds < self._told_at:
            click.echo(f"  waiting for {what}: {seconds:.0f} s", err=True)
            self._told_at = seconds

    def _end_line(self) -> None:
        if self._has_open_line:
            click.echo(err=True)
        self._has_open_line = False
        self._told_at = -_SECONDS_BETWEEN_LINES
