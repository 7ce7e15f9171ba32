"""Where in a function's flow a piece of code stands: what was asked before it, what catches it, if it runs.

A rule may call an error only what certainly fails, so it has to know whether a `typeof` stands before a use,
or a `try` around it. Regions answer that without a walk up the tree: each node of the index has one, and
nodes that nothing parts share it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cloudfrontier.javascript.parse import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EXITS", "FUNCTIONS", "LOOPS", "ROOT", "Region", "after_exits", "constant", "exits", "split"]

FUNCTIONS = frozenset({"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"})
EXITS = frozenset({"BreakStatement", "ContinueStatement", "ReturnStatement", "ThrowStatement"})
LOOPS = frozenset({"DoWhileStatement", "ForInStatement", "ForOfStatement", "ForStatement", "WhileStatement"})
DEEPEST = 40
"""Levels of nested statements that are followed to tell whether they all leave; beyond, they do not."""


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A stretch of code that one path enters.

    above: the region around it. function: the innermost function, None at the top level. test: what is asked
    before this is entered. wants: the answer it takes, None where that is not plain. caught: inside a `try`
    of that function that has a `catch`. catching: inside a `catch`. dead: after a `return`, or behind a
    constant. looping: in the body of a loop of that function.
    """

    above: Region | None = None
    function: Node | None = None
    test: Node | None = None
    wants: bool | None = None
    caught: bool = False
    catching: bool = False
    dead: bool = False
    looping: bool = False

    def tests(self) -> Iterator[tuple[Node, bool | None]]:
        """Everything that was asked on the way here, with the answer, the innermost first.

        The way goes on through functions to the code that they are written in.
        """
        region: Region | None = self
        while region is not None:
            if region.test is not None:
                yield region.test, region.wants
            region = region.above

    def after(self, test: Node | None, *, wants: bool | None = None) -> Region:
        """The region that is entered when something was asked and answered so."""
        known = constant(test)
        dead = self.dead or (known is not None and wants is not None and known is not wants)
        return replace(self, above=self, test=test, wants=wants, dead=dead)

    def inner(self, **changes: bool) -> Region:
        """A region inside this one that differs in what is named."""
        return replace(self, above=self, test=None, wants=None, **changes)


ROOT = Region()


def split(node: Node, region: Region) -> dict[str, Region] | None:
    """The regions of a node's fields where they differ from its own; None if none does.

    Lists of statements are parted by `after_exits`.
    """
    part = PARTS.get(node.type)
    return part(node, region) if part else None


def after_exits(statements: list[Node], region: Region) -> Iterator[tuple[Node, Region]]:
    """Statements of one list with their regions.

    What follows a `return` is dead, what follows `if (…) return` was asked about.
    """
    for statement in statements:
        # a declared function is there before anything runs
        hoisted = statement.type == "FunctionDeclaration"
        yield statement, region.inner(dead=False) if hoisted and region.dead else region
        if statement.type == "IfStatement" and not exits(statement):
            if exits(statement.consequent):
                region = region.after(statement.test, wants=False)
            elif exits(statement.alternate):
                region = region.after(statement.test, wants=True)
        elif exits(statement):
            region = region.inner(dead=True)


def exits(statement: Node | None, depth: int = 0) -> bool:
    """Whether nothing runs after the statement; False where that is not plain."""
    if statement is None or depth > DEEPEST:
        return False
    match statement.type:
        case "BlockStatement":
            return any(exits(inner, depth + 1) for inner in statement.body)
        case "IfStatement":
            return exits(statement.consequent, depth + 1) and exits(statement.alternate, depth + 1)
        case "TryStatement":
            if exits(statement.finalizer, depth + 1):
                return True
            caught = statement.handler is None or exits(statement.handler.body, depth + 1)
            return caught and exits(statement.block, depth + 1)
        case kind:
            return kind in EXITS


def constant(test: Node | None) -> bool | None:
    """What a condition is, if it is written as a constant: `0`, `!1`."""
    negated = False
    while test is not None and test.type == "UnaryExpression" and test.operator == "!":
        negated, test = not negated, test.argument
    if test is None or test.type != "Literal" or test.regex is not None:
        return None
    return bool(test.value) is not negated


def _function(node: Node, region: Region) -> dict[str, Region]:
    inner = Region(above=region, function=node, dead=region.dead)
    return {"params": inner, "body": inner}


def _branches(node: Node, region: Region) -> dict[str, Region]:
    return {
        "consequent": region.after(node.test, wants=True),
        "alternate": region.after(node.test, wants=False),
    }


def _logical(node: Node, region: Region) -> dict[str, Region]:
    return {"right": region.after(node.left, wants=node.operator == "&&")}


def _binary(node: Node, region: Region) -> dict[str, Region] | None:
    return {"right": region.after(node.left)} if node.operator == "??" else None


def _loop(node: Node, region: Region) -> dict[str, Region]:
    turn = region.inner(looping=True)
    if node.type != "DoWhileStatement":
        turn = turn.after(node.test, wants=True)
    return {"body": turn, "update": turn}


def _switch(node: Node, region: Region) -> dict[str, Region]:
    return {"cases": region.after(node.discriminant)}


def _try(node: Node, region: Region) -> dict[str, Region]:
    caught = region.caught or node.handler is not None
    return {
        "block": region.inner(caught=caught),
        "handler": region.inner(catching=True),
    }


PARTS = {
    "ArrowFunctionExpression": _function,
    "BinaryExpression": _binary,
    "ConditionalExpression": _branches,
    "FunctionDeclaration": _function,
    "FunctionExpression": _function,
    "IfStatement": _branches,
    "LogicalExpression": _logical,
    "SwitchStatement": _switch,
    "TryStatement": _try,
} | dict.fromkeys(LOOPS, _loop)
