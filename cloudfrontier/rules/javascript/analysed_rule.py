"""What rules on the meaning of code share: the analysis, places of nodes, and when a finding is an error.

An error says that CloudFront refuses the code, or that it fails when it runs. What runs only after a question
about that very thing, inside a `try`, or in a function that nothing plainly calls, is a warning; what never
runs is not reported.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from cloudfrontier.javascript.analysis import Analysis, analyse
from cloudfrontier.javascript.gate import find_unsupported
from cloudfrontier.rules.javascript.js_rule import JsRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["AnalysedRule", "GateRule", "grade", "is_question", "worst"]

QUESTIONS = {
    "ConditionalExpression": "test",
    "IfStatement": "test",
    "LogicalExpression": "left",
    "UnaryExpression": "argument",
}


class AnalysedRule(JsRule):
    """A rule on code that could be parsed; other code has findings of its own."""

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Looks at the analysis of the code."""
        if js.tree is not None:
            yield from self.look(js, analyse(js))

    @abstractmethod
    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """What this rule finds."""

    def at(
        self,
        js: JsSource,
        where: Node | int,
        message: str,
        *,
        do: str,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at a node's first character, or at an offset."""
        offset = where if isinstance(where, int) else where.range[0]
        return self.finding(js, message, place=js.position(offset), do=do, severity=severity)


class GateRule(JsRule):
    """A rule on constructs that the gate of the runtime knows by name."""

    features: frozenset[str]

    def check(self, js: JsSource) -> Iterator[Finding]:
        """Reports what the gate finds of them, in code that could be parsed."""
        for found in () if js.tree is None else find_unsupported(js):
            if found.feature.id in self.features:
                yield self.finding(
                    js,
                    f"{found.construct} in {js.runtime}: {found.says}",
                    place=(found.line, found.column),
                    do=found.feature.instead,
                    severity=found.verdict.severity,
                )


def grade(known: Analysis, node: Node, names: Iterable[str] = ()) -> Severity | None:
    """How bad a certain failure at a node is; None if nothing ever gets there.

    `names`: what fails, so that `if (typeof it …)` is known for a question about it.
    """
    certainty = known.judge.certainty(node, names)
    if certainty == "never":
        return None
    return "error" if certainty == "certain" else "warning"


def is_question(known: Analysis, node: Node) -> bool:
    """Whether a node is only looked at: `if (it)`, `!it`, `it && …`, `typeof it`."""
    parent, field, _ = known.index.place(node)
    return parent is not None and QUESTIONS.get(parent.type) == field


def worst(findings: list[Finding]) -> list[Finding]:
    """Of several findings about one thing the first error, or the first of them."""
    errors = [finding for finding in findings if finding.severity == "error"]
    return (errors or findings)[:1]
