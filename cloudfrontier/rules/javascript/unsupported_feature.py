"""CFF103: a function uses only what the parser of its runtime takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.gate import find_unsupported
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["UnsupportedFeature"]

# CFF121, CFF123 and CFF126; then what compiles, which is an error only where it is run: CFF112 to CFF115.
OF_OTHER_RULES = frozenset(
    {
        "await-in-arguments",
        "spread",
        "spread-object",
        "export",
        "module-exports",
        "eval",
        "function-constructor",
        "timer",
        "unknown-module",
    }
)


class UnsupportedFeature(JsRule):
    """The runtimes take ES5.1 and parts of later editions; what they lack is a 503 when a request comes in.

    Runtime 2.0 has no optional chaining, `for…of`, destructuring, spread, default values, classes or
    generators; 1.0 lacks `let`, `const` and `async` too. CloudFront takes the code all the same when the
    function is made. A warning means that AWS's pages do not say, or doubt, that the construct works.
    """

    id = "CFF103"
    title = "The runtime takes every construct of the code"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample(
            "import cf from 'cloudfront';\nasync function handler(event) { await 1; return event.request; }"
        ),
        JsSample("var f = function (a, ...rest) { return `${a}`; };", "cloudfront-js-1.0"),
        JsSample("let a = /(?<year>\\d+)/y; const b = 2 ** 3;"),
    )
    invalid = (
        JsSample("function handler(event) { return event?.request; }"),
        JsSample("for (var x of []) {}"),
        JsSample("const a = 1;", "cloudfront-js-1.0"),
        JsSample("var a = b ?? c;"),
        JsSample("try {} catch {}"),
        JsSample("import { createHash } from 'crypto';"),
    )

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Reports what the gate finds, but what has a page of its own."""
        for found in find_unsupported(js):
            if js.tree is None or found.feature.id not in OF_OTHER_RULES:
                yield self.finding(
                    js,
                    f"{found.construct} in {js.runtime}: {found.says}",
                    place=(found.line, found.column),
                    do=found.feature.instead,
                    severity=found.verdict.severity,
                )
