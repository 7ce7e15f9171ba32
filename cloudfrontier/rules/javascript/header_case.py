"""CFF130: headers are asked for and set in lower case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.event_shape import HEADERS
from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade, worst
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["HeaderCase"]

REFUSED = "is not in lower case: CloudFront refuses what comes back (502)"
REDIRECT = "return { statusCode: 302, headers: { %s: { value: '/' } } };"


class HeaderCase(AnalysedRule):
    """CloudFront gives header names in lower case, and refuses any others in what comes back.

    `headers['User-Agent']` is `undefined` for every visitor, and `.value` of it is a TypeError (503). A
    header that is set as `Location` is a 502: "response.headers must have header names in lower case". Write
    `headers['user-agent']` and `location`; CloudFront sends them with capitals where they belong.
    """

    id = "CFF130"
    title = "Header names are in lower case"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { return event.request.headers['user-agent'].value; }"),
        JsSample("function handler(event) { var h = event.request.headers; return h['Host'] || h['host']; }"),
        JsSample("function handler(event) { " + REDIRECT % "location" + " }"),
    )
    invalid = (
        JsSample("function handler(event) { return event.request.headers['User-Agent'].value; }"),
        JsSample("function handler(event) { var h = event.request.headers; if (h.Authorization) { f(h); } }"),
        JsSample("function handler(event) { event.response.headers['X-A'] = { value: '1' }; }"),
        JsSample("function handler(event) { " + REDIRECT % "Location" + " }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of headers, and at headers of responses that are written out."""
        named = [
            (node, name)
            for node in known.index.of("MemberExpression")
            if (name := member_name(node)) is not None and known.kinds.of(node.object) in HEADERS
        ]
        right = {name for _, name in named if name == fold(name)}
        written = {name for node, name in named if is_written(known, node)}
        reads: dict[str, list[Finding]] = {}
        for node, name in named:
            if name == fold(name) or known.index.field(node) == "callee":
                continue
            if name in written:
                yield from self.on_write(js, known, node, name)
            elif fold(name) not in right:
                reads.setdefault(name, []).extend(self.on_read(js, known, node, name))
        for found in reads.values():
            yield from worst(found)
        for response in known.results.responses:
            headers = response.fields.get("headers")
            if headers is not None and headers.type == "ObjectExpression":
                yield from self.on_literal(js, known, headers, is_returned=response.is_returned)

    def on_write(self, js: JsSource, known: Analysis, node: Node, name: str) -> Iterator[Finding]:
        """`headers['X-A'] = …`."""
        severity = grade(known, node) if is_written(known, node) else None
        if severity is not None:
            yield self.at(
                js,
                node,
                f"the header {name[:60]!r} {REFUSED}",
                do=f"write {fold(name)[:60]!r}",
                severity=severity,
            )

    def on_read(self, js: JsSource, known: Analysis, node: Node, name: str) -> Iterator[Finding]:
        """`headers['X-A']`: nothing, and an error if a member of it is taken."""
        severity = grade(known, node, (name,))
        if severity is None:
            return
        fails = known.index.is_looked_into(node)
        yield self.at(
            js,
            node,
            f"there is never a header {name[:60]!r}: their names are in lower case",
            do=f"write `headers['{fold(name)[:60]}']`",
            severity=severity if fails else "warning",
        )

    def on_literal(
        self, js: JsSource, known: Analysis, headers: Node, *, is_returned: bool
    ) -> Iterator[Finding]:
        """`{ statusCode: 302, headers: { Location: … } }`."""
        for item in headers.properties:
            name = key_name(item)
            severity = grade(known, item)
            if name is not None and name != fold(name) and severity is not None:
                yield self.at(
                    js,
                    item,
                    f"the header {name[:60]!r} {REFUSED}",
                    do=f"write {fold(name)[:60]!r}",
                    severity=severity if is_returned else "warning",
                )


def is_written(known: Analysis, node: Node) -> bool:
    """Whether a member is assigned."""
    parent, field, _ = known.index.place(node)
    return parent is not None and parent.type == "AssignmentExpression" and field == "left"
