"""CFF140: a constant is not assigned, which throws when that line runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["ConstantAssignment"]


class ConstantAssignment(AnalysedRule):
    """An assignment to a `const` compiles, and is a TypeError when it runs: a 503.

    Members of a constant may be assigned: `const request = event.request; request.uri = '/';` is fine.
    """

    id = "CFF140"
    title = "No constant is assigned"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample(
            "function handler(event) { const request = event.request; request.uri = '/'; return request; }"
        ),
        JsSample("function handler(event) { for (const key in event) { f(key); } function f() {} }"),
    )
    invalid = (
        JsSample(
            "function handler(event) { const uri = event.request.uri; uri = '/'; return event.request; }"
        ),
        JsSample("const count = 0; function handler(event) { count += 1; return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at what is assigned to constants beyond their declaration."""
        for binding in known.scopes.bindings:
            if binding.kind != "const":
                continue
            for write in binding.writes:
                is_declaration = write.target is binding.node
                severity = None if is_declaration else grade(known, write.target)
                if severity is not None:
                    yield self.at(
                        js,
                        write.target,
                        f"`{binding.name}` is a constant: TypeError: assignment to constant variable",
                        do="declare it with `let`",
                        severity=severity,
                    )
