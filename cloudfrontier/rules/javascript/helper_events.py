"""CFF120: helpers that change the origin are called in viewer-request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["HelperEvents"]

REQUEST_ONLY = frozenset(
    {"createRequestOriginGroup", "edgeLocation", "selectRequestOriginById", "updateRequestOrigin"}
)
IMPORT = "import cf from 'cloudfront';\n"


class HelperEvents(AnalysedRule):
    """`cf.updateRequestOrigin` and its like work in viewer-request only, and so does `cf.edgeLocation`.

    A response has come from its origin already. UNCERTAIN: AWS does not say what such a call does there, so
    this is a warning. A function is taken for one of viewer-response if it is built for that event, or reads
    `event.response`.
    """

    id = "CFF120"
    title = "The origin is chosen in viewer-request"
    source = guide("helper-functions-origin-modification")
    severity = "warning"
    valid = (
        JsSample(
            IMPORT + "function handler(event) { cf.selectRequestOriginById('a'); return event.request; }"
        ),
    )
    invalid = (
        JsSample(IMPORT + "function handler(event) { cf.updateRequestOrigin({}); return event.response; }"),
        JsSample(
            IMPORT + "function handler(event) { var r = event.response; cf.edgeLocation.name; return r; }"
        ),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of the module."""
        if js.event == "viewer-request" or not (js.event or known.reads_response):
            return
        for node in known.index.of("MemberExpression"):
            name = member_name(node)
            if name in REQUEST_ONLY and known.kinds.of(node.object) == "module cloudfront":
                yield self.at(
                    js,
                    node,
                    f"`cf.{name}` is for viewer-request; this function handles a response",
                    do="move it into the function of viewer-request",
                )
