"""What the pages and the samples show of edge.toml is valid under the schema that editors are given."""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cloudfrontier.project.json_schema import json_schema

ROOT = Path(__file__).parents[3]
SCHEMA = json_schema()
SNIPPET = re.compile(r"^( *)```toml\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SNIPPETS = [
    pytest.param(textwrap.dedent(found[2]), id=f"{page.name}-{number}")
    for page in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
    for number, found in enumerate(SNIPPET.finditer(page.read_text(encoding="utf-8")))
    if "[[cases]]" not in found[2]  # cases are in files of their own
]


def complaints(document: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """What is wrong, but for what a part of a file may leave to the rest of it."""
    errors = Draft202012Validator(schema).iter_errors(document)
    return [error.message for error in errors if error.validator != "required"]


def test_the_pages_have_snippets() -> None:
    assert len(SNIPPETS) > 40


@pytest.mark.parametrize(
    "file",
    [ROOT / "edge.toml", *sorted(ROOT.glob("examples/*/edge.toml"))],
    ids=lambda file: file.parent.name,
)
def test_a_sample_is_valid(file: Path) -> None:
    errors = Draft202012Validator(SCHEMA).iter_errors(tomllib.loads(file.read_text(encoding="utf-8")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("text", SNIPPETS)
def test_a_snippet_is_valid_as_the_file_or_as_one_of_its_tables(text: str) -> None:
    document = tomllib.loads(text)
    whole = complaints(document, SCHEMA)
    tables = [{"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]} for name in SCHEMA["$defs"]]
    assert whole == [] or any(not complaints(document, table) for table in tables), whole
