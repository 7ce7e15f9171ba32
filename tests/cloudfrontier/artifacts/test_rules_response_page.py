"""Every snippet of docs/rules-response.md is built, and does what the table behind it says."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from functions_events import NOW, viewer_request
from guarded_project import KEY, GuardedProject

from cloudfront_functions.inputs.users_file import user_line
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.rules.javascript import check_function
from edge.auth.signed_links import Grant, sign

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules-response.md"
BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)
CODE = re.compile(r"`([^`]*)`")
SIGNED = re.compile(r"\(signed for (.*)\)")
PASSWORD = "Sphinx-of-black-quartz"
FILES = {
    "closed.html": "<h1>Back at noon</h1>",
    "pass.key": KEY,
    "theme.js": 'document.documentElement.dataset.theme = "dark";',
    "site.users": user_line("alice", PASSWORD, salt="A" * 22, rounds=16),
}
WORDS = {
    "(the secret)": KEY,
    "(alice and her password)": b64encode(f"alice:{PASSWORD}".encode()).decode(),
}


class Example(NamedTuple):
    """A snippet of edge.toml, and the rows of the table behind it: codes of the request, of the answer."""

    rules: str
    rows: tuple[tuple[list[str], list[str]], ...]


def examples() -> dict[str, Example]:
    """The examples of the page, by their headings."""
    found: dict[str, Example] = {}
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading = section.partition("\n")[0]
        for code, after in zip(*[iter(BLOCK.split(section)[1:])] * 2, strict=True):
            lines = [line.split("|") for line in after.splitlines() if line.startswith("| `")]
            found[heading] = Example(
                code, tuple((CODE.findall(left), CODE.findall(right)) for _, left, right, _ in lines)
            )
    return found


EXAMPLES = examples()


def event_of(request: list[str]) -> dict[str, Any]:
    """The event that the codes of a request stand for."""
    method, _, url = request[0].partition(" ")
    path, _, query = url.partition("?")
    fields: dict[str, Any] = {}
    if found := SIGNED.fullmatch(query):
        expires = int(NOW) + 60
        given = {"expires": str(expires), "signature": sign(KEY, Grant(found[1], expires))}
        given |= {"prefix": found[1]} if found[1].endswith("/") else {}
        fields = {name: {"value": value} for name, value in given.items()}
    event = viewer_request(path, fields)
    event["request"]["method"] = method
    for more in request[1:]:
        if more.startswith("from "):
            event["viewer"]["ip"] = more.removeprefix("from ")
        else:
            name, _, value = more.partition(": ")
            for word, meaning in WORDS.items():
                value = value.replace(word, meaning)
            event["request"]["headers"][name] = {"value": value}
    return event


def project_of(root: Path, rules: str) -> GuardedProject:
    project = GuardedProject(root, "" if rules.startswith("[functions.gate]\n") else rules, FILES)
    if rules.startswith("[functions.gate]\n"):
        project.change('methods = ["GET", "HEAD", "OPTIONS", "POST"]', rules.splitlines()[-1])
    return project


def test_the_page_has_an_example_of_every_table() -> None:
    tables = re.findall(r"^\| \[`(\w+)`\]", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    shown = "\n".join(example.rules for example in EXAMPLES.values())
    assert [table for table in tables if not re.search(rf"\.{table}\b|^{table} =", shown, re.MULTILINE)] == []
    assert len(tables) == len(EXAMPLES)
    assert all(example.rows for example in EXAMPLES.values())


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_does_what_the_page_says(
    tmp_path: Path, example: Example, runtime: FunctionRuntime
) -> None:
    project = project_of(tmp_path, example.rules)
    for request, (kind, *wanted) in example.rows:
        event = event_of(request)
        name = "gate"
        if kind == "response":
            name = "headers"
            event["context"]["eventType"] = "viewer-response"
            event["response"] = {"statusCode": 200, "statusDescription": "OK", "headers": {}, "cookies": {}}
        answer = project.run(name, event, runtime=runtime)
        status = {"passes": None, "response": 200}.get(kind, kind)
        assert str(answer.get("statusCode")) == str(status), request
        for item in wanted:
            header, _, value = item.partition(": ")
            if header.startswith("no "):
                assert header.removeprefix("no ") not in answer["headers"]
            else:
                assert answer["headers"][header] == {"value": value}, request


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_has_no_finding(tmp_path: Path, example: Example, runtime: FunctionRuntime) -> None:
    project = project_of(tmp_path, example.rules)
    for name, event in (("gate", "viewer-request"), ("headers", "viewer-response")):
        source = project.source(name)
        found = check_function(source.text, name=source.file, runtime=runtime, event=event)  # type: ignore[arg-type]  # parametrised
        assert not found
