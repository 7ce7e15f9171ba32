"""CFF125: the console has `log` and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["ConsoleMethod"]

# The engine that CloudFront's derives from has these beside `log`; AWS says that only `log` is there.
DOUBTFUL = frozenset({"dump", "time", "timeEnd"})


class ConsoleMethod(AnalysedRule):
    """AWS: "the console object only supports the log() method". A call of `console.error` is a TypeError.

    It often stands where something has gone wrong already, so a request that was to get a 401 or a default
    gets a 503. In a `catch` it is a warning here, as all that only fails after another failure.
    """

    id = "CFF125"
    title = "Of the console only `log` is used"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { console.log('a'); return event.request; }"),
        JsSample("function handler(event) { if (console.error) { console.error('a'); } }"),
    )
    invalid = (
        JsSample("function handler(event) { console.error('a'); return event.request; }"),
        JsSample("function handler(event) { try { f(); } catch (e) { console.warn(e); } function f() {} }"),
        JsSample("function handler(event) { console.time('a'); return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at calls of the console's methods."""
        for node in known.index.of("CallExpression"):
            name = member_name(node.callee)
            if name in {None, "log"} or known.kinds.builtin(node.callee.object) != "console":
                continue
            names = (str(name),)
            if name in known.definitions.assigned or known.judge.is_asked_for(node, names):
                continue
            severity = grade(known, node, names)
            if severity is not None:
                yield self.at(
                    js,
                    node,
                    f"the console has no `{name}` in {js.runtime}, only `log`",
                    do="write `console.log`",
                    severity="warning" if name in DOUBTFUL else severity,
                )
