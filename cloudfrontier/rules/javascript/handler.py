"""CFF105: a function has a handler, and it takes the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name, path
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["Handler"]

FUNCTIONS = frozenset({"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"})
GLOBALS = frozenset({"global", "globalThis"})
OF_NODE = frozenset({"exports", "module.exports"})


class Handler(AnalysedRule):
    """CloudFront calls a function named `handler` with one argument, the event.

    Without it every request is a 503. Declare it at the top level: `function handler(event) { … }`. A `var
    handler` will do, and so will `global.handler = …`, wherever it stands. Whether CloudFront finds a `let`
    or `const` is not documented (in the engine that CloudFront's derives from they are no properties of the
    global object), so those are a warning; so is a handler without a parameter, or with more than one,
    since it is given the event and nothing else.
    """

    id = "CFF105"
    title = "There is a `handler` that takes the event"
    source = guide("function-code-choose-purpose")
    valid = (
        JsSample("function handler(event) { return event.request; }"),
        JsSample("async function handler(event) { return event.request; }"),
        JsSample("var handler = function (event) { return event.request; };"),
        JsSample("global.handler = (event) => event.request;"),
        JsSample("(() => { globalThis.handler = (event) => event.request; })();"),
        JsSample("var a = 1; a = 2, global['handler'] = (event) => event.request;"),
        JsSample("async function connectionHandler(connection) { connection.allow(); }"),
        JsSample("function handler() { return arguments[0].request; }"),
        JsSample("var make = function () {}; var handler = make();"),
    )
    invalid = (
        JsSample("function main(event) { return event.request; }"),
        JsSample("function outer() { function handler(event) {} }"),
        JsSample("exports.handler = function (event) { return event.request; };"),
        JsSample("(function (root) { root.handler = function (event) {}; })(this);"),
        JsSample("const handler = (event) => event.request;"),
        JsSample("function handler() { return {}; }"),
        JsSample("function handler(event, context, callback) { callback(null, event.request); }"),
        JsSample("var handler = 1;"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at the top level, and at what is given to the global object elsewhere."""
        found = [pair for statement in js.statements for pair in handlers_in(declared_by(statement))]
        assignments = known.index.of("AssignmentExpression")
        found = found or [(node, node.right) for node in assignments if sets_global_handler(node)]
        if not found and known.calls.connection_handlers:
            return
        if not found:
            is_hidden = may_be_hidden(known)
            yield self.finding(
                js,
                "there is no function named `handler` at the top level",
                do="declare `function handler(event) { ... }`",
                severity="warning" if is_hidden else "error",
            )
            return
        statement, value = found[-1]
        place = js.position(statement.range[0])
        if statement.type == "VariableDeclaration" and statement.kind != "var":
            yield self.finding(
                js,
                f"`{statement.kind} handler` is no property of the global object; CloudFront may not find it",
                place=place,
                do="declare `function handler(event) { ... }`",
                severity="warning",
            )
        yield from self.check_value(js, known, value, place)

    def check_value(
        self, js: JsSource, known: Analysis, value: Node, place: tuple[int, int]
    ) -> Iterator[Finding]:
        """Looks at what `handler` is, as far as the text tells."""
        if value is not None and value.type in {
            "Literal",
            "ObjectExpression",
            "ArrayExpression",
            "TemplateLiteral",
        }:
            yield self.finding(js, "`handler` is no function", place=place, do="make it one")
        if value is None or value.type not in FUNCTIONS or uses_arguments(known, value):
            return
        count = len(value.params)
        if count != 1:
            seen = f"{count} parameters" if count else "no parameter"
            yield self.finding(
                js,
                f"`handler` has {seen}; it is called with one argument, the event",
                place=place,
                do="write `function handler(event)`, and return the result",
                severity="warning",
            )


def declared_by(statement: Node) -> Node:
    """What a statement exports, which is a mistake that has a rule of its own; else the statement itself."""
    exports = {"ExportNamedDeclaration", "ExportDefaultDeclaration"}
    return (statement.declaration or statement) if statement.type in exports else statement


def handlers_in(statement: Node) -> Iterator[tuple[Node, Node]]:
    """The statement with what it makes `handler`, if it does."""
    if statement.type == "FunctionDeclaration" and statement.id and statement.id.name == "handler":
        yield statement, statement
    elif statement.type == "VariableDeclaration":
        for item in statement.declarations:
            if item.id.name == "handler":
                yield statement, item.init
    elif statement.type == "ExpressionStatement" and statement.expression.type == "AssignmentExpression":
        expression = statement.expression
        if is_handler(expression.left):
            yield statement, expression.right


def sets_global_handler(node: Node) -> bool:
    """Whether a node gives the global object its `handler`, wherever it stands: so do bundlers."""
    return bool(
        node.type == "AssignmentExpression" and node.left.type == "MemberExpression" and is_handler(node.left)
    )


def is_handler(target: Node) -> bool:
    """Whether an assignment is to `handler`, or to `handler` of the global object."""
    if target.type == "Identifier":
        return bool(target.name == "handler")
    held = target.object
    return bool(
        target.type == "MemberExpression"
        and member_name(target) == "handler"
        and (held.type == "ThisExpression" or held.name in GLOBALS)
    )


def uses_arguments(known: Analysis, function: Node) -> bool:
    """Whether a function reads its arguments without naming them."""
    start, end = function.range
    names = known.index.of("Identifier")
    return any(node.name == "arguments" and start <= node.range[0] < end for node in names)


def may_be_hidden(known: Analysis) -> bool:
    """Whether some object gets a `handler` that may be the global one.

    `root.handler = …`, or `Object.assign(globalThis, { handler })`.
    """
    for node in known.index.of("AssignmentExpression"):
        if member_name(node.left) == "handler" and path(node.left.object) not in OF_NODE:
            return True
    given = (argument for call in known.index.of("CallExpression") for argument in call.arguments)
    has_one = "handler" in known.definitions.known
    return has_one and any(node.type == "Identifier" and node.name in GLOBALS for node in given)
