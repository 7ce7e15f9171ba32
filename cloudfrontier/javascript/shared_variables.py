"""Variables that an async function and a function inside it disagree about after the first `await`.

What CloudFront's engine does, as measured on njs 0.7.9 (other stock versions before 0.9.1 do the same):

1. A function that is made before the first `await` and uses a variable of the async function around it takes
   the variable along; a declared function does so when the async function begins.
2. At the first `await` the async function is saved with the values that it had when the variable was taken
   along. From then on there are two: what one side writes, the other does not see.
3. Functions made after the first `await` share variables as they should.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.javascript.calls import CALLBACK_METHODS
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.parse import Node
from cloudfrontier.javascript.regions import FUNCTIONS
from cloudfrontier.javascript.scope import Binding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.scope import Scopes

__all__ = ["SharedVariable", "shared_variables"]

SOMETIMES = {
    "CatchClause": ("body",),
    "ConditionalExpression": ("consequent", "alternate"),
    "ForInStatement": ("body",),
    "ForStatement": ("body", "update"),
    "IfStatement": ("consequent", "alternate"),
    "LogicalExpression": ("right",),
    "SwitchCase": ("consequent", "test"),
    "WhileStatement": ("body",),
}
LOOPS = frozenset({"DoWhileStatement", "ForInStatement", "ForStatement", "WhileStatement"})
LOST = "what was written before the `await` is lost after it"
UNSEEN = "what is written after the `await` is not seen in here"


@dataclass(frozen=True, eq=False)
class SharedVariable:
    """A variable, the inner function that uses it, the `await` that parts them, and what comes of it."""

    binding: Binding
    closure: Node
    pause: Node
    effect: str


def shared_variables(index: Index, scopes: Scopes) -> Iterator[SharedVariable]:
    """Every such variable, with the first function that takes it along."""
    pauses: dict[Node, list[Node]] = {}
    for node in index.of("AwaitExpression"):
        function = index.function(node)
        if function is not None:
            pauses.setdefault(function, []).append(node)
    for binding in scopes.bindings:
        function = binding.scope.function
        if function in pauses and binding.writes and binding.kind != "import":
            found = _Sharing(index, scopes, binding, pauses[function]).find()
            if found is not None:
                yield found


class _Sharing:
    """One variable of one async function."""

    def __init__(self, index: Index, scopes: Scopes, binding: Binding, pauses: list[Node]) -> None:
        self.index = index
        self.scopes = scopes
        self.binding = binding
        self.function: Node = binding.scope.function
        self.pauses = sorted(pauses, key=end_of)

    def find(self) -> SharedVariable | None:
        """The first inner function that makes two variables of one, if that shows."""
        first_certain = next((end_of(pause) for pause in self.pauses if self._is_certain(pause)), None)
        for closure in self._closures():
            taken = self._taken_at(closure)
            pause = next((pause for pause in self.pauses if end_of(pause) > taken), None)
            if pause is None or (first_certain is not None and taken >= first_certain):
                continue
            if effect := self._effect(closure, taken, pause):
                return SharedVariable(self.binding, closure, pause, effect)
        return None

    def _closures(self) -> list[Node]:
        """The functions right inside the async one that use the variable, in the order of the text."""
        uses = [*self.binding.reads, *(write.target for write in self.binding.writes)]
        found = {self._outermost(node) for node in uses if self.index.function(node) is not self.function}
        return sorted((node for node in found if node is not None), key=lambda node: node.range[0])

    def _outermost(self, node: Node) -> Node | None:
        function = self.index.function(node)
        while function is not None:
            around = self.index.function(function)
            if around is self.function:
                return function
            function = around
        return None

    def _taken_at(self, closure: Node) -> int:
        """Where the function takes its variables along: an offset."""
        start: int = (
            self.function.body.range[0] if closure.type == "FunctionDeclaration" else closure.range[0]
        )
        return start

    def _effect(self, closure: Node, taken: int, pause: Node) -> str:
        after = end_of(pause)
        loop = self._loop_around(pause)
        own_reads = [node for node in self.binding.reads if self.index.function(node) is self.function]
        reads_later = any(node.range[0] >= after or inside(node, loop) for node in own_reads)
        own = [
            self._written_at(write.target)
            for write in self.binding.writes
            if self.index.function(write.target) is self.function and write.value is not self._itself()
        ]
        by_closure = any(self._outermost(write.target) is closure for write in self.binding.writes)
        if reads_later and (by_closure or any(taken < offset < after for offset in own)):
            return LOST
        lives_on = not self._is_callback(closure) and self._is_used_after(closure, after)
        is_read = any(self._outermost(node) is closure for node in self.binding.reads)
        return UNSEEN if lives_on and is_read and any(offset >= after for offset in own) else ""

    def _itself(self) -> Node | None:
        """The function that the name declares, which is there from the start."""
        return self.binding.writes[0].value if self.binding.kind == "function" else None

    def _written_at(self, target: Node) -> int:
        """Where the value arrives: at the end of the assignment, whose value may be awaited."""
        parent = self.index.parent(target)
        return end_of(parent if parent is not None else target)

    def _is_used_after(self, closure: Node, offset: int) -> bool:
        """Whether the function may be called later; if it has a name, by that."""
        parent = self.index.parent(closure)
        named = {"AssignmentExpression": "left", "VariableDeclarator": "id"}
        name = closure.id if closure.type == "FunctionDeclaration" else None
        if parent is not None and parent.type in named:
            name = getattr(parent, named[parent.type])
        holder = self.scopes.binding(name)
        if holder is None:
            return True
        return any(
            read.range[0] >= offset
            or self.index.function(read) is not self.function
            or self.index.region(read).looping
            for read in holder.reads
        )

    def _is_callback(self, closure: Node) -> bool:
        """Whether the function is called at once and never again: `list.forEach(function …)`."""
        parent, field, _ = self.index.place(closure)
        if parent is None or parent.type != "CallExpression":
            return False
        return field == "callee" or member_name(parent.callee) in CALLBACK_METHODS

    def _is_certain(self, pause: Node) -> bool:
        """Whether the function cannot go on without that `await`."""
        node = pause
        for above in self.index.above(pause):
            if above is self.function:
                return True
            if self.index.field(node) in SOMETIMES.get(above.type, ()):
                return False
            node = above
        return False

    def _loop_around(self, node: Node) -> Node | None:
        for above in self.index.above(node):
            if above.type in FUNCTIONS:
                return None
            if above.type in LOOPS:
                return above
        return None


def end_of(node: Node) -> int:
    """Offset after a node's last character."""
    end: int = node.range[1]
    return end


def inside(node: Node, outer: Node | None) -> bool:
    """Whether a node's text is part of another's."""
    return outer is not None and bool(outer.range[0] <= node.range[0] < outer.range[1])
