"""How sure it is that a piece of code runs and that its failure is a failed request.

Rules call an error only what is `certain`; what is merely `possible` is a warning. What nothing ever runs is
the affair of another rule.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.builtins import presence
from cloudfrontier.javascript.members import text_value
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
MOST_TESTS = 60


class Judge:
    """Answers for the nodes of one tree."""

    def __init__(self, index: Index, scopes: Scopes, calls: Calls, *, runtime: FunctionRuntime) -> None:
        self._runtime = runtime
        self._index = index
        self._scopes = scopes
        self._calls = calls
        self._mentions: dict[Node, frozenset[str]] = {}

    def certainty(self, node: Node, names: Iterable[str] = ()) -> Certainty:
        """`names`: what the failure is about; a condition that mentions one of them is a question."""
        region = self._index.region(node)
        if region.dead:
            return "never"
        asked = region.caught or region.catching
        wanted = frozenset(names)
        for count, (test, wants) in enumerate(region.tests()):
            known = self.truth(test)
            if known is not None and wants is not None and known is not wants:
                return "never"
            asked = asked or count > MOST_TESTS or not wanted.isdisjoint(self.mentioned(test))
            if count > MOST_TESTS:
                break
        function = region.function
        if asked or (function is not None and function not in self._calls.certain):
            return "possible"
        return "certain"

    def is_asked_for(self, node: Node, names: Iterable[str]) -> bool:
        """Whether a condition on the way to the node mentions one of the names."""
        wanted = frozenset(names)
        tests = islice(self._index.region(node).tests(), MOST_TESTS)
        return any(not wanted.isdisjoint(self.mentioned(test)) for test, _ in tests)

    def mentioned(self, test: Node) -> frozenset[str]:
        """Every name and every string in a condition, whatever it says about them."""
        known = self._mentions.get(test)
        if known is None:
            inside = list(self._index.within(test))
            names = {node.name for node in inside if node.type == "Identifier"}
            texts = {text for node in inside if (text := text_value(node)) is not None}
            known = self._mentions[test] = frozenset(names | texts)
        return known

    def truth(self, node: Node | None, depth: int = 0) -> bool | None:
        """What a condition always is, None if it can be either: constants, and variables that hold one."""
        if node is None or depth > DEEPEST:
            return None
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
        if answer != "undefined" or asked.type != "UnaryExpression" or asked.operator != "typeof":
            return None
        name = asked.argument
        if name.type != "Identifier" or self._scopes.binding(name) is not None:
            return None
        known = presence(self._runtime, GLOBALS, name.name)
        if known == "undocumented" or node.operator not in {"==", "===", "!=", "!=="}:
            return None
        return (known == "absent") is node.operator.startswith("=")

    def _of_variable(self, node: Node, depth: int) -> bool | None:
        binding = self._scopes.binding(node)
        if binding is None or binding.kind not in {"var", "let", "const"} or len(binding.writes) != 1:
            return None
        return self.truth(binding.writes[0].value, depth)
