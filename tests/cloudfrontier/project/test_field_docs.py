"""What editors show of a key is the text below its field, also where the key is spelled otherwise."""

from __future__ import annotations

from cloudfrontier.project.field_docs import field_docs
from cloudfrontier.project.json_schema import json_schema
from cloudfrontier.project.model import BehaviorTable, Variant

BEHAVIOR = json_schema()["$defs"]["BehaviorTable"]["properties"]


def test_the_text_below_a_field_is_found_with_its_lines_and_no_indentation() -> None:
    lines = field_docs(Variant)["weight"].splitlines()

    assert lines[0].startswith("Share of the visitors")
    assert lines[1].startswith("With 0 only those")


def test_a_key_with_another_name_than_its_field_is_described() -> None:
    assert BEHAVIOR["viewer-request"]["description"] == field_docs(BehaviorTable)["viewer_request"]


def test_a_table_is_described_where_it_stands() -> None:
    assert json_schema()["properties"]["project"]["description"] == "What holds for the whole project."
