"""The kinds of work that a run is counted in, and how many of each a piece of a syntax tree does.

Counts are taken, not times: the same run has the same counts on every machine. What a count is worth stands
in `weights`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from cloudfrontier.javascript.parse import Node

__all__ = ["COUNTERS", "Counter", "steps_of"]

Counter = Literal[
    "step",
    "property",
    "object",
    "key",
    "call",
    "throw",
    "await",
    "builtin",
    "string",
    "copied",
    "searched",
    "item",
    "match",
    "miss",
    "matched",
    "compiled",
    "parsed",
    "written",
    "coded",
    "digest",
    "hashed",
]
"""What is counted.

From the syntax tree, wherever a run comes by: `step`, an operator, a jump, an argument; `property`, one read
or written; `object`, a plain object made (an array, a function and a pattern count as two); `key`, a property
of a literal; `call`, a function of the code's own entered; `throw`, an exception caught; `await`.

From what builtins are given and give: `builtin`, a call; `string`, a string made that is too long to be kept
in place; `copied`, a character of a string that is made; `searched`, a character looked at in a search;
`item`, an element of an array or object visited; `match` and `miss`, a regular expression that matched and
that did not, and `matched`, a character that it was led over; `compiled`, a character of a pattern that
`new RegExp` reads; `parsed` and `written`, a character of JSON; `coded`, a character encoded or decoded;
`digest`, a hash or HMAC made, and `hashed`, a block of 64 bytes that it was computed over.
"""

COUNTERS: tuple[Counter, ...] = get_args(Counter)

STEPS: dict[str, tuple[Counter, ...]] = {
    "ArrowFunctionExpression": ("object", "object"),
    "ArrayExpression": ("object", "object"),
    "AssignmentExpression": ("step",),
    "AwaitExpression": ("await",),
    "BinaryExpression": ("step",),
    "BreakStatement": ("step",),
    "CallExpression": ("step",),
    "CatchClause": ("throw",),
    "ConditionalExpression": ("step",),
    "ContinueStatement": ("step",),
    "ForInStatement": ("step", "object"),
    "FunctionDeclaration": ("object", "object"),
    "FunctionExpression": ("object", "object"),
    "IfStatement": ("step",),
    "LogicalExpression": ("step",),
    "MemberExpression": ("property",),
    "NewExpression": ("step", "object", "object"),
    "ObjectExpression": ("object",),
    "Property": ("key",),
    "ReturnStatement": ("step",),
    "SwitchCase": ("step",),
    "TaggedTemplateExpression": ("step", "object", "object"),
    "TryStatement": ("step",),
    "UnaryExpression": ("step",),
    "UpdateExpression": ("step",),
    "VariableDeclarator": ("step",),
}
"""What evaluating a node takes, its parts apart; a type that is absent takes nothing by itself."""


def steps_of(node: Node) -> tuple[Counter, ...]:
    """What evaluating a node once takes."""
    return (*STEPS.get(node.type, ()), *by_shape(node))


def by_shape(node: Node) -> tuple[Counter, ...]:
    """What it takes besides, by what stands in it."""
    more: list[Counter] = []
    match node.type:
        case "AssignmentExpression" if node.operator != "=" and node.left.type == "MemberExpression":
            more += ["property"]
        case "UpdateExpression" if node.argument.type == "MemberExpression":
            more += ["property"]
        case "CallExpression" | "NewExpression":
            more += ["step"] * len(node.arguments)
        case "ArrayExpression":
            more += ["item"] * len(node.elements)
        case "TemplateLiteral" if node.expressions:
            # it is put together as an array that is joined
            more += ["object", "object"]
            more += ["item"] * len(node.quasis)
        case "Literal" if node.regex is not None:
            more += ["object", "object"]
    return tuple(more)
