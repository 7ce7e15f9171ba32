"""CFF107: every name that is read is declared, or is a builtin."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.alternatives import GLOBALS_ELSEWHERE, NETWORK, TIMERS
from cloudfrontier.javascript.builtins import presence
from cloudfrontier.javascript.surface import GLOBALS, surface
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.exports_for_tests import EXPORT_NAMES
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.unresolved import unresolved_reads, unresolved_writes, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["UndeclaredName"]

# Names that other rules speak of.
ELSEWHERE = GLOBALS_ELSEWHERE.keys() | NETWORK | TIMERS | EXPORT_NAMES
# `__DOMAIN__`, `REPLACE_ME`: what a deployment puts something else in place of.
PLACEHOLDER = re.compile(
    r"__\w+__|(?:REPLACE|INSERT|YOUR|PLACEHOLDER|CHANGE_?ME)_?\w*|\w+_(?:HERE|PLACEHOLDER)"
)


class UndeclaredName(AnalysedRule):
    """A name is read that the code declares nowhere.

    The engine finds out when it gets there: `ReferenceError: "x" is not defined`, a 503 for that request. It
    is a typing error, a variable of another function, or a module that is not loaded. A name that looks like
    a placeholder (`__DOMAIN__`) is a warning: what is deployed may have something in its place.
    """

    id = "CFF107"
    title = "Every name is declared"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("var host = 'a'; function handler(event) { return host; }"),
        JsSample("function handler(event) { if (typeof debug !== 'undefined') { debug(); } }"),
        JsSample("global.host = 'a'; function handler(event) { return host; }"),
        JsSample("function handler(event) { return arguments.length && undefined; }"),
    )
    invalid = (
        JsSample("function handler(event) { var request = event.request; return requst; }"),
        JsSample("function f() { var uri = 1; } function handler(event) { return uri; }"),
        JsSample("var domain = __DOMAIN__; function handler(event) { return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at names that nothing declares."""
        written = unresolved_writes(known)
        for name, nodes in unresolved_reads(known).items():
            # the assignment is the mistake, and has a rule of its own
            if name in ELSEWHERE or name in written or presence(js.runtime, GLOBALS, name) != "absent":
                continue
            use = worst_use(known, nodes, (name,))
            if use is None or use.is_guarded:
                continue
            hole = PLACEHOLDER.fullmatch(name) is not None
            yield self.at(
                js,
                use.node,
                f'ReferenceError: "{name}" is not defined{use.times}',
                do="put in what it stands for" if hole else advice(js, known, name),
                severity="warning" if hole else use.severity,
            )


def advice(js: JsSource, known: Analysis, name: str) -> str:
    """What may have been meant."""
    declared = {binding.name for binding in known.scopes.bindings}
    near = difflib.get_close_matches(name, sorted(declared | surface(js.runtime)[GLOBALS]), n=1, cutoff=0.75)
    if name in declared:
        return "it is declared in another function or block: pass it as an argument, or declare it at the top"
    return f"did you mean `{near[0]}`?" if near else "declare it with `var`, or take it out"
