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
from cloudfrontier.javascript.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FUNCTIONS", "Block", "Blocks", "Form", "find_blocks"]

Form = Literal["statement", "body", "braces", "value"]
"""How a tick is put in: before a statement, after the brace that opens a body, around a statement that has no
braces, or in front of a value.
"""

FUNCTIONS = frozenset({"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"})
LEAVING = frozenset({"BreakStatement", "ContinueStatement", "ReturnStatement", "ThrowStatement"})
SHORT_CIRCUITS = frozenset({"&&", "||", "??"})
# Type of node -> its parts that may be passed over.
BRANCHES: dict[str, tuple[str, ...]] = {
    "BinaryExpression": ("right",),
    "ConditionalExpression": ("consequent", "alternate"),
    "IfStatement": ("consequent", "alternate"),
    "LogicalExpression": ("right",),
    "SwitchCase": ("test",),
    "TryStatement": ("handler", "finalizer"),
}
# Type of loop -> its parts that are evaluated once, whatever the turns.
LOOPS: dict[str, tuple[str, ...]] = {
    "DoWhileStatement": (),
    "ForInStatement": ("right",),
    "ForOfStatement": ("right",),
    "ForStatement": ("init",),
    "WhileStatement": (),
}


@dataclass
class Block:
    """A stretch of code: where its tick goes, and what running through it does."""

    node: Node
    form: Form
    counts: Tally[Counter] = field(default_factory=Tally)


@dataclass(frozen=True)
class Blocks:
    """Every block, in the order of the text; `number_of` says which one a node is in, by the node's `id`."""

    listed: tuple[Block, ...]
    number_of: dict[int, int]


def find_blocks(tree: Node) -> Blocks:
    """The blocks of a tree; the first is that of the top level."""
    parting = Parting(tree)
    parting.run()
    return Blocks(tuple(parting.listed), parting.number_of)


class Parting:
    """The state of one walk through a tree, without recursion: code may be nested as deep as it likes."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self.listed: list[Block] = []
        self.number_of: dict[int, int] = {}
        self.leaving = statements_that_leave(tree)

    def run(self) -> None:
        """Give every node its block."""
        waiting = [(self.tree, self.open(self.tree, "statement"))]
        while waiting:
            node, number = waiting.pop()
            self.number_of[id(node)] = number
            self.listed[number].counts.update(steps_of(node))
            waiting.extend(reversed(list(self.parts(node, number))))

    def open(self, node: Node, form: Form, *counts: Counter) -> int:
        """A new block that begins at a node; its number."""
        self.listed.append(Block(node, form, Tally(counts)))
        return len(self.listed) - 1

    def parts(self, node: Node, number: int) -> Iterator[tuple[Node, int]]:
        """The nodes right below a node, each with its block."""
        if node.type in FUNCTIONS:
            return self.parts_of_function(node, number)
        if node.type in LOOPS:
            return self.parts_of_loop(node, number)
        if node.type in {"BlockStatement", "Program"}:
            return self.parts_of_list(node.body, number)
        if node.type in BRANCHES:
            return self.parts_of_branch(node, number)
        return ((child, number) for _, child in children(node))

    def parts_of_function(self, node: Node, number: int) -> Iterator[tuple[Node, int]]:
        """Its body begins a block, in which the call itself is counted."""
        counts: tuple[Counter, ...] = ("call", "await") if node.isAsync else ("call",)
        for _, child in children(node):
            if child is node.body:
                form: Form = "body" if child.type == "BlockStatement" else "value"
                yield child, self.open(child, form, *counts)
            else:
                yield child, number

    def parts_of_loop(self, node: Node, number: int) -> Iterator[tuple[Node, int]]:
        """What is done once a turn is one block."""
        counts: tuple[Counter, ...] = ("step", "item") if node.type == "ForInStatement" else ("step",)
        turn = self.open_statement(node.body, *counts)
        for part, child in children(node):
            yield child, number if part in LOOPS[node.type] else turn

    def parts_of_branch(self, node: Node, number: int) -> Iterator[tuple[Node, int]]:
        """Each part that may be passed over begins a block."""
        branches = BRANCHES[node.type]
        if node.type == "BinaryExpression" and node.operator not in SHORT_CIRCUITS:
            branches = ()
        for part, child in children(node):
            if part == "consequent" and node.type == "SwitchCase":
                continue
            yield child, self.open_branch(child) if part in branches else number
        if node.type == "SwitchCase" and node.consequent:
            yield from self.parts_of_list(node.consequent, self.open(node.consequent[0], "statement"))

    def parts_of_list(self, statements: list[Node], number: int) -> Iterator[tuple[Node, int]]:
        """What follows a statement that may leave the list begins a block."""
        after_leaving = False
        for statement in statements:
            if after_leaving:
                number = self.open(statement, "statement")
            yield statement, number
            after_leaving = id(statement) in self.leaving

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


def statements_that_leave(tree: Node) -> set[int]:
    """The `id` of each node of which a part may leave the list of statements that the node stands in."""
    parents: dict[int, Node] = {}
    leaving = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.type in LEAVING:
            leaving.append(node)
        for _, child in children(node):
            parents[id(child)] = node
            waiting.append(child)
    found: set[int] = set()
    for leaf in leaving:
        node = leaf
        while node.type not in FUNCTIONS and id(node) not in found:
            found.add(id(node))
            if id(node) not in parents:
                break
            node = parents[id(node)]
    return found
