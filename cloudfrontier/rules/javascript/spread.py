"""CFF123: nothing is spread on 1.0, where spreading is read and silently wrong."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.analysed_rule import GateRule
from cloudfrontier.rules.javascript.js_rule import JsSample

__all__ = ["Spread"]


class Spread(GateRule):
    """Runtime 2.0 does not compile `...` in calls, arrays and objects; runtime 1.0 goes on wrongly.

    In the engine that 1.0 derives from `[...[1, 2]]` is `[]` and `Math.max(...[1, 2])` is `NaN`, without a
    word. Rest parameters (`function f(a, ...rest)`) work in both. Before: `f(...list)`, `[...a, b]`,
    `{...a}`. After: `f.apply(null, list)`, `a.concat([b])`, `Object.assign({}, a)`.
    """

    id = "CFF123"
    title = "Nothing is spread"
    source = guide("functions-javascript-runtime-10")
    features = frozenset({"spread", "spread-object"})
    valid = (
        JsSample("function f(a, ...rest) { return rest; }", "cloudfront-js-1.0"),
        JsSample("function handler(event) { return Math.max.apply(null, [1, 2]); }"),
    )
    invalid = (
        JsSample("function handler(event) { return Math.max(...[1, 2]); }", "cloudfront-js-1.0"),
        JsSample("function handler(event) { return [...[1, 2]]; }"),
        JsSample("function handler(event) { return { ...event.request }; }"),
    )
