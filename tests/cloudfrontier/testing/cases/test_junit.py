"""The JUnit report has no element and no attribute that a strict reader of such reports would refuse."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from cloudfrontier.testing.cases import Case, CaseResult
from cloudfrontier.testing.cases.case import Where
from cloudfrontier.testing.cases.junit import junit_xml
from cloudfrontier.testing.expectations import Mismatch

ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "disabled", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname", "file"},
    "testcase": {"name", "classname", "time", "file", "line", "status", "assertions"},
    "failure": {"message", "type"},
    "skipped": {"message", "type"},
}
"""What Jenkins takes (junit-10.xsd of github.com/jenkinsci/xunit-plugin, read 2026-11). GitLab reads `name`,
`classname`, `time` and `file` of a case (docs.gitlab.com/ci/testing/unit_test_reports)."""

INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "skipped"},
    "failure": set(),
    "skipped": set(),
}


def result(name: str, file: str, **parts: object) -> CaseResult:
    return CaseResult(Case(name, Where(Path(file), file, 3)), **parts)  # type: ignore[arg-type]  # as they are named


RESULTS = (
    result("passes", "a.toml", outcome="passed", seconds=0.25),
    result("differs \x1b & <b>", "a.toml", outcome="failed", mismatches=(Mismatch(("status",), 200, 404),)),
    result("breaks", "b.toml", outcome="failed", why="it failed\x00", explained="  why\n\x08 so"),
    result("waits", "b.toml", outcome="skipped", why="later"),
)


def test_elements_and_attributes_are_those_that_are_read() -> None:
    for element in ET.fromstring(junit_xml(RESULTS)).iter():
        assert set(element.attrib) <= ALLOWED[element.tag]
        assert {child.tag for child in element} <= INSIDE[element.tag]


def test_a_suite_counts_its_cases() -> None:
    suites = ET.fromstring(junit_xml(RESULTS)).findall("testsuite")
    counts = [
        {name: suite.get(name) for name in ("tests", "failures", "skipped", "errors")} for suite in suites
    ]
    assert counts == [
        {"tests": "2", "failures": "1", "skipped": "0", "errors": "0"},
        {"tests": "2", "failures": "1", "skipped": "1", "errors": "0"},
    ]
    assert [len(suite.findall("testcase/failure")) for suite in suites] == [1, 1]


def test_what_is_no_character_of_xml_is_escaped() -> None:
    cases = ET.fromstring(junit_xml(RESULTS)).findall(".//testcase")
    assert cases[1].get("name") == "differs \\x1b & <b>"
    failure = cases[2].find("failure")
    assert failure is not None
    assert failure.get("message") == "it failed\\x00"
