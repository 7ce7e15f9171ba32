"""Which functions certainly run: what CloudFront calls, and what is called from there in plain sight.

A function that nothing calls, or only a `try` calls, can fail without anybody noticing; what is wrong in it
is no error. `Calls` also tells which function a name or a member stands for.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.javascript.names import names
from cloudfrontier.javascript.regions import FUNCTIONS, Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.parse import Node
    from cloudfrontier.javascript.scope import Binding, Scopes

__all__ = ["CALLBACK_METHODS", "CONNECTION_HANDLER", "Calls"]

CALLBACK_METHODS = names(
    "every filter find findIndex forEach map reduce reduceRight replace replaceAll some sort then"
)
"""Methods of builtins that call the functions they are given."""
HANDLER = "handler"
# The entry of connection functions, which run at the TLS handshake; the guide's page
# write-connection-function-code (read 2026-04).
CONNECTION_HANDLER = "connectionHandler"
FURTHEST = 8
MOST_PARTS = 60


class Calls:
    """What calls what in one tree; `certain` are the functions that run whenever the code does."""

    def __init__(self, index: Index, scopes: Scopes) -> None:
        self._index = index
        self._scopes = scopes
        self._members = self._functions_by_member()
        self._plain: dict[Region, bool] = {}
        self.handlers = self._given_to(HANDLER)
        self.connection_handlers = self._given_to(CONNECTION_HANDLER)
        self.certain: frozenset[Node] = frozenset(self._run())

    def function_of(self, node: Node | None) -> Node | None:
        """The function that an expression is, as far as the text tells."""
        for _ in range(FURTHEST):
            if node is None or node.type in FUNCTIONS:
                return node
            if node.type == "AssignmentExpression":
                node = node.right
            elif node.type == "SequenceExpression":
                node = node.expressions[-1]
            elif node.type == "Identifier":
                node = self._scopes.only_value(node)
            elif node.type == "MemberExpression":
                name = member_name(node)
                if name in {"apply", "bind", "call"} and (held := self.function_of(node.object)):
                    return held
                functions = self._members.get(name or "", ())
                return functions[0] if len(functions) == 1 else None
            else:
                return None
        return None

    def callers(self, function: Node) -> list[Node]:
        """Every call of a function by its own name; empty if it is used in any other way too."""
        binding = self._scopes.binding(function.id) or self._variable_of(function)
        if binding is None or len(binding.writes) != 1:
            return []
        calls = [self._index.parent(node) for node in binding.reads]
        plain = [
            call
            for node, call in zip(binding.reads, calls, strict=True)
            if call is not None and call.type == "CallExpression" and call.callee is node
        ]
        return plain if len(plain) == len(calls) else []

    def _variable_of(self, function: Node) -> Binding | None:
        parent = self._index.parent(function)
        if parent is not None and parent.type == "VariableDeclarator":
            return self._scopes.binding(parent.id)
        return None

    def _functions_by_member(self) -> dict[str, list[Node]]:
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for item in self._index.of("Property"):
            if (name := key_name(item)) and item.value.type in FUNCTIONS:
                found[name].append(item.value)
        for node in self._index.of("AssignmentExpression"):
            if (name := member_name(node.left)) and node.right.type in FUNCTIONS:
                found[name].append(node.right)
        return found

    def _given_to(self, name: str) -> tuple[Node, ...]:
        """The function that a variable of the top level, or the global object's member, stands for.

        None where it is not plain which: a handler that is wrapped or replaced is not known.
        """
        binding = self._scopes.top.names.get(name)
        values = [write.value for write in binding.writes] if binding is not None else []
        # `global.handler = handler` says nothing new
        others = [value for value in values if value is None or self._scopes.binding(value) is not binding]
        found = {self.function_of(value) for value in others}
        return tuple(node for node in found if node is not None) if len(found) == 1 else ()

    # --- what runs --------------------------------------------------------------------------------------

    def _run(self) -> set[Node]:
        calls: defaultdict[Node | None, list[Node]] = defaultdict(list)
        for node in self._index.of("CallExpression", "NewExpression"):
            calls[self._index.function(node)].append(node)
        running: set[Node] = set()
        waiting: list[Node | None] = [None, *self.handlers, *self.connection_handlers]
        while waiting:
            function = waiting.pop()
            if function is not None:
                if function in running:
                    continue
                running.add(function)
            for call in calls[function]:
                if self._is_plain(self._index.region(call)):
                    waiting.extend(self._called(call))
        return running

    def _called(self, call: Node) -> Iterator[Node]:
        function = self.function_of(call.callee)
        if function is not None:
            yield function
        # `new Promise(f)` calls `f` at once
        is_promise = call.type == "NewExpression" and call.callee.name == "Promise"
        if is_promise or member_name(call.callee) in CALLBACK_METHODS:
            for argument in call.arguments:
                if (given := self.function_of(argument)) is not None:
                    yield given

    def _is_plain(self, region: Region) -> bool:
        """Whether code there runs on some path, nothing catches its errors, and no feature was asked for."""
        if region.dead or region.caught or region.catching:
            return False
        way = []
        around: Region | None = region
        while around is not None and around not in self._plain:
            way.append(around)
            around = around.above
        plain = around is None or self._plain[around]
        for step in reversed(way):
            plain = self._plain[step] = plain and not self._asks_for_features(step.test)
        return plain

    def _asks_for_features(self, test: Node | None) -> bool:
        """Whether a condition has a `typeof` or an `in`, or is a variable that was made of one."""
        waiting, seen = [test], 0
        while waiting and seen < MOST_PARTS:
            node, seen = waiting.pop(), seen + 1
            if node is None:
                continue
            if node.operator in {"typeof", "in"}:
                return True
            if node.type == "UnaryExpression":
                waiting.append(node.argument)
            elif node.type in {"LogicalExpression", "BinaryExpression"}:
                waiting += [node.left, node.right]
            elif node.type == "Identifier" and (value := self._scopes.only_value(node)) is not None:
                waiting.append(value)
        return False
