"""The gate of each runtime: every place where a function uses syntax that CloudFront's engine does not take.

One check per type of node, each a few lines; what a construct means for a runtime stands in `features`. The
walk carries what a check needs to know of a node's surroundings: the function it is in, and whether it is
inside a call's arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.javascript.feature_table import FEATURES, MODULES
from cloudfrontier.javascript.features import Feature, Verdict
from cloudfrontier.javascript.tree import children

if TYPE_CHECKING:
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["Unsupported", "find_unsupported"]


@dataclass(frozen=True)
class Unsupported:
    """A construct at a place (1-based), and what the function's runtime makes of it."""

    feature: Feature
    verdict: Verdict
    line: int
    column: int
    token: str = ""

    @property
    def construct(self) -> str:
        """The construct, by name."""
        return self.feature.construct.replace("{token}", self.token)

    @property
    def says(self) -> str:
        """What the engine says."""
        return self.verdict.says.replace("{token}", self.token)


class Place(NamedTuple):
    """Where a node stands."""

    parent: Node | None
    field: str
    function: Node | None
    in_arguments: bool
    has_arguments: bool


class Sighting(NamedTuple):
    """A construct, the offset where it begins, and the token to name."""

    feature: str
    offset: int
    token: str = ""


Check = Callable[["Node", Place, "JsSource"], Iterator[Sighting]]
FUNCTIONS = frozenset({"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"})
TIMERS = frozenset(
    {"setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"}
)


_KEPT_AS = "unsupported"


def find_unsupported(source: JsSource) -> tuple[Unsupported, ...]:
    """Every use of what the source's runtime lacks, in the order of the text.

    It is looked for once a source, and kept beside its fields, as `cached_property` keeps its values.
    """
    kept = vars(source)
    if _KEPT_AS not in kept:
        kept[_KEPT_AS] = of_fault(source) if source.fault else of_tree(source)
    found: tuple[Unsupported, ...] = kept[_KEPT_AS]
    return found


def of_fault(source: JsSource) -> tuple[Unsupported, ...]:
    """The construct that the parser gave up at, if it was recognised."""
    fault = source.fault
    feature = FEATURES.get(fault.construct or "") if fault else None
    verdict = feature.verdict(source.runtime) if feature else None
    return (Unsupported(feature, verdict, fault.line, fault.column),) if fault and feature and verdict else ()


def of_tree(source: JsSource) -> tuple[Unsupported, ...]:
    """What the walk through a tree finds."""
    found = []
    for sighting in sorted(sightings(source), key=lambda item: item.offset):
        feature = FEATURES[sighting.feature]
        verdict = feature.verdict(source.runtime)
        if verdict is not None:
            line, column = source.position(sighting.offset)
            found.append(Unsupported(feature, verdict, line, column, sighting.token))
    return tuple(found)


def sightings(source: JsSource) -> Iterator[Sighting]:
    """Every construct of the table that the text has, whatever the runtime."""
    yield from (Sighting(construct, offset) for offset, construct in source.noted)
    if source.text.startswith("\ufeff"):
        yield Sighting("bom", 0)
    for node, place in places(source.tree):
        for check in CHECKS.get(node.type, ()):
            yield from check(node, place, source)


def places(tree: Node) -> Iterator[tuple[Node, Place]]:
    """Every node with its surroundings."""
    waiting = [(tree, Place(None, "", None, in_arguments=False, has_arguments=False))]
    while waiting:
        node, place = waiting.pop()
        yield node, place
        is_function = node.type in FUNCTIONS
        function = node if is_function else place.function
        has_arguments = place.has_arguments or (is_function and node.type != "ArrowFunctionExpression")
        calls = node.type in {"CallExpression", "NewExpression"}
        for field, child in children(node):
            inside = not is_function and (place.in_arguments or (calls and field == "arguments"))
            waiting.append((child, Place(node, field, function, inside, has_arguments)))


def start_of(node: Node) -> int:
    """Offset of a node's first character."""
    offset: int = node.range[0]
    return offset


def is_async(node: Node | None) -> bool:
    """Whether a node is an async function; esprima's attribute is missing on others."""
    return node is not None and bool(node.isAsync)


# --- one check per type of node -----------------------------------------------------------------------------


def always(feature: str) -> Check:
    """The type of node is the construct."""

    def check(node: Node, _place: Place, _source: JsSource) -> Iterator[Sighting]:
        yield Sighting(feature, start_of(node))

    return check


def declaration(node: Node, _place: Place, _source: JsSource) -> Iterator[Sighting]:
    """`let` and `const`."""
    if node.kind in {"let", "const"}:
        yield Sighting(node.kind, start_of(node))


def pattern(node: Node, _place: Place, source: JsSource) -> Iterator[Sighting]:
    """Destructuring, wherever names are bound or assigned."""
    yield Sighting("destructuring", start_of(node), source.text[start_of(node)])


def function(node: Node, place: Place, _source: JsSource) -> Iterator[Sighting]:
    """Generators; async functions, and where they stand."""
    if node.generator:
        yield Sighting("generator", start_of(node))
    if not is_async(node):
        return
    if place.parent is not None and place.parent.type == "Property" and place.parent.method:
        yield Sighting("async-method", start_of(place.parent))
    elif place.field == "arguments":
        yield Sighting("async-argument", start_of(node))
    elif place.function is not None:
        yield Sighting("async-closure", start_of(node))
    else:
        yield Sighting("async", start_of(node))


def awaiting(node: Node, place: Place, _source: JsSource) -> Iterator[Sighting]:
    """`await` where the engine's parser of arguments meets it."""
    if place.in_arguments:
        yield Sighting("await-in-arguments", start_of(node))


def spread(node: Node, place: Place, _source: JsSource) -> Iterator[Sighting]:
    """Spread in a call, an array or an object."""
    in_object = place.parent is not None and place.parent.type == "ObjectExpression"
    yield Sighting("spread-object" if in_object else "spread", start_of(node))


def binary(node: Node, _place: Place, source: JsSource) -> Iterator[Sighting]:
    """`??`, placed at the operator."""
    if node.operator == "??":
        between = source.text.find("??", node.left.range[1], node.right.range[0])
        yield Sighting("nullish", max(between, start_of(node)))


def identifier(node: Node, place: Place, source: JsSource) -> Iterator[Sighting]:
    """Names that the engine's scanner does not take, and `arguments` outside of a function."""
    begin, end = node.range
    written = source.text[begin:end]
    if not written.isascii() or "\\" in written:
        yield Sighting("identifier", begin)
    is_value = place.field not in {"property", "key"} or bool(place.parent and place.parent.computed)
    if node.name == "arguments" and is_value and not place.has_arguments:
        yield Sighting("arguments", begin)


def literal(node: Node, _place: Place, _source: JsSource) -> Iterator[Sighting]:
    """Flags of regular expressions."""
    if node.regex is None:
        return
    flags = node.regex.flags
    unknown = "".join(dict.fromkeys(flag for flag in flags if flag not in "gimy"))
    if unknown or len(set(flags)) < len(flags):
        yield Sighting("regex-flag", start_of(node), unknown or flags)
    elif "y" in flags:
        yield Sighting("regex-sticky", start_of(node))


def importing(node: Node, place: Place, source: JsSource) -> Iterator[Sighting]:
    """An import stands at the top, has a default and nothing else, and names a module that there is."""
    if place.parent is None or place.parent.type != "Program":
        yield Sighting("import-place", start_of(node))
    if [item.type for item in node.specifiers] != ["ImportDefaultSpecifier"]:
        yield Sighting("import-shape", start_of(node))
    if node.source.value not in MODULES[source.runtime]:
        yield Sighting("unknown-module", start_of(node), node.source.value)


def call(node: Node, _place: Place, source: JsSource) -> Iterator[Sighting]:
    """Calls of what is not there."""
    callee = node.callee
    if callee.type == "Import":
        yield Sighting("dynamic-import", start_of(node))
    if callee.type != "Identifier" or callee.name in source.declared:
        return
    if callee.name == "require":
        yield from requiring(node, source)
    elif callee.name in TIMERS:
        yield Sighting("timer", start_of(node), callee.name)
    elif callee.name in {"eval", "Function"}:
        yield Sighting("eval" if callee.name == "eval" else "function-constructor", start_of(node))


def requiring(node: Node, source: JsSource) -> Iterator[Sighting]:
    """`require` of a module that the runtime lacks, where the name is written out."""
    name = node.arguments[0].value if len(node.arguments) == 1 else None
    if isinstance(name, str) and name not in MODULES[source.runtime]:
        yield Sighting("unknown-module", start_of(node), name)


def member(node: Node, _place: Place, source: JsSource) -> Iterator[Sighting]:
    """`module.exports` and `exports.x`, unless the code asks first whether they exist."""
    held = node.object
    if held.type != "Identifier" or held.name in source.declared or f"typeof {held.name}" in source.text:
        return
    if held.name == "exports" or (held.name == "module" and node.property.name == "exports"):
        yield Sighting("module-exports", start_of(node), held.name)


CHECKS: dict[str, tuple[Check, ...]] = {
    "ArrayPattern": (pattern,),
    "ArrowFunctionExpression": (function,),
    "AssignmentPattern": (always("default-parameter"),),
    "AwaitExpression": (awaiting,),
    "BinaryExpression": (binary,),
    "CallExpression": (call,),
    "ClassDeclaration": (always("class"),),
    "ClassExpression": (always("class"),),
    "DebuggerStatement": (always("debugger"),),
    "ExportAllDeclaration": (always("export"),),
    "ExportDefaultDeclaration": (always("export"),),
    "ExportNamedDeclaration": (always("export"),),
    "ForOfStatement": (always("for-of"),),
    "FunctionDeclaration": (function,),
    "FunctionExpression": (function,),
    "Identifier": (identifier,),
    "ImportDeclaration": (importing,),
    "Literal": (literal,),
    "MemberExpression": (member,),
    "MetaProperty": (always("new-target"),),
    "NewExpression": (call,),
    "ObjectPattern": (pattern,),
    "SpreadElement": (spread,),
    "Super": (always("super"),),
    "VariableDeclaration": (declaration,),
}
"""Type of node -> what to look at."""
