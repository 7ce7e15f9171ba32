"""What a handler gives back, as far as the text tells: its `return`s, and responses that are written out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import properties
from cloudfrontier.javascript.parse import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.calls import Calls
    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.scope import Binding, Scopes

__all__ = ["Response", "Results"]

LIKE_RESPONSES = frozenset({"status", "statusDescription"})


@dataclass(frozen=True, eq=False)
class Response:
    """An object that is written out and looks like a response; `is_returned` if a handler may return it."""

    node: Node
    fields: dict[str, Node]
    is_returned: bool


class Results:
    """The results of the functions of one tree."""

    def __init__(self, index: Index, scopes: Scopes, calls: Calls) -> None:
        self._index = index
        self._scopes = scopes
        self._calls = calls

    @cached_property
    def of_handlers(self) -> tuple[Node, ...]:
        """What the handlers return: the expressions."""
        return tuple(node for handler in self._calls.handlers for node in self._returns.get(handler, ()))

    @cached_property
    def returned(self) -> tuple[Node, ...]:
        """What handlers return, and what the functions return that they return the results of."""
        listed = (node for nodes in self._returns.values() for node in nodes)
        return tuple(node for node in listed if node in self._values)

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """Objects with a `statusCode`, and those with a `status` that are returned."""
        found = []
        for node in self._index.of("ObjectExpression"):
            fields = properties(node)
            returned = node in self._values
            if "statusCode" in fields or (returned and LIKE_RESPONSES & fields.keys()):
                found.append(Response(node, fields, returned))
        return tuple(found)

    @cached_property
    def _returns(self) -> dict[Node, list[Node]]:
        """Function -> the expressions that it returns."""
        found: defaultdict[Node, list[Node]] = defaultdict(list)
        for function in self._index.of("ArrowFunctionExpression"):
            if function.body.type != "BlockStatement":
                found[function].append(function.body)
        for node in self._index.of("ReturnStatement"):
            if node.argument is not None:
                found[self._index.function(node)].append(node.argument)
        return found

    @cached_property
    def _values(self) -> frozenset[Node]:
        """Every expression that a handler may give back, through variables and functions of its own."""
        found: set[Node] = set()
        waiting = list(self.of_handlers)
        while waiting:
            node = waiting.pop()
            if node is None or node in found:
                continue
            found.add(node)
            waiting.extend(self._made_of(node))
        return frozenset(found)

    def _made_of(self, node: Node) -> Iterator[Node | None]:
        match node.type:
            case "ConditionalExpression":
                yield from (node.consequent, node.alternate)
            case "LogicalExpression":
                yield from (node.left, node.right)
            case "AwaitExpression":
                yield node.argument
            case "AssignmentExpression":
                yield node.right
            case "SequenceExpression":
                yield node.expressions[-1]
            case "Identifier":
                binding = self._scopes.binding(node)
                if binding is not None and binding.kind != "parameter":
                    yield from (write.value for write in binding.writes)
            case "CallExpression":
                function = self._calls.function_of(node.callee)
                yield from self._returns.get(function, ()) if function is not None else ()

    def may_be_response(self, node: Node) -> bool:
        """Whether an expression is, on some way through the code, a response that is written out."""
        written = {response.node for response in self.responses}
        seen: set[Node] = set()
        waiting: list[Node | None] = [node]
        while waiting:
            value = waiting.pop()
            if value in written:
                return True
            if value is not None and value not in seen:
                seen.add(value)
                waiting.extend(self._made_of(value))
        return False

    def variable(self, response: Response) -> Binding | None:
        """The variable that a response is put into, if it is put into one."""
        parent = self._index.parent(response.node)
        if parent is not None and parent.type == "VariableDeclarator":
            return self._scopes.binding(parent.id)
        return None
