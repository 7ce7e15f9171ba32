"""Findings as a SARIF 2.1.0 log, which code scanning services take; every rule that spoke stands in it.

1. Files are relative to `%SRCROOT%`, which services map to the checkout; those that lie elsewhere are whole.
2. Columns are counted in characters, as everywhere here, and not in the UTF-16 units that SARIF supposes.
3. What the project ignores is there too, as suppressed and with its reason: services show it as dismissed.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (read 2026-11).
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from cloudfrontier import __version__
from cloudfrontier.cli.formats.places import in_checkout
from cloudfrontier.rules.page import rule_page
from cloudfrontier.rules.registry import ALL_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cli.formats.findings import Findings
    from cloudfrontier.cloudfront.finding import Finding, Ignored

__all__ = ["SCHEMA", "sarif_log"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
DRIVE = re.compile(r"[A-Za-z]:")

Node = dict[str, object]


def sarif_log(findings: Findings) -> Node:
    """The log: one run with the rules that spoke and a result for each finding."""
    spoken = [*findings.found, *(item.finding for item in findings.ignored)]
    ids = sorted({finding.id for finding in spoken})
    places = {rule_id: index for index, rule_id in enumerate(ids)}
    results = [_result(finding, places) for finding in findings.found]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "cloudfrontier",
                        "semanticVersion": __version__,
                        "rules": [_rule(rule_id) for rule_id in ids],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [*results, *_suppressed(findings.ignored, places)],
            }
        ],
    }


def _rule(rule_id: str) -> Node:
    """What is known about a rule; an id without a page stands alone."""
    if rule_id not in ALL_RULES:
        return {"id": rule_id}
    page = rule_page(ALL_RULES[rule_id])
    text = "\n\n".join(filter(None, (page.text, *(f"Instead: {fix}" for fix in page.fixes))))
    described: Node = {
        "id": page.id,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.text},
        "help": {"text": text},
        "defaultConfiguration": {"level": page.severity},
    }
    return described | ({"helpUri": page.url} if page.url else {})


def _result(finding: Finding, places: dict[str, int]) -> Node:
    message = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return {
        "ruleId": finding.id,
        "ruleIndex": places[finding.id],
        "level": finding.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(finding)}],
    }


def _suppressed(ignored: Iterable[Ignored], places: dict[str, int]) -> list[Node]:
    return [
        _result(item.finding, places)
        | {"suppressions": [{"kind": "external", "status": "accepted", "justification": item.reason}]}
        for item in ignored
    ]


def _location(finding: Finding) -> Node:
    location: Node = {"artifactLocation": _artifact(in_checkout(finding.file))}
    if finding.line:
        location["region"] = {"startLine": finding.line, "startColumn": max(1, finding.column)}
    return location


def _artifact(file: str) -> Node:
    """The file as a URI: below the root of the sources, or in full."""
    path = file.replace("\\", "/") if DRIVE.match(file) else file
    if DRIVE.match(path):
        return {"uri": f"file:///{quote(path, safe='/:')}"}
    # what UTF-8 cannot hold, as names of files in other encodings are given, becomes `?`
    uri = quote(path.encode("utf-8", "replace"))
    if PurePosixPath(path).is_absolute():
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}
