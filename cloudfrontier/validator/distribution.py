"""Checks what is attached to a real distribution, from the JSON that the AWS CLI prints of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.validator.reading import read_bytes
from cloudfrontier.validator.report import CheckReport

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_distribution"]


def check_distribution(path: Path) -> CheckReport:
    """What is wrong with the configuration in a file.

    Raises:
        UsageError: it is no JSON, or no configuration of a distribution.
    """
    from cloudfrontier.rules.attachment import Attachments, check_attachments  # noqa: PLC0415 - functions need none

    name = shown(path)
    checked = (f"distribution {name}",)
    raw = read_bytes(path)
    if isinstance(raw, Finding):
        return CheckReport((raw,), checked=checked)
    findings = check_attachments(Attachments.from_json(raw, name=name))
    return CheckReport(findings, sources={name: raw.decode("utf-8", "replace")}, checked=checked)
