"""CFF111: builtins that AWS lists nowhere are worth knowing about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.builtins import presence, prototype_of
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.surface import GLOBALS, surface
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.missing_member import owner_of
from cloudfrontier.rules.javascript.unresolved import unresolved_reads, worst_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["UndocumentedBuiltin"]


class UndocumentedBuiltin(AnalysedRule):
    """AWS's list does not have it, and nobody is known to have measured it: it works, or it is a 503.

    The engine that CloudFront's derives from has it. What AWS's own samples call (`charCodeAt`), what ES5.1
    has, and what was measured (`Array.from`, `global`) is not reported. UNCERTAIN by nature: run the function
    with TestFunction before you rely on it.
    """

    id = "CFF111"
    title = "Builtins are ones that AWS lists"
    source = guide("functions-javascript-runtime-20")
    severity = "note"
    valid = (
        JsSample("function handler(event) { 'a'.charCodeAt(0); Array.from('a'); new Date().getTime(); }"),
        JsSample("var s = typeof Symbol; function handler(event) {}", "cloudfront-js-1.0"),
    )
    invalid = (
        JsSample("function handler(event) { return ['a'].entries(); }"),
        JsSample("function handler(event) { return Object.getOwnPropertySymbols(event); }"),
        JsSample("function handler(event) { throw new MemoryError('full'); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at globals, at members of builtins and at methods."""
        uses: dict[str, list[Node]] = {}
        owners = set()
        for node in known.index.of("MemberExpression"):
            owner = owner_of(known, node) or prototype_of(known.kinds.of(node.object))
            name = member_name(node) or ""
            if owner is None or owner == GLOBALS or owner not in surface(js.runtime):
                continue
            if presence(js.runtime, owner, name) == "undocumented":
                uses.setdefault(f"{owner}.{name}", []).append(node)
                owners.add(node.object)
        for name, nodes in unresolved_reads(known).items():
            alone = [node for node in nodes if node not in owners]
            if alone and presence(js.runtime, GLOBALS, name) == "undocumented":
                uses[name] = alone
        for name, nodes in uses.items():
            use = worst_use(known, nodes, (name.rpartition(".")[2],))
            if use is not None and not use.is_guarded:
                yield self.at(
                    js,
                    use.node,
                    f"AWS does not list `{name}` for {js.runtime}; it may be there{use.times}",
                    do="test it at CloudFront, or do without it",
                )
