"""CFF134: what comes back is a request where a request is meant, and a response where a response is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["MisplacedResult"]


class MisplacedResult(AnalysedRule):
    """A function of viewer-response returns the response; the request is there to be read.

    The event itself, which wraps both, is no result at all: a 502. Other slips of this kind are warnings: a
    response that is put together and never returned, and a `statusCode` that is set on the request.
    """

    id = "CFF134"
    title = "The request, the response and the event are not mixed up"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { return event.request; }"),
        JsSample(
            "function handler(event) { var r = event.response; r.headers['x-a'] = { value: '1' }; return r; }"
        ),
        JsSample(
            "function handler(event) { var r = { statusCode: 403 }; return event.x ? r : event.request; }"
        ),
    )
    invalid = (
        JsSample("function handler(event) { event.request.uri = '/'; return event; }"),
        JsSample("function handler(event) { event.response.statusCode = 404; return event.request; }"),
        JsSample("function handler(event) { var r = { statusCode: 403 }; return event.request; }"),
        JsSample("function handler(event) { event.request.statusCode = 403; return event.request; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at what the handler returns."""
        for result in known.results.returned:
            kind = known.kinds.of(result)
            severity = grade(known, result)
            if kind == "event" and severity is not None:
                yield self.at(
                    js,
                    result,
                    "the whole event is returned, expected the request or a response (502)",
                    do="return `event.request`, or `event.response` in viewer-response",
                    severity=severity,
                )
            elif kind == "request" and severity is not None:
                yield from self.on_request(js, known, result, severity)
        yield from self.unused_responses(js, known)
        for node in known.index.of("AssignmentExpression"):
            if member_name(node.left) == "statusCode" and known.kinds.of(node.left.object) == "request":
                yield self.at(
                    js,
                    node.left,
                    "`statusCode` is set on the request; a request has none",
                    do="return a response: `{ statusCode: 403, statusDescription: 'Forbidden' }`",
                    severity="warning",
                )

    def on_request(
        self, js: JsSource, known: Analysis, result: Node, severity: Severity
    ) -> Iterator[Finding]:
        """The request, returned where a response is meant."""
        if js.event == "viewer-response":
            message = "the request is returned from viewer-response, expected the response (502)"
        elif js.event is None and known.reads_response:
            message, severity = "the function reads `event.response` and returns the request", "warning"
        else:
            return
        yield self.at(js, result, message, do="return `event.response`", severity=severity)

    def unused_responses(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """`var response = { statusCode: 403 };` that nothing uses but to write into it."""
        for response in known.results.responses:
            binding = known.results.variable(response)
            if binding is None or len(binding.writes) != 1:
                continue
            if all(is_written_into(known, read) for read in binding.reads):
                yield self.at(
                    js,
                    response.node,
                    f"the response `{binding.name}` is put together and never returned",
                    do=f"write `return {binding.name};`, or take it out",
                    severity="warning",
                )


def is_written_into(known: Analysis, read: Node) -> bool:
    """Whether a variable is only used as in `response.headers.a = …`."""
    node = read
    for above in known.index.above(read, limit=8):
        if above.type == "AssignmentExpression":
            return above.left is node and node is not read
        if above.type != "MemberExpression" or above.object is not node:
            return False
        node = above
    return False
