"""CFF113: a function waits for nothing, because its runtime has no timers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.alternatives import NO_WAITING, TIMERS
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unresolved import unresolved_reads, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["Timers"]


class Timers(AnalysedRule):
    """There are no timers: "the function must synchronously run to completion" (AWS), in under a millisecond.

    `setTimeout(f, 0)` does not put `f` off, it is a ReferenceError and a 503. Call `f()`, or leave it out.
    """

    id = "CFF113"
    title = "No timer is set"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { return event.request; }"),
        JsSample("function setTimeout(f) { f(); } function handler(event) { setTimeout(handler); }"),
    )
    invalid = (
        JsSample("function handler(event) { setTimeout(function () {}, 10); return event.request; }"),
        JsSample("async function handler(event) { await new Promise((done) => setTimeout(done, 5)); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at names that nothing declares."""
        for name, nodes in unresolved_reads(known).items():
            use = worst_use(known, nodes, (name,)) if name in TIMERS else None
            if use is not None and not use.is_guarded:
                yield self.at(
                    js,
                    use.node,
                    f'`{name}` is not there: ReferenceError: "{name}" is not defined{use.times}',
                    do=NO_WAITING,
                    severity=use.severity,
                )
