"""Walking a syntax tree without recursion, so that no depth of nesting can break a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import esprima.nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.parse import Node

__all__ = ["FIELDS", "children", "declared_names", "walk"]

# Where the types of node that nearly every tree consists of hold others, in the order of the source.
FIELDS: dict[str, tuple[str, ...]] = {
    "ArrayExpression": ("elements",),
    "ArrowFunctionExpression": ("params", "body"),
    "AssignmentExpression": ("left", "right"),
    "AwaitExpression": ("argument",),
    "BinaryExpression": ("left", "right"),
    "BlockStatement": ("body",),
    "BreakStatement": ("label",),
    "CallExpression": ("callee", "arguments"),
    "ConditionalExpression": ("test", "consequent", "alternate"),
    "ContinueStatement": ("label",),
    "ExpressionStatement": ("expression",),
    "ForInStatement": ("left", "right", "body"),
    "ForStatement": ("init", "test", "update", "body"),
    "FunctionDeclaration": ("id", "params", "body"),
    "FunctionExpression": ("id", "params", "body"),
    "Identifier": (),
    "IfStatement": ("test", "consequent", "alternate"),
    "Literal": (),
    "LogicalExpression": ("left", "right"),
    "MemberExpression": ("object", "property"),
    "NewExpression": ("callee", "arguments"),
    "ObjectExpression": ("properties",),
    "Property": ("key", "value"),
    "ReturnStatement": ("argument",),
    "SwitchCase": ("test", "consequent"),
    "SwitchStatement": ("discriminant", "cases"),
    "TemplateElement": (),
    "TryStatement": ("block", "handler", "finalizer"),
    "UnaryExpression": ("argument",),
    "UpdateExpression": ("argument",),
    "VariableDeclaration": ("declarations",),
    "VariableDeclarator": ("id", "init"),
}

# Where each type of node holds the names that it binds.
BINDINGS: dict[str, tuple[str, ...]] = {
    "ArrowFunctionExpression": ("params",),
    "CatchClause": ("param",),
    "ClassDeclaration": ("id",),
    "FunctionDeclaration": ("id", "params"),
    "FunctionExpression": ("id", "params"),
    "ImportDefaultSpecifier": ("local",),
    "ImportNamespaceSpecifier": ("local",),
    "ImportSpecifier": ("local",),
    "RestElement": ("argument",),
    "VariableDeclarator": ("id",),
}


def children(node: Node) -> Iterator[tuple[str, Node]]:
    """The nodes right below a node, each with the field that holds it, in the order of the source."""
    names = FIELDS.get(node.type)
    for field in vars(node) if names is None else names:
        value = getattr(node, field)
        if isinstance(value, esprima.nodes.Node):
            yield field, value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, esprima.nodes.Node):
                    yield field, item


def walk(tree: Node) -> Iterator[Node]:
    """Every node of the tree, parents before their children."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for _, child in reversed(tuple(children(node))))


def declared_names(tree: Node) -> frozenset[str]:
    """Every name that the text declares, in whatever scope: it may not mean the builtin of that name."""
    names: set[str] = set()
    for node in walk(tree):
        for field in BINDINGS.get(node.type, ()):
            value = getattr(node, field)
            bound = value if isinstance(value, list) else [value]
            names.update(item.name for item in bound if item is not None and item.type == "Identifier")
    return frozenset(names)
