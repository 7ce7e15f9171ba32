"""CFF121: nothing is awaited inside the arguments of a call."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.analysed_rule import GateRule
from cloudfrontier.rules.javascript.js_rule import JsSample

__all__ = ["AwaitInArguments"]


class AwaitInArguments(GateRule):
    """`f(await x)` is `SyntaxError: await in arguments not supported`, and the whole function is a 503.

    So is an `await` anywhere inside an argument: `log(`${await x}`)`, `new URL(await x)`, `f([await x])`.
    Many have met it at AWS, since CloudFront finds it when a request comes and not when the function is made.
    Before: `JSON.parse(await store.get(key))`. After: `var text = await store.get(key); JSON.parse(text)`.
    """

    id = "CFF121"
    title = "No `await` stands inside a call's arguments"
    source = guide("async-await-syntax")
    features = frozenset({"await-in-arguments"})
    valid = (
        JsSample("async function handler(event) { const v = await f(); return JSON.parse(v); }"),
        JsSample("async function handler(event) { return (await f()).trim(); }"),
        JsSample("async function handler(event) { return `${await f()}`; }"),
    )
    invalid = (
        JsSample("async function handler(event) { return JSON.parse(await f()); }"),
        JsSample("async function handler(event) { throw new Error(await f()); }"),
        JsSample("async function handler(event) { console.log(`${await f()}`); }"),
    )
