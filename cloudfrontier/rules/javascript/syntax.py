"""CFF102: a function's code has to be JavaScript at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["Syntax"]


class Syntax(JsRule):
    """The code cannot be parsed as strict JavaScript.

    CreateFunction, UpdateFunction and PublishFunction do not look: the mistake goes live and is a 503 on
    every request, for minutes after it is mended too. CloudFront runs all code in strict mode.
    """

    id = "CFF102"
    title = "The code is JavaScript"
    source = guide("http-503-service-unavailable")
    valid = (JsSample("function handler(event) { return event.request; }"),)
    invalid = (
        JsSample("function handler(event) { return event.request; "),
        JsSample("var s = 'abc;\nfunction handler() {}"),
        JsSample("var a = 010;"),
        JsSample("[" * 5000),
        JsSample("\0"),
    )

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Reports the parser's fault, unless the gate knows the construct by name."""
        fault = js.fault
        if fault is not None and fault.construct is None:
            yield self.finding(
                js,
                fault.message,
                place=(fault.line, fault.column),
                do="mend it; CloudFront would answer every request with a 503",
            )
