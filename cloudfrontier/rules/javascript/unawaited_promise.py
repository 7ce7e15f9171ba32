"""CFF119: what comes later is awaited, or a promise is used in place of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.event_shape import METHODS
from cloudfrontier.javascript.members import key_name, member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["UnawaitedPromise"]

PLAIN_FIELDS = frozenset({"value", "uri", "data", "body", "statusCode", "querystring"})
OF_PROMISES = frozenset({"then", "catch", "finally"})
KVS = "import cf from 'cloudfront';\nconst store = cf.kvs();\n"


class UnawaitedPromise(AnalysedRule):
    """`store.get(key)` gives a promise at once and the value later; only `await` waits for it.

    Without it `if (store.exists(key))` is always true, `request.uri = store.get(key)` sends `[object
    Promise]`, and a promise that nobody waits for may never be finished. The same holds for calls of the
    function's own `async` functions. Before: `var to = store.get(key);`. After: `var to = await
    store.get(key);`.
    """

    id = "CFF119"
    title = "Promises are awaited"
    source = guide("async-await-syntax")
    severity = "warning"
    valid = (
        JsSample(KVS + "async function handler(event) { const v = await store.get('a'); return v; }"),
        JsSample(KVS + "async function handler(event) { const p = store.get('a'); const v = await p; }"),
        JsSample(KVS + "function handler(event) { return store.get('a').then(function (v) { return v; }); }"),
        JsSample("async function find() {} async function handler(event) { return find(); }"),
        JsSample(
            KVS + "async function handler(event) { var p = store.get('a'); p.catch(function () {});"
            " event.request.uri = await p; return event.request; }"
        ),
        JsSample(
            KVS + "function handler(event) { return new Promise(function (done) {"
            " store.get('a').then(function (to) { event.request.uri = to; done(event.request); }); }); }"
        ),
    )
    invalid = (
        JsSample(KVS + "async function handler(event) { if (store.exists('a')) { return event.request; } }"),
        JsSample(KVS + "async function handler(event) { event.request.uri = store.get('a'); }"),
        JsSample(KVS + "async function handler(event) { const v = store.get('a'); return '/' + v; }"),
        JsSample(
            KVS + "function handler(event) { var r = event.request;"
            " store.get('a').then(function (to) { r.uri = to; }); return r; }"
        ),
        JsSample("async function find(r) { r.uri = '/'; } function handler(event) { find(event.request); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at what the kinds call a promise."""
        for node in known.index.of("CallExpression", "Identifier"):
            if known.kinds.of(node) == "promise" and known.index.field(node) != "callee":
                use = misuse(known, node)
                if use and known.judge.certainty(node) != "never":
                    yield self.at(
                        js, node, f"{what(known, node)} is a promise, and {use}", do="write `await` before it"
                    )


def what(known: Analysis, node: Node) -> str:
    """The promise, as a sentence begins."""
    if node.type == "Identifier":
        return f"`{node.name}`"
    name = member_name(node.callee) or node.callee.name or "it"
    of_store = name in METHODS["kvs"] and known.kinds.of(node.callee.object) == "kvs"
    return f"what `{name}()` {'of a KeyValueStore ' if of_store else ''}gives"


def misuse(known: Analysis, node: Node) -> str:
    """How a promise is used as if it were its value; empty if it is not."""
    parent, field, _ = known.index.place(node)
    says = ""
    match parent.type:
        case "ExpressionStatement" if not is_passed_on(known, node):
            says = "nothing waits for it"
        case "MemberExpression" if field == "object" and member_name(parent) not in OF_PROMISES:
            says = "it has none of its value's members"
        case "IfStatement" | "ConditionalExpression" | "LogicalExpression" if field in {"test", "left"}:
            says = "a promise is always true"
        case _ if is_taken_for_its_value(known, parent, field):
            says = "it is used as if it were its value"
    return says


def is_passed_on(known: Analysis, node: Node) -> bool:
    """Whether `promise.then(f)` stands in what makes another promise, which `f` may fulfil."""
    if node.type != "CallExpression" or member_name(node.callee) not in OF_PROMISES:
        return False
    # `promise.catch(f);` keeps an error quiet, and the promise itself may be awaited elsewhere
    if member_name(node.callee) == "catch" and node.callee.object.type == "Identifier":
        return True
    makers = (above for above in known.index.above(node) if above.type == "NewExpression")
    return any(known.kinds.builtin(maker.callee) == "Promise" for maker in makers)


def is_taken_for_its_value(known: Analysis, parent: Node, field: str) -> bool:
    """Whether something is done with a promise that only its value is good for."""
    match parent.type:
        case "BinaryExpression" | "TemplateLiteral" | "UnaryExpression":
            return parent.operator not in {"void", "===", "!=="}
        case "Property":
            return field == "value" and key_name(parent) in PLAIN_FIELDS
        case "AssignmentExpression":
            return member_name(parent.left) in PLAIN_FIELDS
        case "CallExpression":
            return field == "arguments" and is_plain_call(known, parent)
    return False


def is_plain_call(known: Analysis, call: Node) -> bool:
    """Whether a builtin is called that wants a string or a number."""
    name = known.kinds.builtin(call.callee)
    if name is not None:
        return name in {
            "String",
            "Number",
            "parseInt",
            "parseFloat",
            "decodeURIComponent",
            "encodeURIComponent",
        }
    return known.kinds.builtin(call.callee.object) in {"JSON", "Math"}
