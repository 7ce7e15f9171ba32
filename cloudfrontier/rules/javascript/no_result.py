"""CFF135: the handler returns something, on every path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.completion import may_fall_through
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["NoResult"]


class NoResult(AnalysedRule):
    """A handler returns the request or a response; what it does not return is not sent.

    A path through the code without a `return` gives `undefined`, and the visitor a 502. The usual causes: an
    `if` without an `else`, a `return` inside a callback (which returns from the callback), or
    `callback(null, request)` as in Lambda@Edge.
    """

    id = "CFF135"
    title = "The handler returns something on every path"
    source = guide("functions-event-structure")
    valid = (
        JsSample("function handler(event) { if (event.a) { return event.request; } else { throw event; } }"),
        JsSample(
            "function handler(event) { switch (event.a) { case 1: throw 1; default: return event.request; } }"
        ),
        JsSample("var handler = (event) => event.request;"),
        JsSample(
            "function handler(event) { try { f(); } finally { return event.request; } function f() {} }"
        ),
    )
    invalid = (
        JsSample("function handler(event) { event.request.uri = '/index.html'; }"),
        JsSample("function handler(event) { if (event.request.uri === '/') { return event.request; } }"),
        JsSample(
            "function handler(event) { if (event.request.uri === '/') { return; } return event.request; }"
        ),
        JsSample("function handler(event) { [1].forEach(function () { return event.request; }); }"),
        JsSample(
            "function handler(event) { ['/a'].forEach(function (path) {"
            " if (event.request.uri === path) { return { statusCode: 404 }; } }); return event.request; }"
        ),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at the returns of the handler, and at its end."""
        returns = list(known.index.of("ReturnStatement"))
        for handler in known.calls.handlers:
            if handler.body.type != "BlockStatement":
                continue
            own = [node for node in returns if known.index.function(node) is handler]
            yield from self.check_handler(js, known, handler, own)
        for node in returns:
            if node.argument is not None and is_given_to_for_each(known, known.index.function(node)):
                yield from self.check_callback(js, known, node)

    def check_callback(self, js: JsSource, known: Analysis, node: Node) -> Iterator[Finding]:
        """Looks at what a function returns that `forEach` calls: it goes nowhere."""
        if known.results.may_be_response(node.argument) and known.judge.certainty(node) != "never":
            yield self.at(
                js,
                node,
                "this response is returned to `forEach`, which drops it; the handler goes on",
                do="look for the item with a loop or with `some`, and return the response behind it",
                severity="warning",
            )

    def check_handler(
        self, js: JsSource, known: Analysis, handler: Node, returns: list[Node]
    ) -> Iterator[Finding]:
        """Looks at one handler."""
        do = "return `event.request`, `event.response`, or a response of your own"
        falls = may_fall_through(handler.body)
        if falls and not any(node.argument is not None for node in returns):
            yield self.at(
                js, handler, "the handler returns nothing: every request is answered with a 502", do=do
            )
            return
        for node in returns:
            if node.argument is None and known.judge.certainty(node) != "never":
                yield self.at(js, node, "nothing is returned here (502)", do=do, severity="warning")
        if falls:
            yield self.at(
                js,
                handler,
                "some path through the handler ends without a `return` (502)",
                do=do,
                severity="warning",
            )


def is_given_to_for_each(known: Analysis, function: Node | None) -> bool:
    """Whether a function is an argument of `forEach`, or of a loop of one's own by that name."""
    if function is None:
        return False
    parent, field, _ = known.index.place(function)
    return (
        parent.type == "CallExpression" and field == "arguments" and member_name(parent.callee) == "forEach"
    )
