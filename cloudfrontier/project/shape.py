"""What may stand at a path of `edge.toml`, in words; read from its JSON Schema, so that both agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.project.json_schema import json_schema
from cloudfrontier.project.model.auth_schemes import EXPECTED
from cloudfrontier.project.model.base import (
    COUNTRY_PATTERN,
    KEY_ID_PATTERN,
    NAME_PATTERN,
    RULE_ID_PATTERN,
    URL_PATH_PATTERN,
)

if TYPE_CHECKING:
    from cloudfrontier.project.positions import KeyPath

__all__ = ["Shape", "shape_at"]

_PATTERNS = {
    NAME_PATTERN: "a name of 1 to 64 letters, digits, `-` and `_` that begins with a letter or digit",
    URL_PATH_PATTERN: "a string that begins with `/`",
    COUNTRY_PATTERN: "a country of ISO 3166-1 in two capitals, such as `DE`",
    KEY_ID_PATTERN: "the id of a public key in CloudFront, such as `K2JCJMDEHXQW5F`",
    RULE_ID_PATTERN: "the id of a rule, such as `CFF103`",
    **EXPECTED,
}
_WORDS = {"boolean": "true or false", "object": "a table", "string": "a string"}


@dataclass(frozen=True)
class Shape:
    """A node of the schema."""

    node: dict[str, Any]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a table whose keys are known; empty for anything else."""
        return tuple(self.node.get("properties", ()))

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that may be chosen from; empty when any will do."""
        return tuple(str(choice) for choice in self.node.get("enum", ()))

    @property
    def description(self) -> str:
        """What the key is for, one sentence with a full stop, as its docstring says it."""
        return str(self.node.get("description", ""))

    @property
    def names(self) -> str:
        """What a name in this table must be, where names are the user's own."""
        return " or ".join(_PATTERNS[pattern] for pattern in self.node.get("patternProperties", ()))

    @property
    def words(self) -> str:
        """What is expected, as it stands after the word "expected"."""
        if self.choices:
            quote = "" if self.node.get("type") == "integer" else '"'
            return "one of " + ", ".join(f"{quote}{choice}{quote}" for choice in self.choices)
        match self.node:
            case {"type": "array", "items": node}:
                items = _resolve(node)
                return "an array of tables" if items.keys else f"an array; each item {items.words}"
            case {"type": "integer"}:
                words = _range(self.node, "an integer")
            case {"type": "number"}:
                words = _range(self.node, "a number")
            case {"const": only}:
                words = f'"{only}"'
            case {"pattern": pattern}:
                words = _PATTERNS[pattern]
            case {"minLength": 1}:
                words = "a string that is not empty"
            case {"maxLength": most}:
                words = f"a string of at most {most} characters"
            case _:
                words = _WORDS[self.node["type"]]
        return words

    def child(self, step: str | int) -> Shape | None:
        """What may stand one step further in; None where nothing may."""
        if isinstance(step, int):
            node = self.node.get("items")
        else:
            node = self.node.get("properties", {}).get(step)
            node = node or next(iter(self.node.get("patternProperties", {}).values()), None)
            node = node or self.node.get("additionalProperties")
        return _resolve(node) if isinstance(node, dict) else None


def shape_at(path: KeyPath) -> Shape | None:
    """What may stand at the path; None where nothing may."""
    shape: Shape | None = Shape(json_schema())
    for step in path:
        shape = shape.child(step) if shape else None
    return shape


def _resolve(node: dict[str, Any]) -> Shape:
    """The node with its `$ref` followed; what stands beside the `$ref`, such as a description, wins."""
    if "$ref" not in node:
        return Shape(node)
    target = json_schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return Shape({**target, **{key: value for key, value in node.items() if key != "$ref"}})


def _range(node: dict[str, Any], what: str) -> str:
    low, high = node.get("minimum"), node.get("maximum")
    if low is not None and high is not None:
        return f"{what} from {_number(low)} to {_number(high)}"
    return what if low is None else f"{what}, {_number(low)} or more"


def _number(value: float) -> str:
    """The number as people write it: no exponent, and no fraction that is none."""
    return f"{value:,}" if value >= 1_000_000 else f"{value:g}"
