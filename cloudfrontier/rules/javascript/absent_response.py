"""CFF139: a function of viewer-request does not look for a response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade, is_question
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["AbsentResponse"]

ASKED = ("response", "eventType", "body")


class AbsentResponse(AnalysedRule):
    """In viewer-request there is no response yet: `event.response` is `undefined`.

    A member of it is a TypeError (503). A function of viewer-request returns the request, or makes a response
    of its own. In viewer-response the body of the response is never given, though one may be set.
    """

    id = "CFF139"
    title = "Only what the event has is read"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { return event.request; }", event="viewer-request"),
        JsSample("function handler(event) { return event.response; }", event="viewer-response"),
        JsSample(
            "function handler(event) { return event.response ? event.response.headers.a : event.request; }",
            event="viewer-request",
        ),
    )
    invalid = (
        JsSample(
            "function handler(event) { var r = event.response; event.response.statusCode = 404; return r; }",
            event="viewer-request",
        ),
        JsSample("function handler(event) { return event.response.body.data; }", event="viewer-response"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of the event and of the response."""
        for node in known.index.of("MemberExpression"):
            name = member_name(node)
            if name not in {"body", "response"} or is_question(known, node):
                continue
            kind = known.kinds.of(node.object)
            if kind == "event" and name == "response" and js.event == "viewer-request":
                message = "there is no `event.response` in viewer-request"
                do = "return `event.request`, or a response of your own; or attach it to viewer-response"
            elif kind == "response" and name == "body" and "body" not in known.definitions.assigned:
                message = "`response.body` is never given to a function"
                do = "set a body if you want another one; the origin's cannot be read"
            else:
                continue
            severity = None if known.judge.is_asked_for(node, ASKED) else grade(known, node, ASKED)
            if severity is not None:
                parent, field, _ = known.index.place(node)
                goes_on = parent.type == "MemberExpression" and field == "object"
                yield self.at(js, node, message, do=do, severity=severity if goes_on else "warning")
