"""CFF126: lines that only tests need are left out of what is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.gate import find_unsupported
from cloudfrontier.javascript.without_exports import EXPORT_NAMES, without_exports
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unresolved import unresolved_reads, unresolved_writes, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["EXPORT_NAMES", "ExportsForTests"]


class ExportsForTests(AnalysedRule):
    """`export { handler }` and `module.exports = …` are for tests; at CloudFront they are a 503.

    `export` does not compile (`SyntaxError: Illegal export statement`), and `module` and `exports` are not
    defined. CloudFront finds handlers by their name and needs neither. Leave the line out of what is
    deployed, or write `if (typeof module !== 'undefined') { module.exports = { handler: handler }; }`, which
    does nothing there.
    """

    id = "CFF126"
    title = "Nothing is exported"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { return event.request; }"),
        JsSample(
            "function handler(event) {} if (typeof module !== 'undefined') { module.exports = handler; }"
        ),
        JsSample("function handler(event) {} 0 && (module.exports = { handler });"),
    )
    invalid = (
        JsSample("export function handler(event) { return event.request; }"),
        JsSample("function handler(event) {} export { handler };"),
        JsSample("function handler(event) {} module.exports = { handler: handler };"),
        JsSample("function handler(event) {} exports.handler = handler;"),
        JsSample("Object.defineProperty(exports, '__esModule', { value: true }); function handler(e) {}"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at exports of modules, and at the two names of Node.js."""
        for found in find_unsupported(js):
            if found.feature.id == "export":
                place = (found.line, found.column)
                yield self.finding(js, f"`export`: {found.says}", place=place, do=self.offer(js))
        reads, writes = unresolved_reads(known), unresolved_writes(known)
        for name in sorted(EXPORT_NAMES):
            use = worst_use(known, [*reads.get(name, ()), *writes.get(name, ())], EXPORT_NAMES)
            if use is not None and not use.is_guarded:
                yield self.at(
                    js,
                    use.node,
                    f'`{name}` is not there: ReferenceError: "{name}" is not defined',
                    do=self.offer(js),
                    severity=use.severity,
                )

    def offer(self, js: JsSource) -> str:
        """What to do: take the lines out, where that is all there is to it."""
        stripped = without_exports(js)
        lines = ", ".join(str(line) for line in stripped.removed[:8])
        words = ", ".join(str(line) for line in stripped.words[:8])
        if words:
            rest = f", and line {lines}" if lines else ""
            return f"take the word `export` out of line {words}{rest}; the function works without"
        if lines:
            return f"take it out of what is deployed; the function works without line {lines}"
        return "leave it out of what is deployed, or write `if (typeof module !== 'undefined')` before it"
