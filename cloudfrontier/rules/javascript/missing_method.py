"""CFF110: a value has the method that is called on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.alternatives import member_advice
from cloudfrontier.javascript.builtins import method_names, presence, prototype_of
from cloudfrontier.javascript.event_shape import FIELDS_WITH_VALUE
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.surface import GLOBALS, surface
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample
from cloudfrontier.rules.javascript.lambda_edge_shape import TEXT_METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["MissingMethod"]

# Kinds whose members other rules know better.
OTHERS = frozenset({"header", "parameter", "cookie", "field", "kvs", "hash", "event", "request", "response"})
FURTHEST = 60
READABLE = {"strings": "list", "array": "list", "fields": "list"}


class MissingMethod(AnalysedRule):
    """A method is called that no value of that kind has: a TypeError, which is a 503.

    Measured to be absent from runtime 2.0 (with TestFunction, 2026-09): of arrays `flat`, `flatMap`, `at`,
    `findLast`, `toSorted`, `with`; of strings `at`, `matchAll`, `normalize`, `localeCompare`. The event's
    `headers`, `cookies` and `querystring` are plain objects: `headers.get('host')` is of another world, write
    `headers.host.value`.

    An error where the value's kind is plain from the code; where it is not, a name that no builtin has is a
    warning. A method that the code defines itself is not reported, nor one that it asks for.
    """

    id = "CFF110"
    title = "Values have the methods that are called on them"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { return event.request.uri.charCodeAt(0); }"),
        JsSample("var o = { flat: function () {} }; function handler(event) { return o.flat(); }"),
        JsSample("function handler(event) { var l = [1]; return l.flat ? l.flat() : l; }"),
        JsSample("Array.prototype.at = function () {}; function handler(event) { return [1].at(0); }"),
        JsSample("var crypto = require('crypto'); crypto.createHash('md5').update('a').digest('hex');"),
    )
    invalid = (
        JsSample("function handler(event) { return event.request.uri.matchAll(/a/g); }"),
        JsSample("function handler(event) { return event.request.uri.split('/').at(-1); }"),
        JsSample("function handler(event) { return event.request.headers.get('host'); }"),
        JsSample("function f(list) { return list.flatMap(f); } function handler(event) { f(event.x); }"),
        JsSample("function handler(event) { return 'a'.replaceAll('a', 'b'); }", "cloudfront-js-1.0"),
        JsSample("function handler(event) { return 'a'.toUTF8(); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at calls of members."""
        for node in known.index.of("CallExpression"):
            name = member_name(node.callee)
            if name and known.kinds.builtin(node.callee.object) is None:
                yield from self.check_call(js, known, node, name)

    def check_call(self, js: JsSource, known: Analysis, node: Node, name: str) -> Iterator[Finding]:
        """Looks at one call."""
        kind = known.kinds.of(node.callee.object)
        if known.judge.is_asked_for(node, (name,)) or known.judge.is_type_checked(node.callee.object):
            return
        if kind in FIELDS_WITH_VALUE:
            yield from self.on_fields(js, known, node, name)
        elif (owner := prototype_of(kind)) is not None and kind is not None:
            if presence(js.runtime, owner, name) == "absent" and not is_brought(known, kind, name):
                message = f"a {READABLE.get(kind, kind)} has no method `{name}` in {js.runtime}"
                do = member_advice(name, near=surface(js.runtime).get(owner, ()))
                yield from self.report(js, known, node, message, do=do)
        elif kind is None and is_unheard_of(js, known, node, name) and grade(known, node):
            yield self.at(
                js,
                node.callee.property,
                f"nothing in {js.runtime} has a method `{name}`, and the code defines none",
                do=member_advice(name, near=method_names(js.runtime)),
                severity="warning",
            )

    def on_fields(self, js: JsSource, known: Analysis, node: Node, name: str) -> Iterator[Finding]:
        """A method of `headers`, `cookies` or `querystring`, which have none but those of every object."""
        if presence(js.runtime, "Object.prototype", name) != "absent" or known.definitions.brings(name):
            return
        if known.kinds.of(node.callee.object) == "querystring" and name in TEXT_METHODS:
            return
        message = f"headers, cookies and query parameters are plain objects without a method `{name}`"
        yield from self.report(js, known, node, message, do="write `headers['name'].value`, in lower case")

    def report(
        self, js: JsSource, known: Analysis, node: Node, message: str, *, do: str
    ) -> Iterator[Finding]:
        """A call that fails if it is reached."""
        severity = grade(known, node)
        if severity is not None:
            yield self.at(js, node.callee.property, message, do=do, severity=severity)


def is_brought(known: Analysis, kind: str, name: str) -> bool:
    """Whether the code may have given the value its method itself; functions get members in many ways."""
    definitions = known.definitions
    return name in definitions.known if kind == "function" else definitions.brings(name)


def is_unheard_of(js: JsSource, known: Analysis, call: Node, name: str) -> bool:
    """Whether no builtin and nothing in the code has a method of that name."""
    if name in method_names(js.runtime) or name in known.definitions.known or makes_missing(js, known):
        return False
    return not has_unknown_root(known, call.callee)


def makes_missing(js: JsSource, known: Analysis) -> bool:
    """Whether the code makes an object of a builtin that is not there, which is an error already."""
    made = (known.kinds.builtin(node.callee) for node in known.index.of("NewExpression"))
    return any(name and presence(js.runtime, GLOBALS, name) == "absent" for name in made)


def has_unknown_root(known: Analysis, node: Node) -> bool:
    """Whether the value comes from an undeclared name or from a module: both have rules of their own."""
    for _ in range(FURTHEST):
        if node.type not in {"MemberExpression", "CallExpression"}:
            break
        node = node.object if node.type == "MemberExpression" else node.callee
    if node.type != "Identifier":
        return node.type in {"MemberExpression", "CallExpression"}
    kind = known.kinds.of(node) or ""
    return known.scopes.binding(node) is None or kind.startswith("module") or kind in OTHERS
