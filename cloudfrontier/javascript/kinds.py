"""What an expression is, as far as it can be told for sure: a string, the event, its request, a header.

The answer is None wherever the text leaves a doubt, so that a rule which asks is never wrong for lack of
knowledge: a variable that is given values of two kinds has none, nor has a parameter of a function that is
called in ways that cannot be seen.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.javascript.event_shape import ANY_MEMBER, FIELDS_WITH_VALUE, MEMBERS, METHODS, Kind
from cloudfrontier.javascript.members import member_name, text_value
from cloudfrontier.javascript.names import names
from cloudfrontier.javascript.regions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.javascript.calls import Calls
    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.parse import Node
    from cloudfrontier.javascript.scope import Binding, Scopes, Write

__all__ = ["Kinds"]

DEEPEST = 40
COMPARISONS = names("== != === !== < > <= >= in instanceof")
MADE = {"Array": "array", "Date": "date", "RegExp": "regexp", "String": "object", "Promise": "promise"}
PLAIN_CALLS = {
    **dict.fromkeys(
        names("String decodeURIComponent encodeURIComponent decodeURI encodeURI atob btoa"), "string"
    ),
    **dict.fromkeys(names("Number parseInt parseFloat"), "number"),
    **dict.fromkeys(names("Boolean isNaN isFinite"), "boolean"),
    "Array": "array",
}
STATICS = frozenset({"Array", "Buffer", "Date", "JSON", "Object", "Promise", "String"})
# Parts of the event that a function may replace: a replaced one has no kind.
REPLACEABLE = frozenset({"request", "response", "querystring"})


class Kinds:
    """The kinds of the expressions of one tree."""

    def __init__(self, index: Index, scopes: Scopes, calls: Calls) -> None:
        self._index = index
        self._scopes = scopes
        self._calls = calls
        self._known: dict[Node, Kind | None] = {}
        self._variables: dict[Binding, Kind | None] = {}
        self._replaced = self._replaced_parts()

    def of(self, node: Node | None, depth: int = 0) -> Kind | None:
        """The kind of an expression, None if it is not sure."""
        if node is None or depth > DEEPEST:
            return None
        if node not in self._known:
            tell = TELLERS.get(node.type)
            self._known[node] = tell(self, node, depth + 1) if tell else None
        return self._known[node]

    def builtin(self, node: Node | None) -> str | None:
        """The name of a global that the code does not declare."""
        if node is None or node.type != "Identifier" or self._scopes.binding(node) is not None:
            return None
        return str(node.name)

    def _replaced_parts(self) -> frozenset[str]:
        names = (member_name(node.left) for node in self._index.of("AssignmentExpression"))
        return REPLACEABLE.intersection(name for name in names if name)

    def _common(self, nodes: Iterable[Node | None], depth: int) -> Kind | None:
        """The one kind that all of them have."""
        kinds = {self.of(node, depth) for node in nodes}
        return kinds.pop() if len(kinds) == 1 else None

    # --- one method per type of node --------------------------------------------------------------------

    def of_literal(self, node: Node, _depth: int) -> Kind | None:
        """A text, a number, a boolean or a regular expression."""
        if node.regex is not None:
            return "regexp"
        for kind, name in ((bool, "boolean"), (str, "string"), (int, "number"), (float, "number")):
            if isinstance(node.value, kind):
                return name
        return None

    def of_variable(self, node: Node, depth: int) -> Kind | None:
        """The one kind of everything that is written to a variable."""
        binding = self._scopes.binding(node)
        if binding is None:
            return "undefined" if node.name == "undefined" else None
        if binding not in self._variables:
            # a variable that is made of itself (`a = a + 1`) has no kind while it is asked for
            self._variables[binding] = None
            self._variables[binding] = self._value_of(binding, depth)
        kind = self._variables[binding]
        return "array" if kind == "strings" and binding in self._changed_lists else kind

    @cached_property
    def _changed_lists(self) -> frozenset[Binding]:
        """Lists that something is put into: not all of their items may be strings any more."""
        targets = [node.left.object for node in self._index.of("AssignmentExpression") if node.left.computed]
        targets += [
            call.callee.object
            for call in self._index.of("CallExpression")
            if member_name(call.callee) in {"fill", "push", "splice", "unshift"}
        ]
        bindings = (self._scopes.binding(target) for target in targets)
        return frozenset(binding for binding in bindings if binding is not None)

    def _value_of(self, binding: Binding, depth: int) -> Kind | None:
        match binding.kind:
            case "parameter":
                return None if binding.writes else self._parameter(binding, depth)
            case "import":
                specifier = self._index.parent(binding.node)
                module = self._index.parent(specifier)
                is_member = specifier is None or specifier.type == "ImportSpecifier"
                return None if module is None or is_member else f"module {module.source.value}"
            case "function" | "class":
                return "function" if len(binding.writes) == 1 else None
            case "catch" | "global":
                return None
        if not binding.writes or any(write.value is None for write in binding.writes):
            return self._key(binding)
        return self._common((write.value for write in binding.writes), depth)

    def _key(self, binding: Binding) -> Kind | None:
        """`for (var key in …)`: keys are strings."""
        return "string" if binding.writes and all(map(self._is_key, binding.writes)) else None

    def _is_key(self, write: Write) -> bool:
        above = self._index.above(write.target, limit=3)
        nearest = next(
            (node for node in above if node.type not in {"VariableDeclarator", "VariableDeclaration"}), None
        )
        return nearest is not None and nearest.type == "ForInStatement"

    def _parameter(self, binding: Binding, depth: int) -> Kind | None:
        function = binding.scope.function
        if function is None or binding.node not in function.params:
            return None
        position = function.params.index(binding.node)
        if function in self._calls.handlers:
            return "event" if position == 0 else None
        if function in self._calls.connection_handlers:
            return "connection" if position == 0 else None
        callers = self._calls.callers(function)
        if not callers or any(len(call.arguments) <= position for call in callers):
            return self._item(function, position, depth)
        return self._common((call.arguments[position] for call in callers), depth)

    def _item(self, function: Node, position: int, depth: int) -> Kind | None:
        """The first parameter of a callback: `keys.forEach(function (key) { … })`."""
        parent = self._index.parent(function)
        if position or parent is None or parent.type != "CallExpression" or parent.callee is function:
            return None
        method = member_name(parent.callee)
        if method not in {"every", "filter", "find", "findIndex", "forEach", "map", "some"}:
            return None
        return ANY_MEMBER.get(self.of(parent.callee.object, depth) or "")

    def of_member(self, node: Node, depth: int) -> Kind | None:
        """A member of a part of the event, or an item of a list."""
        held = self.of(node.object, depth)
        if held is None:
            return None
        name = member_name(node)
        if name is not None and name in MEMBERS.get(held, {}):
            return None if name in self._replaced else MEMBERS[held][name]
        # a list has its methods beside its items
        return ANY_MEMBER.get(held) if node.computed or held in FIELDS_WITH_VALUE else None

    def of_call(self, node: Node, depth: int) -> Kind | None:
        """What a call gives back."""
        callee = node.callee
        if (name := self.builtin(callee)) is not None:
            module = text_value(node.arguments[0]) if name == "require" and node.arguments else None
            return f"module {module}" if module else PLAIN_CALLS.get(name)
        method = member_name(callee)
        if method is None:
            function = self._calls.function_of(callee)
            return "promise" if function is not None and function.isAsync else None
        static = self.builtin(callee.object)
        if static is not None:
            return METHODS[static].get(method) if static in STATICS else None
        return METHODS.get(self.of(callee.object, depth) or "", {}).get(method)

    def of_binary(self, node: Node, depth: int) -> Kind | None:
        """A comparison, a sum or a calculation."""
        if node.operator in COMPARISONS:
            return "boolean"
        if node.operator == "??":
            return self._common((node.left, node.right), depth)
        if node.operator != "+":
            return "number"
        # a long sum leans to the left: its last term is the cheap one to ask
        kinds = (self.of(node.right, depth), self.of(node.left, depth))
        if "string" in kinds:
            return "string"
        return "number" if kinds == ("number", "number") else None

    def of_await(self, node: Node, depth: int) -> Kind | None:
        """What a KeyValueStore answers."""
        call = node.argument
        is_get = call.type == "CallExpression" and member_name(call.callee) in {"get", "exists"}
        if not is_get or self.of(call.callee.object, depth) != "kvs":
            return None
        if member_name(call.callee) == "exists":
            return "boolean"
        # {format: 'json'} gives anything
        return "string" if len(call.arguments) == 1 else None

    def of_unary(self, node: Node, _depth: int) -> Kind | None:
        """What an operator makes of its operand."""
        return {"!": "boolean", "typeof": "string", "-": "number", "+": "number", "delete": "boolean"}.get(
            node.operator
        )

    def of_new(self, node: Node, _depth: int) -> Kind | None:
        """A value of a builtin class."""
        return MADE.get(self.builtin(node.callee) or "")

    def of_assignment(self, node: Node, depth: int) -> Kind | None:
        """What is assigned."""
        return self.of(node.right, depth) if node.operator == "=" else None

    def of_either(self, node: Node, depth: int) -> Kind | None:
        """One of two values."""
        if node.type == "ConditionalExpression":
            return self._common((node.consequent, node.alternate), depth)
        # `a && b` is nothing or `b`; `a || {}` is an `a` that may be empty
        if node.operator == "&&":
            return self.of(node.right, depth)
        if node.right.type == "ObjectExpression" and not node.right.properties:
            return self.of(node.left, depth)
        return self._common((node.right, node.left), depth)

    def of_array(self, node: Node, _depth: int) -> Kind:
        """A list of which every item is written out as a string, or any list."""
        items = node.elements
        return "strings" if items and all(text_value(item) is not None for item in items) else "array"

    def of_function(self, _node: Node, _depth: int) -> Kind:
        """A function."""
        return "function"

    def of_object(self, _node: Node, _depth: int) -> Kind:
        """An object that is written out."""
        return "object"

    def of_template(self, _node: Node, _depth: int) -> Kind:
        """A text."""
        return "string"


TELLERS = {
    "ArrayExpression": Kinds.of_array,
    "AssignmentExpression": Kinds.of_assignment,
    "AwaitExpression": Kinds.of_await,
    "BinaryExpression": Kinds.of_binary,
    "CallExpression": Kinds.of_call,
    "ConditionalExpression": Kinds.of_either,
    "Identifier": Kinds.of_variable,
    "Literal": Kinds.of_literal,
    "LogicalExpression": Kinds.of_either,
    "MemberExpression": Kinds.of_member,
    "NewExpression": Kinds.of_new,
    "ObjectExpression": Kinds.of_object,
    "TemplateLiteral": Kinds.of_template,
    "UnaryExpression": Kinds.of_unary,
} | dict.fromkeys(FUNCTIONS, Kinds.of_function)
