"""The SARIF log is valid against the schema, whatever is in a finding, and says what the other formats say.

The schema beside this file is `sarif-2.1.0-rtm.5.json` of the npm package @microsoft/jest-sarif 1.0.0-beta.0
(MIT), unchanged; it is the one that editors and GitHub's upload name.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.cli.formats import Findings
from cloudfrontier.cli.formats.sarif import sarif_log
from cloudfrontier.cloudfront.finding import SEVERITIES, Finding, Ignored
from cloudfrontier.rules.registry import ALL_RULES

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
FINDING = Finding(
    "CFF103", "error", "src/a b.js", 2, 9, "`?.` is not there", "write `a && a.b`", "https://x.y/"
)


def run_of(*found: Finding, ignored: tuple[Ignored, ...] = ()) -> Any:
    log = json.loads(json.dumps(sarif_log(Findings(found, ignored))))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_a_result_has_the_place_the_level_and_what_to_do() -> None:
    (result,) = run_of(FINDING)["results"]
    assert result["ruleId"] == "CFF103"
    assert result["level"] == "error"
    assert result["message"] == {"text": "`?.` is not there; write `a && a.b`"}
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "src/a%20b.js", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 9},
    }


def test_the_rules_that_spoke_are_described_and_pointed_to() -> None:
    other = Finding("RET316", "error", "gate", 0, 0, "header")
    run = run_of(FINDING, other, FINDING)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["CFF103", "RET316"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["CFF103", "RET316", "CFF103"]
    assert rules[0]["helpUri"].startswith("https://docs.aws.amazon.com/")
    assert "write `a && a.b`" in rules[0]["help"]["text"]


def test_a_log_without_findings_is_valid_and_says_so() -> None:
    assert run_of()["results"] == []


def test_what_the_project_ignores_is_suppressed_with_its_reason() -> None:
    (result,) = run_of(ignored=(Ignored(FINDING, "runs on 2.0 only since May"),))["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "runs on 2.0 only since May"}
    ]


def test_a_file_elsewhere_is_a_whole_uri() -> None:
    (result,) = run_of(Finding("CFF101", "error", "/tmp/ö.js", 0, 0, "m"))["results"]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "file:///tmp/%C3%B6.js"}
    }


def test_every_rule_has_a_description_that_the_schema_takes() -> None:
    found = [Finding(rule_id, "error", "a", 1, 1, "m") for rule_id in ALL_RULES]
    rules = run_of(*found)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(ALL_RULES)


# validating against a schema of this size takes a tenth of a second
@settings(max_examples=20)
@given(
    file=st.text(min_size=1),
    message=st.text(min_size=1),
    line=st.integers(0, 10**6),
    column=st.integers(0, 10**6),
    severity=st.sampled_from(SEVERITIES),
)
def test_any_finding_makes_a_valid_log(
    file: str, message: str, line: int, column: int, severity: Any
) -> None:
    (result,) = run_of(Finding("CFF102", severity, file, line, column, message))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote(uri).removeprefix("file://").replace("\\", "/").endswith(file.replace("\\", "/")[-1:])
