"""CFF129: nothing relies on a clock that goes on, or on local time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.names import names
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["Clock"]

LOCAL = names("getDate getDay getFullYear getHours getMinutes getMonth toLocaleTimeString")
DEEPEST = 4
LOOPS = ("WhileStatement", "DoWhileStatement", "ForStatement")


class Clock(AnalysedRule):
    """The clock stands still: every reading of it gives the time at which the function was started.

    So the difference of two readings is 0, and a loop that waits for a time to come never ends. The time is
    UTC, whatever the visitor's: `getHours()` is the hour in Greenwich, which is worth a note.
    """

    id = "CFF129"
    title = "Nothing waits for the clock or relies on local time"
    source = guide("functions-javascript-runtime-20")
    severity = "warning"
    valid = (
        JsSample("function handler(event) { var expires = Date.now() + 1000; return expires > 5; }"),
        JsSample("function handler(event) { return new Date().getUTCHours(); }"),
    )
    invalid = (
        JsSample(
            "function handler(event) { var t = Date.now(); f(); return Date.now() - t; function f() {} }"
        ),
        JsSample("function handler(event) { var end = Date.now() + 5; while (Date.now() < end) {} }"),
        JsSample("function handler(event) { var day = new Date(); return day.getHours() > 8; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at differences, loops and local times."""
        waits = [node.test for node in known.index.of(*LOOPS) if node.test is not None]
        waits = [test for test in waits if any(is_now(known, item) for item in known.index.within(test))]
        of_waits = {item for test in waits for item in known.index.within(test)}
        for node in known.index.of("BinaryExpression"):
            is_difference = node.operator == "-" and is_now(known, node.left) and is_now(known, node.right)
            if is_difference and node not in of_waits:
                yield self.at(
                    js,
                    node,
                    "the difference of two readings of the clock is 0: it stands still during a run",
                    do="leave it out; the response of TestFunction tells how much a run costs",
                )
        for test in waits:
            yield self.at(
                js,
                test,
                "this loop waits for a clock that stands still during a run",
                do="leave it out; a function cannot wait",
            )
        for node in known.index.of("CallExpression"):
            name = member_name(node.callee)
            if name in LOCAL and known.kinds.of(node.callee.object) == "date":
                yield self.at(
                    js,
                    node,
                    f"`{name}()` is in UTC, not in the visitor's time",
                    do=f"write `{name.replace('get', 'getUTC')}()` if that is meant"
                    if name.startswith("get")
                    else "format the time from its UTC parts",
                    severity="note",
                )


def is_now(known: Analysis, node: Node, depth: int = 0) -> bool:
    """Whether an expression is a plain reading of the clock, or a variable that holds one."""
    if depth > DEEPEST:
        return False
    match node.type:
        case "Identifier":
            value = value_of(known, node)
            return value is not None and is_now(known, value, depth + 1)
        case "UnaryExpression":
            return node.operator == "+" and is_now(known, node.argument, depth + 1)
        case "NewExpression":
            return known.kinds.builtin(node.callee) == "Date" and not node.arguments
        case "CallExpression":
            return is_call_of_now(known, node.callee, depth + 1)
    return False


def is_call_of_now(known: Analysis, callee: Node, depth: int) -> bool:
    """`Date.now()`, and `getTime()` of a reading."""
    if member_name(callee) == "now":
        return known.kinds.builtin(callee.object) == "Date"
    return member_name(callee) in {"getTime", "valueOf"} and is_now(known, callee.object, depth)


def value_of(known: Analysis, name: Node) -> Node | None:
    """The one value that a variable ever has."""
    binding = known.scopes.binding(name)
    if binding is None or binding.kind == "parameter" or len(binding.writes) != 1:
        return None
    return binding.writes[0].value
