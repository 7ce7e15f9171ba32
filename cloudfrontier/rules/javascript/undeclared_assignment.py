"""CFF108: every variable that is assigned is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.builtins import presence
from cloudfrontier.javascript.surface import GLOBALS
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.exports_for_tests import EXPORT_NAMES
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unresolved import unresolved_writes, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["UndeclaredAssignment"]


class UndeclaredAssignment(AnalysedRule):
    """CloudFront runs all code in strict mode, where a variable does not come about by being assigned.

    `uri = request.uri` without a `var` is `ReferenceError: "uri" is not defined`, also in the head of a loop:
    `for (i = 0; …)`. In a browser or in Node.js the same line may work, which is why it is so easily missed.
    Before: `uri = request.uri;`. After: `var uri = request.uri;`.
    """

    id = "CFF108"
    title = "Every assigned variable is declared"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("var uri; function handler(event) { uri = event.request.uri; return event.request; }"),
        JsSample("function handler(event) { for (var i = 0; i < 3; i++) {} return event.request; }"),
    )
    invalid = (
        JsSample("function handler(event) { uri = event.request.uri; return event.request; }"),
        JsSample("function handler(event) { for (i = 0; i < 3; i++) {} return event.request; }"),
        JsSample("function handler(event) { for (key in event) {} return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at assignments to names that nothing declares."""
        for name, nodes in unresolved_writes(known).items():
            if name in EXPORT_NAMES or presence(js.runtime, GLOBALS, name) != "absent":
                continue
            use = worst_use(known, nodes, (name,))
            if use is not None:
                yield self.at(
                    js,
                    use.node,
                    f'`{name}` is assigned and never declared: ReferenceError: "{name}" is not defined',
                    do=f"write `var {name}` before its first use",
                    severity=use.severity,
                )
