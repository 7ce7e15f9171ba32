"""CFF104: a function's code compiles as strict code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.compile import compile_strict
from cloudfrontier.javascript.regex import ODDITIES
from cloudfrontier.rules.javascript.js_rule import JsRule, JsSample
from cloudfrontier.rules.javascript.patterns import patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["StrictCompile"]


class StrictCompile(JsRule):
    """The code parses, and still no engine compiles it.

    A name is declared twice, a regular expression is broken: such mistakes are found when the code is
    compiled, which CloudFront does when a request comes in. Nothing of the code is run for this check.
    Regular expressions that only CloudFront's own engine compiles are left to CFF128.
    """

    id = "CFF104"
    title = "The code compiles in strict mode"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("let a = 1; { let a = 2; } function handler() { return a; }"),
        JsSample("import cf from 'cloudfront';\nfunction handler() { return cf; }"),
        JsSample("function handler(event) { return /(?i)bot/.test(event.request.uri); }"),
    )
    invalid = (
        JsSample("let a = 1; let a = 2;"),
        JsSample("var pattern = /(/;"),
        JsSample("function f(x) { let x = 1; }"),
    )

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Compiles what could be parsed."""
        fault = compile_strict(js) if js.tree is not None else None
        if fault is not None:
            fault = compile_strict(without_pcre(js))
        if fault is not None:
            yield self.finding(
                js,
                fault.message,
                place=(fault.line, fault.column),
                do="mend it; CloudFront would answer every request with a 503",
            )


def without_pcre(js: JsSource) -> JsSource:
    """The code with others in place of the regular expressions that only PCRE compiles; nothing moves."""
    text = js.text
    for pattern in patterns(analyse(js)):
        odd = [ODDITIES[seen.oddity] for seen in pattern.read.seen]
        if pattern.is_literal and any(item.pcre_only and (not item.old or is_old(js)) for item in odd):
            start = pattern.node.range[0] + 1
            text = text[:start] + "a" * len(pattern.text) + text[start + len(pattern.text) :]
    return replace(js, text=text)


def is_old(js: JsSource) -> bool:
    """Whether the code is for runtime 1.0."""
    return js.runtime == "cloudfront-js-1.0"
