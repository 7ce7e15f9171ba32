"""Results as JUnit XML, the report that CI systems read: one suite a file, one case a case.

The format has no standard; elements and attributes are those that Jenkins' junit-10.xsd knows and that pytest
writes, too; GitLab and GitHub's actions take them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cloudfrontier.project.mistake import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfrontier.testing.cases.case import CaseResult

__all__ = ["junit_xml"]


def junit_xml(results: Sequence[CaseResult]) -> str:
    """The report of results that are in the order of their files."""
    root = ET.Element("testsuites")
    for file, group in groupby(results, key=lambda result: result.case.where.shown):
        found = list(group)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=file,
            tests=str(len(found)),
            failures=str(sum(result.outcome == "failed" for result in found)),
            errors="0",
            skipped=str(sum(result.outcome == "skipped" for result in found)),
            time=f"{sum(result.seconds for result in found):.3f}",
        )
        for result in found:
            _case(suite, result)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, result: CaseResult) -> None:
    where = result.case.where
    element = ET.SubElement(
        suite,
        "testcase",
        # what is no character of XML is escaped as elsewhere
        name=visible(result.case.name),
        classname=where.shown,
        file=where.shown,
        line=str(where.line),
        time=f"{result.seconds:.3f}",
    )
    if result.outcome == "skipped":
        ET.SubElement(element, "skipped", message=visible(result.why))
    elif result.outcome == "failed":
        told = [visible(line) for line in result.told]
        failure = ET.SubElement(element, "failure", message=told[0] if told else "")
        failure.text = "\n".join((*told, *map(visible, result.explained.splitlines())))
