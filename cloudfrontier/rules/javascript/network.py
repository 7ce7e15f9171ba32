"""CFF114: a function reaches no network, because its runtime has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.alternatives import NETWORK, NO_NETWORK
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unresolved import unresolved_reads, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["Network"]


class Network(AnalysedRule):
    """AWS: no support for XMLHttpRequest, HTTP(S) and sockets. `fetch` is not defined either: a 503.

    What a function has to know goes into its code or into a KeyValueStore. What has to be asked for at each
    request is work for Lambda@Edge.
    """

    id = "CFF114"
    title = "No network is used"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { return event.request; }"),
        JsSample("var fetch = function () {}; function handler(event) { fetch('/'); }"),
    )
    invalid = (
        JsSample("async function handler(event) { const answer = await fetch('https://example.com'); }"),
        JsSample("function handler(event) { var request = new XMLHttpRequest(); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at names that nothing declares."""
        for name, nodes in unresolved_reads(known).items():
            use = worst_use(known, nodes, (name,)) if name in NETWORK else None
            if use is not None and not use.is_guarded:
                yield self.at(
                    js,
                    use.node,
                    f'`{name}` is not there: ReferenceError: "{name}" is not defined{use.times}',
                    do=NO_NETWORK,
                    severity=use.severity,
                )
