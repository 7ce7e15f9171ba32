"""Which members the code itself defines: a method that it brings along is none that the runtime lacks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import key_name, member_name, text_value

if TYPE_CHECKING:
    from cloudfrontier.javascript.index import Index

__all__ = ["Definitions"]


class Definitions:
    """The names of members in one tree."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def assigned(self) -> frozenset[str]:
        """Members that get a value somewhere: `a.b = …`, `Object.defineProperty(a, 'b', …)`."""
        targets = [node.left for node in self._index.of("AssignmentExpression")]
        names = {member_name(target) for target in targets}
        for call in self._index.of("CallExpression"):
            if member_name(call.callee) == "defineProperty" and len(call.arguments) > 1:
                names.add(text_value(call.arguments[1]))
        return frozenset(name for name in names if name)

    def brings(self, name: str) -> bool:
        """Whether the code gives a builtin a method of that name, as far as one cannot rule it out."""
        return name in self.assigned or (self._changes_builtins and name in self.known)

    @cached_property
    def _changes_builtins(self) -> bool:
        return any(member_name(node) == "prototype" for node in self._index.of("MemberExpression"))

    @cached_property
    def known(self) -> frozenset[str]:
        """Those, the keys of objects and classes, and every string: names may be computed from strings."""
        names = {key_name(item) for item in self._index.of("Property")}
        names.update(item.key.name for item in self._index.of("MethodDefinition", "FieldDefinition"))
        names.update(text_value(node) for node in self._index.of("Literal"))
        return self.assigned | frozenset(name for name in names if name)
