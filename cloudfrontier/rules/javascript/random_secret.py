"""CFF138: nothing that has to be secret comes from Math.random."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.members import key_name, member_name, path
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["RandomSecret"]

SECRETS = re.compile(r"csrf|nonce|passw|secret|session|token", re.IGNORECASE)


class RandomSecret(AnalysedRule):
    """`Math.random()` is seeded with the time at which the function was started, so it can be guessed.

    AWS: OpenBSD's arc4random, "seeded with the timestamp of when the function runs". That is good enough to
    choose a variant, not for a token, a nonce or the id of a session. Make secrets elsewhere, or derive them
    with `createHmac` from a key and `event.context.requestId`.
    """

    id = "CFF138"
    title = "No secret is made with Math.random"
    source = guide("functions-javascript-runtime-20")
    severity = "note"
    valid = (
        JsSample("function handler(event) { var group = Math.random() < 0.5 ? 'a' : 'b'; return group; }"),
    )
    invalid = (
        JsSample("function handler(event) { var nonce = String(Math.random()).slice(2); return nonce; }"),
        JsSample("function sessionId() { return Math.random().toString(36); } function handler(event) {}"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at calls of Math.random, and at the names of what is made of them."""
        for node in known.index.of("CallExpression"):
            if path(node.callee) != "Math.random" or known.kinds.builtin(node.callee.object) is None:
                continue
            name = next((name for name in names_around(known, node) if SECRETS.search(name)), None)
            if name is not None:
                yield self.at(
                    js,
                    node,
                    f"`{name}` is made with Math.random, which can be guessed: it is seeded with the time",
                    do="make secrets elsewhere, or with `createHmac` from a key and the request's id",
                )


def names_around(known: Analysis, node: Node) -> Iterator[str]:
    """What the value goes into: variables, members, keys, and the function around."""
    for above in known.index.above(node, limit=12):
        match above.type:
            case "VariableDeclarator" if above.id.type == "Identifier":
                yield above.id.name
            case "AssignmentExpression":
                yield member_name(above.left) or above.left.name or ""
            case "Property":
                yield key_name(above) or ""
            case "FunctionDeclaration":
                yield above.id.name
                return
