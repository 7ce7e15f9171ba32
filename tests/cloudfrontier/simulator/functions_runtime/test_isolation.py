"""A function cannot reach the host, the next invocation, or the harness that runs it."""

from __future__ import annotations

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.simulator.functions_runtime import (
    FunctionOutcome,
    FunctionsRuntime,
    KeyValues,
    Surroundings,
)

RUNTIME = FunctionsRuntime()


def run(code: str, now: float = NOW, seed: int | None = None) -> FunctionOutcome:
    return RUNTIME.run(code, viewer_request("/a"), runtime="cloudfront-js-2.0", now=now, seed=seed)


def test_no_state_passes_from_one_run_to_the_next() -> None:
    code = (
        "var count = 0;\n"
        "function handler() { count += 1; global.left = (global.left || 0) + 1; Object.prototype.left = 1;"
        " Array.prototype.push = null; return [count, global.left]; }"
    )
    assert [run(code).value for _ in range(3)] == [[1, 1]] * 3
    assert run("function handler() { return [typeof left, typeof [].push]; }").value == [
        "undefined",
        "function",
    ]


TAMPERING = {
    "JSON": "JSON.stringify = JSON.parse = function () { return 'tampered'; };",
    "JSON itself": "global.JSON = null;",
    "prototypes of objects": "Object.prototype.toJSON = function () { return 'tampered'; };",
    "setters on prototypes": (
        "var bad = { set: function () { throw 1; }, get: function () {} };"
        "Object.defineProperty(Object.prototype, 'state', bad);"
        "Object.defineProperty(String.prototype, 'length', bad);"
    ),
    "array elements": "Object.defineProperty(Array.prototype, '0', { set: function () { throw 1; } });",
    "methods": (
        "Array.prototype.join = String.prototype.slice = function () { throw 1; };"
        "Function.prototype.apply = Function.prototype.call = Function.prototype.bind = null;"
        "Object.defineProperty = Object.keys = Array.isArray = null;"
    ),
    "promises": "Promise.prototype.then = function () { throw 1; }; global.Promise = null;",
    "globals": "global.String = global.Error = global.Object = global.Array = global.Reflect = null;",
    "strings": "String.prototype.toJSON = Array.prototype.toJSON = function () { return 'tampered'; };",
    "descriptors": "var o = Object.prototype; o.get = o.set = function () {}; o.value = 1;",
}

OWN_RESULT = {"prototypes of objects", "array elements"}
"""What changes how the engine itself writes JSON: the function's own result suffers, nothing else."""


@pytest.mark.parametrize("name", sorted(set(TAMPERING) - OWN_RESULT))
def test_the_harness_has_its_own_references(name: str) -> None:
    code = (
        TAMPERING[name]
        + "\nasync function handler(e) { console.log('line'); await 1; return { uri: e.request.uri }; }"
    )
    outcome = run(code)
    assert outcome.error is None
    assert outcome.value == {"uri": "/a"}
    assert outcome.logs == ("line",)


@pytest.mark.parametrize("name", TAMPERING)
def test_a_function_that_tampers_can_still_be_told_about(name: str) -> None:
    code = TAMPERING[name] + "\nfunction handler() { console.log('line'); throw 'stop'; }"
    outcome = run(code)
    assert outcome.error is not None
    assert outcome.error.message == "stop"
    assert outcome.logs == ("line",)


def test_a_handler_that_overwrites_itself_has_been_called_already() -> None:
    assert run("function handler() { handler = null; global.handler = null; return 1; }").value == 1
    assert run("var handler = function () { return 1; };\nhandler = null;").error is not None


def test_the_harness_is_no_global_and_imports_no_name() -> None:
    odd = "filter(function (name) { return !/^\\w+$/.test(name); })"
    code = f"function handler() {{ return Object.getOwnPropertyNames(global).{odd}; }}"
    # one name that no function can spell, since the gate refuses letters beyond ASCII
    assert run(code).value == ["\u0280"]
    assert run("function handler() { return \u0280('crypto'); }").error is not None


@pytest.mark.parametrize(
    "name",
    ["process", "fetch", "XMLHttpRequest", "setTimeout", "setInterval", "WebAssembly", "std", "os", "Worker",
     "navigator", "performance", "SharedArrayBuffer", "Atomics", "module", "exports", "crypto"],
)  # fmt: skip
def test_there_is_no_way_out(name: str) -> None:
    assert run(f"function handler() {{ return typeof {name}; }}").value == "undefined"


def test_the_clock_stands_still_at_the_time_that_was_given() -> None:
    code = (
        "var early = Date.now();\nfunction handler() { for (var i = 0; i < 1e5; i += 1) {}"
        " return [early, Date.now(), new Date().getTime(), new Date().toISOString(), +new Date(), Date()]; }"
    )
    at = 1_700_000_000_500
    iso = "2023-11-14T22:13:20.500Z"
    assert run(code).value == [at, at, at, iso, at, "Tue Nov 14 2023 22:13:20 GMT+0000"]


def test_chance_is_seeded_by_the_time_or_by_the_caller() -> None:
    code = "function handler() { return [Math.random(), Math.random(), Math.random()]; }"
    first = run(code).value
    assert run(code).value == first
    assert run(code, now=NOW + 1).value != first
    assert run(code, seed=1).value == run(code, now=NOW + 1, seed=1).value != run(code, seed=2).value
    assert len(set(first)) == 3
    assert all(0 <= number < 1 for number in first)


def test_chance_is_spread_evenly() -> None:
    loop = "for (var i = 0; i < 8000; i += 1) { t[Math.random() * 4 | 0] += 1; }"
    counts = run(f"function handler() {{ var t = [0, 0, 0, 0]; {loop} return t; }}").value
    assert all(1_800 < count < 2_200 for count in counts)


def test_what_a_run_leaves_behind_is_not_there_for_the_next() -> None:
    runtime = FunctionsRuntime()
    code = "function handler() { Object.prototype.left = 1; global.left2 = 1; return left2; }"
    look = "function handler() { return [typeof {}.left, typeof left2, typeof Buffer.from]; }"
    values = [
        runtime.run(text, viewer_request(), runtime="cloudfront-js-2.0", now=NOW).value
        for text in (code, look, code, look)
    ]
    assert values == [1, ["undefined", "undefined", "function"]] * 2


def test_what_a_run_knew_of_its_surroundings_is_not_known_to_the_next() -> None:
    code = (
        "import cf from 'cloudfront';\n"
        "async function handler() { try { return await cf.kvs().get('a'); } catch (e) { return 'none'; } }"
    )
    given = [KeyValues({"a": "x"}), KeyValues({}), KeyValues({"a": "y"})]
    values = [
        RUNTIME.run(
            code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW, surroundings=Surroundings(store)
        ).value
        for store in given
    ]
    assert values == ["x", "none", "y"]


UNNAMED = (
    "function handler() { return Object.getOwnPropertyNames(String.prototype).indexOf('match' + 'All'); }",
    "var top = this;\nfunction handler() { return typeof top['Ma' + 'p'] === 'undefined' ? -1 : 1; }",
    "function handler() { return typeof globalThis['Pro' + 'xy'] === 'undefined' ? -1 : 1; }",
    "function handler() { return typeof ({})['__define' + 'Getter__'] === 'undefined' ? -1 : 1; }",
)


@pytest.mark.parametrize("code", UNNAMED)
def test_what_cloudfront_lacks_is_absent_for_code_that_does_not_name_it(code: str) -> None:
    assert run(code).value == -1
