"""CFF131: a header, a cookie or a query parameter is an object, and its text is `.value`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.event_shape import FIELDS_WITH_VALUE
from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.javascript.names import names
from cloudfrontier.javascript.surface import surface
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["MissingValue"]

KINDS = frozenset(FIELDS_WITH_VALUE.values())
TEXT_FUNCTIONS = names("decodeURIComponent encodeURIComponent decodeURI encodeURI atob btoa parseInt Number")
EQUALITIES = frozenset({"==", "===", "!=", "!=="})
NO_OBJECT = {
    "string": "a string",
    "number": "a number",
    "boolean": "a boolean",
    "strings": "a list",
    "array": "a list",
}
REDIRECT = "return { statusCode: 302, headers: { location: %s } };"


class MissingValue(AnalysedRule):
    """`headers.host` is `{ value: 'example.com' }`; cookies and query parameters are objects too.

    Without `.value` a comparison is never true, `'https://' + headers.host` is `https://[object Object]`, and
    `headers.host.split(':')` is a TypeError (503). The other way round, a header that is set to a string or
    (as in Lambda@Edge) to a list is refused: `headers['x-a'] = { value: 'b' }` is meant.
    """

    id = "CFF131"
    title = "Headers, cookies and query parameters are used through `.value`"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { return event.request.headers.host.value === 'a'; }"),
        JsSample(
            "function handler(event) { var c = event.request.cookies; if (c.a && c.a.value === 'b') {} }"
        ),
        JsSample("function handler(event) { event.request.headers['x-a'] = { value: '1' }; }"),
        JsSample("function handler(event) { " + REDIRECT % "{ value: '/' }" + " }"),
    )
    invalid = (
        JsSample("function handler(event) { return event.request.headers.host === 'a'; }"),
        JsSample("function handler(event) { var h = event.request.headers.host; return 'https://' + h; }"),
        JsSample("function handler(event) { return event.request.headers.host.split(':')[0]; }"),
        JsSample("function handler(event) { return decodeURIComponent(event.request.querystring.a); }"),
        JsSample("function handler(event) { event.response.headers['x-a'] = 'b'; return event.response; }"),
        JsSample("function handler(event) { " + REDIRECT % "'/'" + " }"),
        JsSample("function handler(event) { " + REDIRECT % "[{ key: 'Location', value: '/' }]" + " }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at what the kinds call a header, a cookie or a parameter."""
        for node in known.index.of("MemberExpression", "Identifier"):
            kind = known.kinds.of(node)
            if kind in KINDS and known.index.field(node) != "id":
                yield from self.on_use(js, known, node, str(kind))
        for node in known.index.of("AssignmentExpression"):
            if node.left.type == "MemberExpression" and node.operator == "=":
                held = known.kinds.of(node.left.object)
                if held in FIELDS_WITH_VALUE:
                    yield from self.on_write(js, known, node.right, FIELDS_WITH_VALUE[held], returned=True)
        for response in known.results.responses:
            headers = response.fields.get("headers")
            for item in (
                headers.properties if headers is not None and headers.type == "ObjectExpression" else ()
            ):
                if key_name(item) is not None:
                    yield from self.on_write(js, known, item.value, "header", returned=response.is_returned)

    def on_use(self, js: JsSource, known: Analysis, node: Node, kind: str) -> Iterator[Finding]:
        """A whole header where its text is meant."""
        use, fails = misuse(js, known, node)
        severity = grade(known, node) if use and not known.judge.is_type_checked(node) else None
        if severity is not None:
            yield self.at(
                js,
                node,
                f"a {kind} is an object `{{ value: … }}`, and {use}",
                do="write `.value` after it",
                severity=severity if fails else "warning",
            )

    def on_write(
        self, js: JsSource, known: Analysis, value: Node, kind: str, *, returned: bool
    ) -> Iterator[Finding]:
        """A text where an object is meant."""
        given = NO_OBJECT.get(known.kinds.of(value) or "")
        severity = grade(known, value) if given else None
        if severity is not None:
            # AWS says of headers and cookies what they must be, of query parameters only what they are
            sure = returned and kind != "parameter"
            yield self.at(
                js,
                value,
                f"a {kind} is set to {given}; CloudFront expects an object `{{ value: '…' }}`",
                do="write `{ value: … }` around it",
                severity=severity if sure else "warning",
            )


def misuse(js: JsSource, known: Analysis, node: Node) -> tuple[str, bool]:
    """What goes wrong with the whole object, and whether the function fails of it."""
    parent, field, _ = known.index.place(node)
    if parent is None:
        return "", False
    if parent.type == "MemberExpression" and field == "object" and known.index.field(parent) == "callee":
        name = member_name(parent) or ""
        of_text = surface(js.runtime)["String.prototype"] - surface(js.runtime)["Object.prototype"]
        return (f"has no method `{name}`", True) if name in of_text else ("", False)
    return as_text(known, node), False


def as_text(known: Analysis, node: Node) -> str:
    """How the whole object is used as if it were its text; empty if it is not."""
    parent, field, _ = known.index.place(node)
    says = ""
    match parent.type:
        case "BinaryExpression" if parent.operator in EQUALITIES:
            other = parent.right if field == "left" else parent.left
            says = "never equals a string" if known.kinds.of(other) == "string" else ""
        case "BinaryExpression" if parent.operator == "+":
            says = "becomes `[object Object]` in a string"
        case "TemplateLiteral":
            says = "becomes `[object Object]` in a string"
        case "SwitchStatement":
            says = "equals none of the cases"
        case "CallExpression" if field == "arguments" and wants_text(known, parent):
            says = "is no string"
        case "Property" if key_name(parent) == "value" and field == "value":
            says = "is no string"
    return says


def wants_text(known: Analysis, call: Node) -> bool:
    """Whether a builtin is called that takes a string."""
    if known.kinds.builtin(call.callee) in TEXT_FUNCTIONS:
        return True
    of_pattern = member_name(call.callee) in {"exec", "test"}
    return of_pattern and known.kinds.of(call.callee.object) == "regexp"
