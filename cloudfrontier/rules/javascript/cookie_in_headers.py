"""CFF132: cookies are looked for in `cookies`, not in `headers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.event_shape import HEADERS
from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade, worst
from cloudfrontier.rules.javascript.header_case import is_written
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["CookieInHeaders"]

NAMES = {"cookie": "event.request.cookies", "set-cookie": "response.cookies"}


class CookieInHeaders(AnalysedRule):
    """CloudFront takes cookies out of the headers: `request.headers.cookie` is `undefined` for every visitor.

    Read `request.cookies['session'].value`; it is parsed already. Set `response.cookies['session'] = { value:
    'a', attributes: 'Secure; HttpOnly' }`. What becomes of a header `set-cookie` that a function sets is not
    documented.
    """

    id = "CFF132"
    title = "Cookies are in `cookies`"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { var c = event.request.cookies.session; return c && c.value; }"),
        JsSample("function handler(event) { event.response.cookies.a = { value: 'b' }; }"),
    )
    invalid = (
        JsSample("function handler(event) { return event.request.headers.cookie.value.split(';'); }"),
        JsSample("function handler(event) { var h = event.request.headers; if (h['cookie']) {} }"),
        JsSample("function handler(event) { event.response.headers['set-cookie'] = { value: 'a=b' }; }"),
        JsSample(
            "function handler(e) { return { statusCode: 302, headers: { 'set-cookie': { value: 'a=b' } } }; }"
        ),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of headers, and at headers of responses that are written out."""
        members = [
            (fold(member_name(node) or ""), node)
            for node in known.index.of("MemberExpression")
            if known.kinds.of(node.object) in HEADERS
        ]
        for name in NAMES:
            found = [
                f for wanted, node in members if wanted == name for f in self.on_member(js, known, node, name)
            ]
            yield from worst(found)
        for response in known.results.responses:
            headers = response.fields.get("headers")
            for item in (
                headers.properties if headers is not None and headers.type == "ObjectExpression" else ()
            ):
                if fold(key_name(item) or "") == "set-cookie":
                    yield self.report_write(js, item)

    def on_member(self, js: JsSource, known: Analysis, node: Node, name: str) -> Iterator[Finding]:
        """`headers.cookie`, read or written."""
        severity = grade(known, node, (name,))
        if severity is None:
            return
        if is_written(known, node):
            yield self.report_write(js, node)
            return
        fails = known.index.is_looked_into(node)
        yield self.at(
            js,
            node,
            f"there is never a header {name!r}: CloudFront gives cookies apart from the headers",
            do=f"read `{NAMES[name]}['name'].value`",
            severity=severity if fails else "warning",
        )

    def report_write(self, js: JsSource, node: Node) -> Finding:
        """A cookie that is set as a header."""
        return self.at(
            js,
            node,
            "a cookie is set as a header; what CloudFront makes of it is not documented",
            do="set `response.cookies['name'] = { value: '…', attributes: 'Secure; HttpOnly' }`",
            severity="warning",
        )
