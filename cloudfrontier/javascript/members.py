"""The small questions about a node that nearly every rule asks: how a member is called, what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.javascript.parse import Node

__all__ = ["key_name", "member_name", "path", "properties", "text_value"]

LONGEST_PATH = 12


def text_value(node: Node | None) -> str | None:
    """The string that a node is, if it is written out: `'a'`, or a template without holes."""
    if node is None:
        return None
    if node.type == "Literal" and isinstance(node.value, str) and node.regex is None:
        return node.value
    if node.type == "TemplateLiteral" and len(node.quasis) == 1:
        cooked = node.quasis[0].value.cooked
        return cooked if isinstance(cooked, str) else None
    return None


def member_name(node: Node | None) -> str | None:
    """The name of a member, `b` of `a.b` and of `a['b']`; None if it is computed or no member at all."""
    if node is None or node.type != "MemberExpression":
        return None
    if not node.computed:
        return str(node.property.name)
    return text_value(node.property)


def key_name(item: Node) -> str | None:
    """The key of a property of an object, None if it is computed or the property is spread."""
    if item.type != "Property":
        return None
    if item.key.type == "Identifier":
        return None if item.computed else str(item.key.name)
    return text_value(item.key) or (str(item.key.value) if item.key.type == "Literal" else None)


def properties(node: Node | None) -> dict[str, Node]:
    """Name -> value of an object that is written out; empty for anything else."""
    if node is None or node.type != "ObjectExpression":
        return {}
    return {name: item.value for item in node.properties if (name := key_name(item)) is not None}


def path(node: Node | None) -> str | None:
    """`a.b.c` as text, if it is a name with plain members and not a long one."""
    names: list[str] = []
    while node is not None and node.type == "MemberExpression" and len(names) < LONGEST_PATH:
        name = member_name(node)
        if name is None:
            return None
        names.append(name)
        node = node.object
    if node is None or node.type not in {"Identifier", "ThisExpression"}:
        return None
    return ".".join([node.name or "this", *reversed(names)])
