"""What there is to print, and the choice of the format; a format is loaded when it is asked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

import click

from cloudfrontier.cli.formats.github import github_annotation
from cloudfrontier.cloudfront.finding import SEVERITIES, Finding, Ignored

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FORMATS", "Findings", "Format", "findings_json", "format_option", "print_findings", "summary"]

Format = Literal["text", "json", "github", "sarif"]
FORMATS: tuple[Format, ...] = get_args(Format)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, for programs, as annotations of a GitHub workflow, or for code scanning.",
)
"""The option of every command that prints findings."""


@dataclass(frozen=True)
class Findings:
    """What a command found; `sources`: the texts of files, by the names that findings use."""

    found: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)


def print_findings(findings: Findings, form: Format, *, beside: Mapping[str, object] | None = None) -> None:
    """Print them to standard output; `beside`: what else stands in the object of `json`, before them."""
    match form:
        case "json":
            click.echo(json.dumps({**(beside or {}), **findings_json(findings)}, indent=2))
        case "sarif":
            from cloudfrontier.cli.formats.sarif import sarif_log  # noqa: PLC0415 - loads every rule

            click.echo(json.dumps(sarif_log(findings), indent=2))
        case "github":
            for finding in findings.found:
                click.echo(github_annotation(finding))
        case "text" if findings.found:
            from cloudfrontier.cli.formats.text import print_text  # noqa: PLC0415 - loads rich

            print_text(findings)


def findings_json(findings: Findings) -> dict[str, object]:
    """`{"findings", "summary"}`; a finding has the keys of `Finding`, and none is ever taken away."""
    counted = summary(findings.found) | {"ignored": len(findings.ignored)}
    return {"findings": [asdict(finding) for finding in findings.found], "summary": counted}


def summary(findings: Iterable[Finding]) -> dict[str, int]:
    """How many there are of each severity: `{"errors", "warnings", "notes"}`."""
    counted = Counter(finding.severity for finding in findings)
    return {f"{severity}s": counted[severity] for severity in SEVERITIES}
