"""Every snippet of docs/rules-request.md is built, and does what the table behind it says."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest
from rule_projects import answer_of, findings_of, function_of, outcome

from cloudfront_functions.rules import (
    BasicAuth,
    CorsPreflight,
    IndexDocument,
    IpList,
    Maintenance,
    MethodList,
    Routes,
    SignedLinks,
    Step,
)
from cloudfront_functions.rules.canonical import Canonical, ToCanonical
from cloudfront_functions.rules.experiments import Experiments
from cloudfront_functions.rules.path_forms import FORMS
from cloudfront_functions.rules.query_keys import QueryKeys
from cloudfront_functions.rules.request_headers import RequestHeaders
from cloudfront_functions.rules.single_page import SinglePage
from cloudfront_functions.rules.steps import ORDER
from cloudfront_functions.rules.visitors import Device, Locale

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules-request.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
CODE = re.compile(r"`([^`]*)`")
BY_POLICY = "CFF186"


class Example(NamedTuple):
    """A snippet of edge.toml, the file that it names, and the rows of the table behind it."""

    rules: str
    script: str
    rows: tuple[tuple[str, str], ...]


def examples() -> dict[str, Example]:
    """The examples of the page, by their headings."""
    found: dict[str, Example] = {}
    text = PAGE.read_text(encoding="utf-8")
    for section in text.split("\n## ")[1:]:
        heading = section.partition("\n")[0]
        pieces = BLOCK.split(section)
        script = ""
        for language, code, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            if language == "js":
                script = code
                continue
            rows = tuple(
                (visit, answer)
                for line in after.splitlines()
                if line.startswith("| `")
                for _, visit, answer, _ in [line.split("|")]
            )
            found[f"{heading} {len(found) + 1}"] = Example(code, script, rows)
    return found


EXAMPLES = examples()


KEYS: dict[type[Step], str] = {
    MethodList: "methods",
    IpList: "addresses",
    Maintenance: "maintenance",
    CorsPreflight: "cors",
    BasicAuth: "basic_auth",
    SignedLinks: "signed_links",
    Canonical: "canonical",
    Routes: "redirect",
    Locale: "locale",
    Device: "device",
    ToCanonical: "canonical",
    Experiments: "experiments",
    **dict.fromkeys(FORMS, "rewrites"),
    IndexDocument: "rewrites",
    SinglePage: "single_page",
    QueryKeys: "query",
    RequestHeaders: "request_headers",
}


def test_the_page_tells_the_order_in_which_rules_run() -> None:
    items = re.findall(r"^\d+\. (.*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told = [name for item in items for name in CODE.findall(item) if name in KEYS.values()]
    run = [KEYS[kind] for kind in ORDER["viewer-request"]]
    assert told == [name for name, _ in groupby(run)]


def test_the_page_has_an_example_of_every_table() -> None:
    tables = re.findall(r"^\| \[`(\w+)`\]", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    shown = "\n".join(example.rules for example in EXAMPLES.values())
    assert [table for table in tables if f"site.{table}]" not in shown] == []
    assert all(example.rows for example in EXAMPLES.values())


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_does_what_the_page_says(tmp_path: Path, example: Example) -> None:
    source = function_of(tmp_path, example.rules, own_js=example.script)
    assert {item.id for item in findings_of(source) if item.severity != "note"} <= {BY_POLICY}
    for visit, expected in example.rows:
        wanted = CODE.findall(expected)[0]
        url, *sent = CODE.findall(visit)
        method, _, path = url.rpartition(" ")
        headers = dict(item.split(": ", 1) for item in sent)
        name, separator, value = wanted.partition(": ")
        if separator:
            assert answer_of(source.text, path, headers=headers)["headers"][name] == {"value": value}
        else:
            assert outcome(source.text, path, headers=headers, method=method or "GET") == wanted, visit
