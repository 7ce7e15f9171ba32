"""CFF112: no code is made out of text, which CloudFront refuses when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import text_value
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["DynamicCode"]

MAKERS = {"eval": "`eval`", "Function": "the Function constructor"}
GLOBAL_OBJECT = "return this"


class DynamicCode(AnalysedRule):
    """`eval` and the constructors of functions throw: AWS lets no function run code that was not deployed.

    Before: `new Function('x', 'return x + 1')`. After: `function (x) { return x + 1; }`. Bundlers write
    `Function('return this')()` for the global object behind other guesses that CloudFront answers (`global`,
    `globalThis`); there it is a warning.
    """

    id = "CFF112"
    title = "No code is made out of text"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { return event.request instanceof Function; }"),
        JsSample("function Function(a) {} function handler(event) { Function('a'); }"),
    )
    invalid = (
        JsSample("function handler(event) { return eval('event.request'); }"),
        JsSample("var f = new Function('return 1'); function handler(event) { return f(); }"),
        JsSample("var root = typeof global === 'object' && global || Function('return this')();"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at calls of builtins."""
        for node in known.index.of("CallExpression", "NewExpression"):
            name = known.kinds.builtin(last_of(node.callee))
            severity = grade(known, node) if name in MAKERS else None
            if name is None or severity is None:
                continue
            asked = known.index.region(node).test is not None
            if asked and node.arguments and text_value(node.arguments[0]) == GLOBAL_OBJECT:
                severity = "warning"
            yield self.at(
                js,
                node,
                f"{MAKERS[name]} throws in {js.runtime}: InternalError: Not implemented",
                do="write the code out as a function",
                severity=severity,
            )


def last_of(callee: Node) -> Node:
    """The callee of `(0, eval)(…)`."""
    return callee.expressions[-1] if callee.type == "SequenceExpression" else callee
