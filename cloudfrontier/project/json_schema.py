"""The JSON Schema of `edge.toml`, from the classes that decode it: editors complete what is accepted.

Draft 2020-12, for TOML read as JSON. TOML has no null, so none is offered; a name that the decoder would
refuse is refused here too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from cloudfrontier.project.field_docs import field_docs
from cloudfrontier.project.model import Project

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core.core_schema import DataclassSchema

__all__ = ["SCHEMA_ID", "json_schema"]

SCHEMA_ID = "urn:cloudfrontier:edge.toml"
"""Names the schema; it is an URN, as it is written by a command and fetched from nowhere."""

Node = dict[str, Any]


@cache
def json_schema() -> Node:
    """The schema as a JSON value; the one that is returned is shared, so it must not be changed."""
    generated = TypeAdapter(Project).json_schema(mode="validation", schema_generator=_Described)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **_clean(generated),
        "title": "edge.toml",
    }


class _Described(GenerateJsonSchema):
    """Describes the fields of each class by the docstrings below them."""

    def dataclass_schema(self, schema: DataclassSchema) -> JsonSchemaValue:
        """As pydantic has it, and with the descriptions."""
        made, model = super().dataclass_schema(schema), schema["cls"]
        docs = field_docs(model)
        for name, field in model.__pydantic_fields__.items():
            if name in docs:
                made["properties"][field.alias or name].setdefault("description", docs[name])
        return made


def _clean(node: Node) -> Node:
    """Without null, without titles that repeat the key, and with names outside the pattern refused."""
    cleaned: Node = {}
    for keyword, value in node.items():
        if keyword == "anyOf":
            cleaned |= _clean(next(choice for choice in value if choice != {"type": "null"}))
        elif keyword in {"$defs", "properties", "patternProperties"}:
            cleaned[keyword] = {name: _clean(child) for name, child in value.items()}
        elif isinstance(value, dict) and keyword in {"items", "additionalProperties"}:
            cleaned[keyword] = _clean(value)
        elif keyword != "title" and not (keyword == "default" and value is None):
            cleaned[keyword] = value
    if "patternProperties" in cleaned:
        cleaned["additionalProperties"] = False
    return cleaned
