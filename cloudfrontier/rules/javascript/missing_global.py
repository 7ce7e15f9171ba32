"""CFF106: a function uses no global object of browsers or of Node.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.alternatives import GLOBALS_ELSEWHERE, global_advice
from cloudfrontier.javascript.builtins import presence
from cloudfrontier.javascript.surface import GLOBALS
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unresolved import unresolved_reads, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["MissingGlobal"]

# AWS lists the encoders for 2.0 only, the engine that 1.0 derives from has them; that of 2.0 has a `crypto`.
DOUBTFUL: dict[FunctionRuntime, frozenset[str]] = {
    "cloudfront-js-1.0": frozenset({"TextDecoder", "TextEncoder", "ngx", "njs"}),
    "cloudfront-js-2.0": frozenset({"crypto", "ngx", "njs"}),
}


class MissingGlobal(AnalysedRule):
    """The runtimes have ES5.1, parts of later editions and a few modules, but neither a browser nor Node.js.

    `Map`, `Set`, `URL`, `Intl`, `structuredClone` and others were measured to be absent from runtime 2.0
    (with TestFunction, 2026-09). A use of one is `ReferenceError: "URL" is not defined`, which is a 503.
    Before: `new URL(request.uri)`. After: `request.uri.split('/')`. A use behind `typeof URL !== 'undefined'`
    is no finding's worth; one in a `try` is a warning.

    UNCERTAIN, so a warning: `TextEncoder` and `TextDecoder` in 1.0, and a global `crypto` in 2.0.
    """

    id = "CFF106"
    title = "No global of browsers or Node.js is used"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { var seen = {}; return event.request; }"),
        JsSample("function handler(event) { if (typeof URL === 'function') {} return event.request; }"),
        JsSample("function Map() {} function handler(event) { new Map(); return event.request; }"),
        JsSample("var b = Buffer.from('a'); function handler(event) { return event.request; }"),
    )
    invalid = (
        JsSample("function handler(event) { var seen = new Map(); return event.request; }"),
        JsSample("function handler(event) { var u = new URL(event.request.uri); return event.request; }"),
        JsSample("var stage = process.env.STAGE; function handler(event) { return event.request; }"),
        JsSample("var b = Buffer.from('a'); function handler(event) {}", "cloudfront-js-1.0"),
        JsSample("function handler(event) { try { new URL('/'); } catch (e) {} return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at names that nothing declares."""
        for name, nodes in unresolved_reads(known).items():
            if name not in GLOBALS_ELSEWHERE or presence(js.runtime, GLOBALS, name) != "absent":
                continue
            use = worst_use(known, nodes, (name,))
            if use is None or (use.is_guarded and use.severity != "error"):
                continue
            doubtful = name in DOUBTFUL[js.runtime]
            yield self.at(
                js,
                use.node,
                f'`{name}` is not there in {js.runtime}: ReferenceError: "{name}" is not defined{use.times}',
                do=global_advice(name),
                severity="warning" if doubtful else use.severity,
            )
