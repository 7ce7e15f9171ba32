"""CFF102: a function's code has to be JavaScript at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import Fault, JsSource

__all__ = ["Syntax"]

AWAIT = re.compile(r"await\b(?!\s*[=;,)])")
TYPES = re.compile(
    r"^\s*(?:export\s+)?(?:interface|type|enum|declare)\s+\w"
    r"|(?:[(,]\s*|\b(?:const|let|var)\s+)\w+\??\s*:\s*[A-Za-z]|\)\s*:\s*[A-Za-z]|\w\s+as\s+[A-Za-z]"
)
LONGEST = 10_240
"""Characters of a line that are looked at."""


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
        JsSample("import cf from 'cloudfront'; function handler(event) { var a = await cf.kvs().get('a'); }"),
        JsSample("function handler(event: Event): Request { return event.request; }"),
        JsSample("[" * 5000),
        JsSample("\0"),
    )

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Reports the parser's fault, unless the gate knows the construct by name."""
        fault = js.fault
        if fault is None or fault.construct is not None:
            return
        message, do = fault.message, "mend it; CloudFront would answer every request with a 503"
        if is_await(js, fault):
            message = "`await` outside an async function"
            do = "write `async function` around it; at the top level nothing can be awaited"
        elif TYPES.search(line_of(js, fault)):
            do = "this looks like TypeScript: deploy the JavaScript that its compiler writes"
        yield self.finding(js, message, place=(fault.line, fault.column), do=do)


def is_await(js: JsSource, fault: Fault) -> bool:
    """Whether the parser gave up at an `await`, or at what it took for a name and something behind it."""
    return AWAIT.match(line_of(js, fault), fault.column - 1) is not None


def line_of(js: JsSource, fault: Fault) -> str:
    """The line of a fault, cut where it is long."""
    start = js.line_starts[fault.line - 1]
    return js.text[start : start + LONGEST].partition("\n")[0]
