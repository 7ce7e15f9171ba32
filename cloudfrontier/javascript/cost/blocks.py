"""Parts a function's code into blocks: stretches that are run through from beginning to end, or not at all.

1. A block begins where a run can branch to: the body of a function or a loop, a branch, a `case`, the right
   side of `&&`, and whatever follows a statement that may have left its list (`return`, `break` ...).
2. What a block does is known before it runs, so that one tick at its beginning stands for all of it.
3. What a loop tests and how it steps belongs to its body: it is done once a turn.
4. A call that throws in the middle of a block is the one thing that is counted too high.
"""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.cost.counters import Counter, steps_of
from cloudfrontier.javascript.parse import Node

if TYPE_CHECKING:
    from cloudfrontier.javascript.index import Index

__all__ = ["FUNCTIONS", "Block", "Blocks", "Form", "find_blocks"]

Form = Literal["statement", "body", "braces", "value"]
"""How a tick is put in: before a statement, after the brace that opens a body, around a statement that has no
braces, or in front of a value.
"""

FUNCTIONS = frozenset({"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"})
LEAVING = ("BreakStatement", "ContinueStatement", "ReturnStatement", "ThrowStatement")
# Type of node -> its parts that may be passed over; of the binary operators that is `??`, as it is parsed.
BRANCHES: dict[str, tuple[str, ...]] = {
    "BinaryExpression": ("right",),
    "ConditionalExpression": ("consequent", "alternate"),
    "IfStatement": ("consequent", "alternate"),
    "LogicalExpression": ("right",),
    "SwitchCase": ("test",),
    "TryStatement": ("handler", "finalizer"),
}
# Type of loop -> its parts that are evaluated once a turn.
TURNS: dict[str, tuple[str, ...]] = {
    "DoWhileStatement": ("body", "test"),
    "ForInStatement": ("left", "body"),
    "ForOfStatement": ("left", "body"),
    "ForStatement": ("test", "update", "body"),
    "WhileStatement": ("test", "body"),
}


@dataclass
class Block:
    """A stretch of code: where its tick goes, and what running through it does."""

    node: Node
    form: Form
    counts: Tally[Counter] = field(default_factory=Tally)


@dataclass(frozen=True)
class Blocks:
    """Every block, in the order of the text, and the number of the block that a node is in."""

    listed: tuple[Block, ...]
    number_of: dict[Node, int]


def find_blocks(index: Index) -> Blocks:
    """The blocks of a tree; the first is that of the top level."""
    parting = Parting(index)
    parting.run()
    return Blocks(tuple(parting.listed), parting.number_of)


class Parting:
    """The state of one walk through a tree, parents before their children."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.listed: list[Block] = []
        self.leaving = statements_that_leave(index)
        # a node that begins a block, or belongs to one that its parent is not in, is in here before its turn
        self.number_of: dict[Node, int] = {index.tree: self.open(index.tree, "statement")}

    def run(self) -> None:
        """Give every node its block."""
        for node in self.index.nodes:
            number = self.number_of.get(node)
            if number is None:
                number = self.number_of[node] = self.number_of[self.index.parent(node)]
            counts = self.listed[number].counts
            for counter in steps_of(node):
                counts[counter] += 1
            self.part(node, node.type, number)

    def open(self, node: Node, form: Form, *counts: Counter) -> int:
        """A new block that begins at a node; its number."""
        self.listed.append(Block(node, form, Tally(counts)))
        return len(self.listed) - 1

    def part(self, node: Node, kind: str, number: int) -> None:
        """Open the blocks that begin right below a node."""
        if kind in FUNCTIONS:
            self.part_function(node)
        elif kind in TURNS:
            self.part_loop(node)
        elif kind in {"BlockStatement", "Program"}:
            self.part_list(node.body, number)
        elif kind in BRANCHES and (kind != "BinaryExpression" or node.operator == "??"):
            for name in BRANCHES[kind]:
                part = getattr(node, name)
                if part is not None:
                    self.number_of[part] = self.open_branch(part)
        if kind == "SwitchCase" and node.consequent:
            self.part_list(node.consequent, self.open(node.consequent[0], "statement"))

    def part_function(self, node: Node) -> None:
        """Its body begins a block, in which the call itself is counted."""
        counts: tuple[Counter, ...] = ("call", "await") if node.isAsync else ("call",)
        form: Form = "body" if node.body.type == "BlockStatement" else "value"
        self.number_of[node.body] = self.open(node.body, form, *counts)

    def part_loop(self, node: Node) -> None:
        """What is done once a turn is one block."""
        counts: tuple[Counter, ...] = ("step", "item") if node.type == "ForInStatement" else ("step",)
        turn = self.open_statement(node.body, *counts)
        for name in TURNS[node.type]:
            part = getattr(node, name)
            if part is not None:
                self.number_of[part] = turn

    def part_list(self, statements: list[Node], number: int) -> None:
        """What follows a statement that may leave the list begins a block."""
        after_leaving = False
        for statement in statements:
            if after_leaving:
                number = self.open(statement, "statement")
            self.number_of[statement] = number
            after_leaving = statement in self.leaving

    def open_branch(self, node: Node) -> int:
        """A block for a part that may be passed over: a statement, a clause, or a value."""
        if node.type == "CatchClause":
            return self.open(node.body, "body")
        if node.type == "IfStatement":
            # `else if`: the tick goes before what it tests, so that a long chain is nested no deeper
            return self.open(node.test, "value")
        if node.type.endswith(("Statement", "Declaration")):
            return self.open_statement(node)
        return self.open(node, "value")

    def open_statement(self, node: Node, *counts: Counter) -> int:
        """A block for a statement that stands where only one may stand."""
        return self.open(node, "body" if node.type == "BlockStatement" else "braces", *counts)


def statements_that_leave(index: Index) -> set[Node]:
    """Each node of which a part may leave the list of statements that the node stands in."""
    found: set[Node] = set()
    for leaf in index.of(*LEAVING):
        node: Node | None = leaf
        while node is not None and node.type not in FUNCTIONS and node not in found:
            found.add(node)
            node = index.parent(node)
    return found
