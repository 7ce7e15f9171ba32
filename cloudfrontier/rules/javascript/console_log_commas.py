"""CFF124: console.log is given one argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import path
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["ConsoleLogCommas"]


class ConsoleLogCommas(AnalysedRule):
    """AWS: the comma syntax of console.log is not supported.

    What `console.log('uri', uri)` logs of the second argument is not documented. Before:
    `console.log('uri', uri)`. After: `console.log('uri ' + uri)`; for objects `JSON.stringify(object)`.
    """

    id = "CFF124"
    title = "console.log is given one argument"
    source = guide("functions-javascript-runtime-20")
    severity = "warning"
    valid = (
        JsSample("function handler(event) { console.log('uri ' + event.request.uri); }"),
        JsSample("var console = { log: function () {} }; function handler() { console.log(1, 2); }"),
    )
    invalid = (
        JsSample("function handler(event) { console.log('uri', event.request.uri); }"),
        JsSample("function handler(event) { console.log('%s', event.request.uri); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at calls of console.log."""
        for node in known.index.of("CallExpression"):
            if path(node.callee) != "console.log" or len(node.arguments) < 2:
                continue
            if known.kinds.builtin(node.callee.object) and known.judge.certainty(node) != "never":
                yield self.at(
                    js,
                    node.arguments[1],
                    f"console.log is given {len(node.arguments)} arguments; it takes one",
                    do="join them: `console.log('uri ' + uri)`",
                )
