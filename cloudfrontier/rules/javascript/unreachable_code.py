"""CFF136: no code stands after a `return`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.index import STATEMENT_LISTS
from cloudfrontier.javascript.regions import exits
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["UnreachableCode"]

WORDS = {
    "ReturnStatement": "`return`",
    "ThrowStatement": "`throw`",
    "BreakStatement": "`break`",
    "ContinueStatement": "`continue`",
}


class UnreachableCode(AnalysedRule):
    """Code after a `return`, a `throw`, a `break` or a `continue` never runs.

    It only counts towards the 10 KB. A line break after `return` ends it: `return` alone gives `undefined` (a
    502), and the object on the next line is never looked at. Write `return {` on one line.
    """

    id = "CFF136"
    title = "No code stands after a `return`"
    source = guide("cloudfront-function-restrictions")
    severity = "warning"
    valid = (
        JsSample("function handler(event) { return f(); function f() { return event.request; } }"),
        JsSample("function handler(event) { switch (1) { case 1: return event.request; break; } }"),
        JsSample("function handler(event) { if (event.a) { return 1; } return event.request; }"),
    )
    invalid = (
        JsSample("function handler(event) { return event.request; event.request.uri = '/'; }"),
        JsSample("function handler(event) { return\n  { statusCode: 403 }; }"),
        JsSample("function handler(event) { if (1) { return 1; } else { throw 2; } return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at lists of statements."""
        for node in known.index.of(*STATEMENT_LISTS):
            if known.index.region(node).dead:
                continue
            statements = getattr(node, STATEMENT_LISTS[node.type])
            last = next((item for item in statements if exits(item)), None)
            if last is None:
                continue
            behind = next(
                (item for item in statements if item.range[0] > last.range[0] and does_something(item)), None
            )
            if behind is not None:
                line, _ = js.position(last.range[0])
                word = WORDS.get(last.type, "end of all paths")
                yield self.at(
                    js,
                    behind,
                    f"this never runs: it stands after the {word} of line {line}",
                    do="take it out, or move it before; `return {` has to stand on one line",
                )


def does_something(statement: Node) -> bool:
    """Whether a statement would matter if it ran; functions are there before anything runs."""
    if statement.type == "VariableDeclaration":
        return any(item.init is not None for item in statement.declarations)
    return statement.type not in {"BreakStatement", "EmptyStatement", "FunctionDeclaration"}
