"""CFF122: no variable is shared between an async function and a function made in it before an `await`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.shared_variables import shared_variables
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["StaleClosure"]


class StaleClosure(AnalysedRule):
    """At the first `await` a variable that an inner function uses becomes two: one for each of them.

    AWS: "closures are not supported" in async functions. The engine does not say so, it goes on with an old
    value: what the inner function wrote (`keys.forEach(function (k) { text += k; })`) is lost after the
    `await`, and what is written after it the inner function never sees. A function that is declared inside
    (`function f() {…}`) exists from the start, so even the first value of a variable comes too late for it.

    Only variables that change are concerned. Inner functions made after the first `await`, and members of
    objects (`request.uri = …`), are safe. Before: `var n = 0; keys.forEach(function (k) { n += 1; }); await
    x; return n;`. After: a plain `for` loop, or the part with the inner function in a function of its own.
    Measured on njs 0.7.9, from which runtime 2.0 differs little; the engine's fix came in njs 0.9.1.
    """

    id = "CFF122"
    title = "No variable changes between an `await` and a closure"
    source = guide("functions-javascript-runtime-20")
    severity = "warning"
    valid = (
        JsSample(
            "async function handler(event) { const r = event.request; const f = () => r; await 0; f(); }"
        ),
        JsSample("async function handler(event) { var n = 0; await 0; [1].forEach((x) => { n += x; }); }"),
        JsSample(
            "async function handler(e) { [1].forEach(() => { e.a = 1; }); await 0; e.b = 2; return e; }"
        ),
    )
    invalid = (
        JsSample(
            "async function handler() { var n = 0; [1].forEach(() => { n += 1; }); await 0; return n; }"
        ),
        JsSample("async function handler() { var n = 1; var f = () => n; await 0; n = 2; return f(); }"),
        JsSample(
            "async function handler(e) { var r = e.request; function f() { r.a = 1; } await f(); return r; }"
        ),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at variables of async functions."""
        for shared in shared_variables(known.index, known.scopes):
            line, _ = js.position(shared.pause.range[0])
            name = shared.binding.name
            yield self.at(
                js,
                shared.closure,
                f"this function uses `{name}`, which changes at the `await` of line {line}: {shared.effect}",
                do=f"make the function after the `await`, pass `{name}` as an argument, or use a plain loop",
            )
