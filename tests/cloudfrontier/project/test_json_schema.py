"""The schema that editors are given: valid itself, and of one mind with the decoder."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from project_text import BASE, problems_of

from cloudfrontier.project.json_schema import json_schema
from cloudfrontier.project.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

STOREFRONT = Path(__file__).parents[3] / "examples" / "storefront" / "edge.toml"
TABLES = {"edge.toml": json_schema(), **json_schema()["$defs"]}
NO_DEFAULT = {"max_age", "port", "response_status", "response_completion_timeout"}
"""Keys without which something is decided by another key, or by nobody."""
FIELDS = [(table, key) for table, node in TABLES.items() for key in node["properties"]]


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from nodes(child)
    for child in node if isinstance(node, list) else ():
        yield from nodes(child)


def complaints(text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(tomllib.loads(text))]


def test_it_is_a_schema_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json_schema()["title"] == "edge.toml"


def test_the_storefront_is_valid() -> None:
    assert not complaints(STOREFRONT.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("table", "key"), FIELDS, ids=[f"{table}.{key}" for table, key in FIELDS])
def test_every_key_says_what_it_is_for(table: str, key: str) -> None:
    node = TABLES[table]["properties"][key]
    described = node if "description" in node else TABLES[node["$ref"].removeprefix("#/$defs/")]
    assert described["description"].endswith(".")


@pytest.mark.parametrize(("table", "key"), FIELDS, ids=[f"{table}.{key}" for table, key in FIELDS])
def test_what_every_key_expects_can_be_said(table: str, key: str) -> None:
    shape = Shape(TABLES[table]).child(key)
    assert shape
    assert re.match(r"an? |one of |true or false|the |\"", shape.words)


def test_every_key_that_may_be_left_out_says_what_holds_then() -> None:
    for node in TABLES.values():
        for key, schema in node["properties"].items():
            optional = key not in node.get("required", ())
            plain = "type" in schema and schema["type"] in {"boolean", "integer"}
            assert not (optional and plain) or "default" in schema or key in NO_DEFAULT


def test_no_null_is_offered_which_toml_does_not_have() -> None:
    assert not [node for node in nodes(json_schema()) if node.get("type") == "null" or "anyOf" in node]
    assert not [node for node in nodes(json_schema()) if "default" in node and node["default"] is None]


def test_tables_that_are_not_maps_refuse_other_keys() -> None:
    objects = [node for node in nodes(json_schema()) if node.get("type") == "object"]
    maps = [node for node in objects if isinstance(node["additionalProperties"], dict)]
    tables = [node for node in objects if node not in maps]
    assert all("properties" not in node for node in maps)
    assert all(node["additionalProperties"] is False for node in tables)


@pytest.mark.parametrize(
    "snippet",
    [
        "unknown = 1\n",
        "functions = []\n",
        "[functions.'a b']\nevent = 'viewer-request'\nsource = 'own.js'\n",
        "[functions.f]\nevent = 'origin-request'\nsource = 'own.js'\n",
        "[functions.f]\nsource = 'own.js'\n",
        "[handlers.h]\nmemory = '128'\n",
        "[handlers.h]\nmemory = 64\n",
        "[handlers.h]\nfeatures = ['auht']\n",
        "[[behaviors]]\npath = '/a'\norigin = 'site'\nviewer_request = 'f'\n",
        "[origins.o]\ndomain = 5\nsimulate.folder = 'site'\n",
        "[cache_policies.p]\nmin_ttl = -1\n",
        "[limits]\nurl = 'x'\n",
    ],
    ids=[
        "table", "array", "name", "choice", "missing", "string", "range", "item", "hyphen", "integer",
        "negative", "map",
    ],
)  # fmt: skip
def test_what_the_decoder_refuses_the_schema_refuses(tmp_path: Path, snippet: str) -> None:
    assert problems_of(tmp_path, snippet + BASE)
    assert complaints(snippet + BASE)
