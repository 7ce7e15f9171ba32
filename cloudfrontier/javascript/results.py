"""What a handler gives back, as far as the text tells: its `return`s, and responses that are written out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import properties
from cloudfrontier.javascript.parse import Node

if TYPE_CHECKING:
    from cloudfrontier.javascript.calls import Calls
    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.scope import Binding, Scopes

__all__ = ["Response", "Results"]


@dataclass(frozen=True, eq=False)
class Response:
    """An object that is written out and looks like a response; `is_returned` if some `return` has it."""

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
        handlers = self._calls.handlers
        arrows = [node.body for node in handlers if node.body.type != "BlockStatement"]
        returns = [
            node.argument
            for node in self._index.of("ReturnStatement")
            if node.argument is not None and self._index.function(node) in handlers
        ]
        return (*arrows, *returns)

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """Objects with a `statusCode`, or with what else only a response has, that are returned."""
        found = []
        for node in self._index.of("ObjectExpression"):
            fields = properties(node)
            returned = self._is_returned(node)
            plain = "statusCode" in fields or (returned and {"status", "statusDescription"} & fields.keys())
            if plain:
                found.append(Response(node, fields, returned))
        return tuple(found)

    def variable(self, response: Response) -> Binding | None:
        """The variable that a response is put into, if it is put into one."""
        parent = self._index.parent(response.node)
        if parent is not None and parent.type == "VariableDeclarator":
            return self._scopes.binding(parent.id)
        return None

    def _is_returned(self, node: Node) -> bool:
        """`return {…}`, `=> ({…})`, or `var r = {…}; … return r;`, in whichever function."""
        parent, field, _ = self._index.place(node)
        if parent is None:
            return False
        if parent.type == "ReturnStatement" or (parent.type == "ArrowFunctionExpression" and field == "body"):
            return True
        if parent.type != "VariableDeclarator":
            return False
        binding = self._scopes.binding(parent.id)
        return binding is not None and any(self._is_result(read) for read in binding.reads)

    def _is_result(self, read: Node) -> bool:
        parent = self._index.parent(read)
        return parent is not None and parent.type == "ReturnStatement"
