"""CFF137: the event is that of CloudFront Functions, not that of Lambda@Edge or of a web framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.names import names
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade, is_question
from cloudfrontier.rules.javascript.header_case import is_written
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["LambdaEdgeShape"]

INSTEAD: dict[str, dict[str, str]] = {
    "event": {
        "Records": "write `event.request`; `event.Records[0].cf` is Lambda@Edge's",
        "config": "write `event.context`",
        "headers": "write `event.request.headers`",
        "uri": "write `event.request.uri`",
        "path": "write `event.request.uri`",
        "queryStringParameters": "write `event.request.querystring`",
    },
    "request": {
        "body": "CloudFront Functions see no body; use Lambda@Edge with IncludeBody",
        "clientIp": "write `event.viewer.ip`",
        "ip": "write `event.viewer.ip`",
        "path": "write `request.uri`",
        "pathname": "write `request.uri`",
        "query": "write `request.querystring`",
        "queryString": "write `request.querystring`",
        "search": "write `request.rawQueryString()` (runtime 2.0)",
        "url": "write `request.uri`",
        "cookie": "write `request.cookies`",
        "header": "write `request.headers`",
    },
    "response": {
        "status": "write `response.statusCode`, a number",
    },
}
TEXT_METHODS = names("split indexOf includes startsWith match replace substring slice")


class LambdaEdgeShape(AnalysedRule):
    """A CloudFront Function is given `event.request`, `event.viewer.ip` and `event.context`.

    `event.Records[0].cf.request`, `request.clientIp`, `headers.host[0].value` are of Lambda@Edge;
    `request.url` and `request.query` of web frameworks. Here they are `undefined`, and what is taken from
    them a TypeError (503). `request.querystring` is an object, where Lambda@Edge has a string.
    """

    id = "CFF137"
    title = "The event is read as CloudFront Functions give it"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { return event.viewer.ip + event.request.querystring.a.value; }"),
        JsSample("function handler(event) { var r = event.request; r.querystring = 'a=1'; return r; }"),
    )
    invalid = (
        JsSample("function handler(event) { var request = event.Records[0].cf.request; return request; }"),
        JsSample("function handler(event) { return event.request.clientIp; }"),
        JsSample("function handler(event) { return event.request.headers.host[0].value; }"),
        JsSample("function handler(event) { return event.request.querystring.split('&'); }"),
        JsSample("function handler(event) { event.response.status = '404'; return event.response; }"),
        JsSample("function handler(event) { return event.request.uri + '?' + event.request.querystring; }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of the event and of its parts."""
        for node in known.index.of("MemberExpression"):
            kind, name = known.kinds.of(node.object), member_name(node)
            do = INSTEAD.get(kind or "", {}).get(name or "")
            if do and kind and name not in known.definitions.assigned - {"status"}:
                yield from self.on_member(js, known, node, kind, do)
            elif (
                kind == "header"
                and node.computed
                and node.property.type == "Literal"
                and node.property.value == 0
            ):
                yield from self.on_index(js, known, node)
        for node in known.index.of("MemberExpression", "Identifier"):
            use = as_text(known, node) if known.kinds.of(node) == "querystring" else ""
            severity = grade(known, node) if use else None
            if severity and not known.judge.is_type_checked(node):
                yield self.at(
                    js,
                    node,
                    f"the query string is an object with a member for each parameter, and {use}",
                    do="write `querystring.name.value`, or `request.rawQueryString()` (runtime 2.0)",
                    severity=severity if known.index.is_looked_into(node) else "warning",
                )

    def on_member(self, js: JsSource, known: Analysis, node: Node, kind: str, do: str) -> Iterator[Finding]:
        """A member that the part of the event has not."""
        name = member_name(node) or ""
        severity = grade(known, node, (name,))
        if severity is None or is_question(known, node) or known.judge.is_asked_for(node, (name,)):
            return
        fails = known.index.is_looked_into(node)
        parent = known.index.parent(node)
        what = "is not CloudFront's" if is_written(known, node) else "is always undefined"
        yield self.at(
            js,
            node,
            f"`{name}` of the {kind} {what}",
            do=do,
            severity=severity if fails and parent and not is_written(known, parent) else "warning",
        )

    def on_index(self, js: JsSource, known: Analysis, node: Node) -> Iterator[Finding]:
        """`headers.host[0].value`."""
        severity = grade(known, node)
        fails = known.index.is_looked_into(node)
        if severity is not None:
            yield self.at(
                js,
                node,
                "a header is an object `{ value: … }` and no list",
                do="write `headers.host.value`; several values are in `multiValue`",
                severity=severity if fails else "warning",
            )


def as_text(known: Analysis, node: Node) -> str:
    """How the query string is used as if it were text; empty if it is not."""
    parent, field, _ = known.index.place(node)
    if parent is None:
        return ""
    if parent.type == "MemberExpression" and field == "object" and known.index.field(parent) == "callee":
        name = member_name(parent)
        return f"has no method `{name}`" if name in TEXT_METHODS else ""
    if parent.type == "TemplateLiteral" or (parent.type == "BinaryExpression" and parent.operator == "+"):
        return "becomes `[object Object]` in a string"
    return ""
