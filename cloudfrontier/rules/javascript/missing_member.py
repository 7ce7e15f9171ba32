"""CFF109: a builtin object has what is taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.alternatives import (
    GLOBALS_ELSEWHERE,
    NETWORK,
    TIMERS,
    global_advice,
    member_advice,
)
from cloudfrontier.javascript.builtins import presence
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.scope import GLOBAL_OBJECTS
from cloudfrontier.javascript.surface import GLOBALS, surface
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade, is_question
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["MissingMember", "owner_of"]

OTHER_GLOBALS = GLOBALS_ELSEWHERE.keys() | NETWORK | TIMERS


class MissingMember(AnalysedRule):
    """The builtins are those of ES5.1 and some later ones; `Object.fromEntries` and others are missing.

    What is not there is `undefined`, and a call of it is a TypeError: a 503. Measured to be absent from
    runtime 2.0 (with TestFunction, 2026-09): `Object.fromEntries`, `Object.hasOwn`, `Object.groupBy`.
    `Array.from` is there, although AWS does not list it. A check before the use, or a definition of one's
    own, is respected.
    """

    id = "CFF109"
    title = "Builtin objects have what is taken from them"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("function handler(event) { return Object.assign({}, Array.from([1])); }"),
        JsSample("var make = Object.fromEntries || function () {}; function handler(event) {}"),
        JsSample("Object.hasOwn = function () {}; function handler(event) { Object.hasOwn(event, 'a'); }"),
        JsSample("function handler(event) { return Promise.resolve(event.request); }", "cloudfront-js-1.0"),
    )
    invalid = (
        JsSample("function handler(event) { return Object.fromEntries([]); }"),
        JsSample("function handler(event) { return Array.from('abc'); }", "cloudfront-js-1.0"),
        JsSample("async function handler(event) { await Promise.allSettledd([]); }"),
        JsSample("function handler(event) { return Array.prototype.flat.call([]); }"),
        JsSample("function handler(event) { globalThis.fetch('/'); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of builtins."""
        reported = set()
        for node in known.index.of("MemberExpression"):
            owner = owner_of(known, node)
            name = member_name(node)
            if owner is None or not name or (owner, name) in reported:
                continue
            if is_present(js.runtime, owner, name) or known.definitions.brings(name):
                continue
            severity = severity_of(known, node, name)
            if severity is not None:
                reported.add((owner, name))
                shown = f"{'globalThis' if owner == GLOBALS else owner}.{name}"
                yield self.at(
                    js,
                    node,
                    f"`{shown}` is not there in {js.runtime}",
                    do=global_advice(name) if owner == GLOBALS else member_advice(name),
                    severity=severity,
                )


def owner_of(known: Analysis, node: Node) -> str | None:
    """The builtin that a member is taken from, `Array` or `Array.prototype`, under the tables' names."""
    held = node.object
    if member_name(held) == "prototype" and (base := known.kinds.builtin(held.object)):
        return f"{base}.prototype"
    base = known.kinds.builtin(held)
    if base is None:
        return None
    return GLOBALS if base in GLOBAL_OBJECTS else base


def is_present(runtime: FunctionRuntime, owner: str, name: str) -> bool:
    """Whether the tables have the member, or nothing on the owner. `console` has a rule of its own."""
    if owner == GLOBALS:
        return name not in OTHER_GLOBALS or presence(runtime, GLOBALS, name) != "absent"
    if owner == "console" or owner not in surface(runtime):
        return True
    return presence(runtime, owner, name) != "absent"


def severity_of(known: Analysis, node: Node, name: str) -> Severity | None:
    """A call fails; another use gets `undefined`; a question is answered."""
    parent, field, _ = known.index.place(node)
    if parent is None or is_question(known, node):
        return None
    if parent.type == "AssignmentExpression" and field == "left":
        return None
    called = field == "callee" or (parent.type == "MemberExpression" and field == "object")
    severity = grade(known, node, (name,))
    if severity == "warning" and known.judge.is_asked_for(node, (name,)):
        return None
    return severity if called or severity is None else "warning"
