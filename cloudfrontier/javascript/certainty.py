"""How sure it is that a piece of code runs and that its failure is a failed request.

Rules call an error only what is `certain`; what is merely `possible` is a warning. What nothing ever runs is
the affair of another rule.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.builtins import presence
from cloudfrontier.javascript.members import member_name, text_value
from cloudfrontier.javascript.surface import GLOBALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.javascript.calls import Calls
    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.parse import Node
    from cloudfrontier.javascript.scope import Scopes

__all__ = ["Certainty", "Judge"]

Certainty = Literal["certain", "possible", "never"]
"""certain: on a path of the handler or of the top level, with nothing that catches or asks first.

possible: something asks first, a `try` is around it, it is in a `catch`, or nothing plainly calls it.
never: it stands after a `return`, or behind a condition that is a constant.
"""

DEEPEST = 12
MOST_TESTS = 400
MOST_PARTS = 300
# What a variable may be made of that is a question put off: `var hasUrl = typeof URL === 'function';`
EQUALITIES = frozenset({"==", "===", "!=", "!=="})
OPERATIONS = frozenset({"BinaryExpression", "LogicalExpression", "MemberExpression", "UnaryExpression"})


class Judge:
    """Answers for the nodes of one tree."""

    def __init__(self, index: Index, scopes: Scopes, calls: Calls, *, runtime: FunctionRuntime) -> None:
        self._runtime = runtime
        self._index = index
        self._scopes = scopes
        self._calls = calls
        self._mentions: dict[Node, frozenset[str] | None] = {}
        self._types: dict[Node, frozenset[str]] = {}
        self._truths: dict[Node, bool | None] = {}

    def certainty(self, node: Node, names: Iterable[str] = ()) -> Certainty:
        """`names`: what the failure is about; a condition that mentions one of them is a question."""
        region = self._index.region(node)
        if region.dead:
            return "never"
        wanted = frozenset(names)
        asked = region.caught or region.catching
        for test, wants in islice(region.tests(), MOST_TESTS):
            known = self.truth(test)
            if known is not None and wants is not None and known is not wants:
                return "never"
            asked = asked or self._mentions_one(test, wanted)
        function = region.function
        if asked or (function is not None and function not in self._calls.certain):
            return "possible"
        return "certain"

    def is_asked_for(self, node: Node, names: Iterable[str]) -> bool:
        """Whether a condition on the way to the node mentions one of the names."""
        wanted = frozenset(names)
        tests = islice(self._index.region(node).tests(), MOST_TESTS)
        return any(self._mentions_one(test, wanted) for test, _ in tests)

    def is_type_checked(self, value: Node) -> bool:
        """Whether a condition on the way asked for the type of what a value is taken from."""
        tests = islice(self._index.region(value).tests(), MOST_TESTS)
        asked: set[str] = set()
        for test, _ in tests:
            asked |= self._types_asked(test)
        return bool(asked) and not asked.isdisjoint(node_names(self._index.within(value)))

    def _types_asked(self, test: Node) -> frozenset[str]:
        """The names under a `typeof`, left of an `instanceof` or given to `Array.isArray`."""
        if test not in self._types:
            found: set[str] = set()
            for node in islice(self._index.within(test), MOST_PARTS):
                value = node.argument if node.operator == "typeof" else None
                value = node.left if node.operator == "instanceof" else value
                if member_name(node.callee) == "isArray" and node.arguments:
                    value = node.arguments[0]
                if value is not None:
                    found |= node_names(self._index.within(value))
            self._types[test] = frozenset(found)
        return self._types[test]

    def _mentions_one(self, test: Node, wanted: frozenset[str]) -> bool:
        """Whether a condition has one of the names or strings, or may have: it is too long to tell."""
        if not wanted:
            return False
        if test not in self._mentions:
            self._mentions[test] = self._mentioned(test)
        known = self._mentions[test]
        return known is None or not wanted.isdisjoint(known)

    def _mentioned(self, test: Node) -> frozenset[str] | None:
        """Every name and string in a condition, and in what its variables are made of; None: too many."""
        found: set[str] = set()
        waiting, seen = [test], 0
        while waiting:
            for node in self._index.within(waiting.pop()):
                seen += 1
                if seen > MOST_PARTS:
                    return None
                if node.type == "Identifier":
                    value = self._scopes.only_value(node)
                    if value is not None and node.name not in found and value.type in OPERATIONS:
                        waiting.append(value)
                    found.add(node.name)
                elif (text := text_value(node)) is not None:
                    found.add(text)
        return frozenset(found)

    def truth(self, node: Node | None, depth: int = 0) -> bool | None:
        """What a condition always is, None if it can be either: constants, and variables that hold one."""
        if node is None or depth > DEEPEST:
            return None
        if node not in self._truths:
            self._truths[node] = self._find_truth(node, depth)
        return self._truths[node]

    def _find_truth(self, node: Node, depth: int) -> bool | None:
        match node.type:
            case "Literal":
                known: bool | None = node.regex is not None or bool(node.value)
            case "UnaryExpression" if node.operator == "!":
                inner = self.truth(node.argument, depth + 1)
                known = None if inner is None else not inner
            case "LogicalExpression":
                known = self._of_both(node, depth + 1)
            case "BinaryExpression":
                known = self._of_typeof(node)
            case "Identifier":
                known = self._of_variable(node, depth + 1)
            case _:
                known = None
        return known

    def _of_both(self, node: Node, depth: int) -> bool | None:
        sides = (self.truth(node.left, depth), self.truth(node.right, depth))
        decisive = bool(node.operator == "||")
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive

    def _of_typeof(self, node: Node) -> bool | None:
        """`typeof Buffer !== 'undefined'`: what the runtime answers."""
        asked, answer = node.left, text_value(node.right)
        if answer is None or node.operator not in EQUALITIES or asked.operator != "typeof":
            return None
        name = asked.argument
        if name.type != "Identifier" or self._scopes.binding(name) is not None:
            return None
        known = presence(self._runtime, GLOBALS, name.name)
        # of what is there only that much is known, that it is something
        if known == "undocumented" or (known != "absent" and answer != "undefined"):
            return None
        is_so = known == "absent" and answer == "undefined"
        return is_so is node.operator.startswith("=")

    def _of_variable(self, node: Node, depth: int) -> bool | None:
        binding = self._scopes.binding(node)
        if binding is None or binding.kind not in {"var", "let", "const"}:
            return None
        return self.truth(self._scopes.only_value(node), depth)


def node_names(nodes: Iterable[Node]) -> frozenset[str]:
    """The names among the nodes, of the first of them if there are many."""
    return frozenset(node.name for node in islice(nodes, MOST_PARTS) if node.type == "Identifier")
