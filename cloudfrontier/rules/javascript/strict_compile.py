"""CFF104: a function's code compiles as strict code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.compile import compile_strict
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["StrictCompile"]


class StrictCompile(JsRule):
    """The code parses, and still no engine compiles it.

    A name is declared twice, a regular expression is broken: such mistakes are found
    when the code is compiled, which CloudFront does when a request comes in. Nothing of the code is run for
    this check.
    """

    id = "CFF104"
    title = "The code compiles in strict mode"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("let a = 1; { let a = 2; } function handler() { return a; }"),
        JsSample("import cf from 'cloudfront';\nfunction handler() { return cf; }"),
    )
    invalid = (
        JsSample("let a = 1; let a = 2;"),
        JsSample("var pattern = /(/;"),
        JsSample("function f(x) { let x = 1; }"),
    )

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Compiles what could be parsed."""
        fault = compile_strict(js) if js.fault is None else None
        if fault is not None:
            yield self.finding(
                js,
                fault.message,
                place=(fault.line, fault.column),
                do="mend it; CloudFront would answer every request with a 503",
            )
