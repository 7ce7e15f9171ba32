"""Which variable a name means: bindings, the scopes that hold them, and every use of them.

1. The code is strict. A function that is declared in a block is found in the whole function around it: more
   than strict code allows, so that no name is called undeclared that some engine would find.
2. Properties of the global object that the code sets (`global.name = …`) count as declared.
3. Nothing here recurses: functions may be nested as deep as the text is long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.parse import Node
from cloudfrontier.javascript.regions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.index import Index

__all__ = ["GLOBAL_OBJECTS", "Binding", "Reference", "Scope", "Scopes", "Write"]

BindingKind = Literal["var", "let", "const", "function", "parameter", "class", "import", "catch", "global"]
GLOBAL_OBJECTS = frozenset({"global", "globalThis"})
BLOCK_SCOPES = frozenset(
    {"CatchClause", "ForInStatement", "ForOfStatement", "ForStatement", "SwitchStatement"}
)
IMPORTS = ("ImportDefaultSpecifier", "ImportNamespaceSpecifier", "ImportSpecifier")
# Fields that hold an identifier which names no variable.
LABELS = frozenset({"BreakStatement", "ContinueStatement", "LabeledStatement"})


@dataclass(frozen=True, slots=True, eq=False)
class Write:
    """A place where a variable gets a value; `value` is None where it is not written out."""

    target: Node
    value: Node | None


@dataclass(slots=True, eq=False)
class Binding:
    """A variable; `node` is the identifier that declares it."""

    name: str
    kind: BindingKind
    scope: Scope
    node: Node
    writes: list[Write] = field(default_factory=list)
    reads: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Scope:
    """A stretch of the text with variables of its own; `function` is the innermost function around it."""

    above: Scope | None
    function: Node | None
    names: dict[str, Binding] = field(default_factory=dict)

    def find(self, name: str) -> Binding | None:
        """The variable that a name means here."""
        scope: Scope | None = self
        while scope is not None:
            if (binding := scope.names.get(name)) is not None:
                return binding
            scope = scope.above
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A use of a name that no scope declares."""

    node: Node
    is_write: bool
    is_read: bool


class Scopes:
    """The scopes of one tree; every identifier that names a variable is resolved."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.top = Scope(None, None)
        self._scopes: dict[Node, Scope] = {index.tree: self.top}
        self._bindings: dict[Node, Binding] = {}
        self._declaring: set[Node] = set()
        self.unresolved: list[Reference] = []
        self.bindings: list[Binding] = []
        for node in index.nodes:
            self._open(node)
        self._declare_all()
        self._global_names()
        for node in index.of("Identifier"):
            if node not in self._declaring and self._names_a_variable(node):
                self._resolve(node)

    def binding(self, node: Node | None) -> Binding | None:
        """The variable that an identifier means, None for other nodes and for names that nothing declares."""
        return self._bindings.get(node)

    def only_value(self, node: Node | None) -> Node | None:
        """The one value that the variable which an identifier means ever has; None if it has several."""
        binding = self._bindings.get(node)
        if binding is None or len(binding.writes) != 1 or binding.kind == "parameter":
            return None
        return binding.writes[0].value

    def _open(self, node: Node) -> None:
        parent, field_, _ = self._index.place(node)
        if parent is None:
            return
        scope = self._scopes[parent]
        if node.type in FUNCTIONS:
            # the name of a declared function is its parent's, which `_declare_all` knows
            scope = Scope(scope, node)
        elif node.type in BLOCK_SCOPES or (node.type == "BlockStatement" and declares(node, parent, field_)):
            scope = Scope(scope, scope.function)
        self._scopes[node] = scope

    # --- declarations -----------------------------------------------------------------------------------

    def _declare_all(self) -> None:
        for node in self._index.of("VariableDeclaration"):
            for item in node.declarations:
                self._declare_variable(node, item)
        for node in self._index.of(*sorted(FUNCTIONS)):
            self._declare_function(node)
        for node in self._index.of("ClassDeclaration"):
            self._declare(node.id, "class", self._scopes[node], node)
        for node in self._index.of("ClassExpression"):
            self._declare(node.id, "class", self._scopes[node], node)
        for node in self._index.of("CatchClause"):
            for name in pattern_names(node.param):
                self._declare(name, "catch", self._scopes[node])
        for node in self._index.of(*IMPORTS):
            self._declare(node.local, "import", self.top)

    def _declare_variable(self, declaration: Node, item: Node) -> None:
        scope = self._scopes[declaration]
        if declaration.kind == "var":
            scope = function_scope(scope)
        is_plain = item.id.type == "Identifier"
        loop = self._index.field(declaration) == "left"
        for name in pattern_names(item.id):
            binding = self._declare(name, declaration.kind, scope)
            if binding is not None and (loop or item.init is not None):
                binding.writes.append(Write(name, item.init if is_plain and not loop else None))

    def _declare_function(self, node: Node) -> None:
        inner = self._scopes[node]
        if node.type == "FunctionDeclaration" and inner.above is not None:
            self._declare(node.id, "function", function_scope(inner.above), node)
        elif node.type == "FunctionExpression":
            self._declare(node.id, "function", inner, node)
        for parameter in node.params:
            for name in pattern_names(parameter):
                self._declare(name, "parameter", inner)

    def _declare(
        self, name: Node | None, kind: BindingKind, scope: Scope, value: Node | None = None
    ) -> Binding | None:
        if name is None or name.type != "Identifier":
            return None
        binding = scope.names.get(name.name)
        if binding is None:
            binding = scope.names[name.name] = Binding(name.name, kind, scope, name)
            self.bindings.append(binding)
        if value is not None:
            binding.writes.append(Write(name, value))
        self._bindings[name] = binding
        self._declaring.add(name)
        return binding

    def _global_names(self) -> None:
        """`global.name = …`, and `this.name = …` at the top level."""
        for node in self._index.of("AssignmentExpression"):
            held, name = node.left.object, member_name(node.left)
            if held is None or not name:
                continue
            is_global = held.type == "Identifier" and held.name in GLOBAL_OBJECTS
            if is_global or (held.type == "ThisExpression" and self._index.function(node) is None):
                binding = self.top.names.get(name)
                if binding is None:
                    binding = self.top.names[name] = Binding(name, "global", self.top, node.left)
                    self.bindings.append(binding)
                binding.writes.append(Write(node.left, node.right if node.operator == "=" else None))

    # --- uses -------------------------------------------------------------------------------------------

    def _names_a_variable(self, node: Node) -> bool:
        parent, field_, _ = self._index.place(node)
        if parent is None:
            return False
        match parent.type:
            case "MemberExpression":
                return field_ == "object" or bool(parent.computed)
            case "Property" | "MethodDefinition" | "FieldDefinition":
                return field_ == "value" or bool(parent.computed)
            case "MetaProperty" | "ImportSpecifier" | "ExportSpecifier":
                return field_ == "local"
            case kind:
                return kind not in LABELS

    def _resolve(self, node: Node) -> None:
        binding = self._scopes[node].find(node.name)
        read, write = self._use(node)
        if binding is None:
            if node.name != "arguments":
                self.unresolved.append(Reference(node, is_write=write is not None, is_read=read))
            return
        self._bindings[node] = binding
        if read:
            binding.reads.append(node)
        if write is not None:
            binding.writes.append(write)

    def _use(self, node: Node) -> tuple[bool, Write | None]:
        """Whether the name is read here, and what is written to it."""
        parent, field_, _ = self._index.place(node)
        if parent is None:
            return True, None
        if parent.type == "AssignmentExpression" and field_ == "left":
            plain = parent.operator == "="
            return not plain, Write(node, parent.right if plain else None)
        if parent.type == "UpdateExpression":
            return True, Write(node, None)
        if parent.type in {"ForInStatement", "ForOfStatement"} and field_ == "left":
            return False, Write(node, None)
        if self._in_pattern(node):
            return False, Write(node, None)
        return True, None

    def _in_pattern(self, node: Node) -> bool:
        """Whether an assignment that takes something apart gives the name a value."""
        field_ = self._index.field(node)
        for above in self._index.above(node, limit=8):
            if above.type in {"ArrayPattern", "ObjectPattern", "RestElement"}:
                return True
            if above.type not in {"AssignmentPattern", "Property"} or field_ in {"right", "key"}:
                return False
            field_ = self._index.field(above)
        return False


def declares(block: Node, parent: Node, field_: str) -> bool:
    """Whether a block needs a scope of its own; the body of a function shares that of the function."""
    if field_ == "body" and parent.type in FUNCTIONS:
        return False
    return any(item.type in {"VariableDeclaration", "ClassDeclaration"} for item in block.body)


def function_scope(scope: Scope) -> Scope:
    """The scope in which `var` declares: that of the function, or the top."""
    while scope.above is not None and scope.above.function is scope.function:
        scope = scope.above
    return scope


def pattern_names(pattern: Node | None) -> Iterator[Node]:
    """The identifiers that a pattern binds."""
    waiting = [pattern]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        match node.type:
            case "Identifier":
                yield node
            case "AssignmentPattern":
                waiting.append(node.left)
            case "RestElement":
                waiting.append(node.argument)
            case "ArrayPattern":
                waiting.extend(reversed(node.elements))
            case "ObjectPattern":
                waiting.extend(item.value if item.type == "Property" else item for item in node.properties)
