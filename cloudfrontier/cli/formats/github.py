"""Findings as workflow commands, which GitHub shows beside the line of a pull request.

A message is whatever a file of somebody's led to, so it is escaped: no text can end the command it stands in,
or begin another.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (read 2026-11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.formats.places import in_checkout

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding, Severity

__all__ = ["github_annotation"]

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def github_annotation(finding: Finding) -> str:
    """The command of one finding."""
    place = f"file={_property(in_checkout(finding.file))}"
    if finding.line:
        place += f",line={finding.line},col={finding.column}"
    message = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return f"::{LEVELS[finding.severity]} {place},title={_property(finding.id)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
