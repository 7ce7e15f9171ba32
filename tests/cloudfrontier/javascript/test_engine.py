"""The engine behind its door: what goes in and comes out, and that no script can hurt the process.

The probes of limits are those under which other bindings of JavaScript engines crashed or hung.
"""

from __future__ import annotations

import json
import random

import pytest

from cloudfrontier.javascript.engine import Context, EngineError, JsFunction

ECHO = "(function (text) { return JSON.stringify(JSON.parse(text)); })"


def function(source: str, **limits: float) -> JsFunction:
    context = Context()
    made = context.evaluate(source)
    assert made is not None
    if limits:
        context.limit(memory_bytes=int(limits.get("memory", 2e6)), cpu_seconds=limits.get("cpu", 1.0))
    return made


@pytest.mark.parametrize(
    "value",
    ["plain", "nul \0 inside", "caf\u00e9", "\U0001f600", "\ud800 half a pair", "\u2028", "", "__proto__"],
    ids=ascii,
)
def test_json_carries_every_string_in_and_out(value: str) -> None:
    assert json.loads(function(ECHO)(json.dumps({value: value}))) == {value: value}


def test_whole_numbers_beyond_32_bits_arrive_whole() -> None:
    assert function("(function (n) { return String(n); })")(1_700_000_000_500) == "1700000000500"


def test_a_long_string_made_by_joining_comes_out() -> None:
    source = "(function () { var s = []; for (var i = 0; i < 9999; i += 1) { s.push(i); } return s.join(); })"
    assert len(function(source)()) == 48_884


@pytest.mark.parametrize(
    ("source", "message", "place"),
    [
        ("var a = 1;\n  null.x;", "TypeError: cannot read property 'x' of null", (2, 3)),
        ("function f() {\n throw new RangeError('far');\n}\nf();", "RangeError: far", (2, 12)),
        ("var a;\n a = ;", "SyntaxError: unexpected token in expression: ';'", (2, 6)),
        ("throw 'text'", "text", (0, 0)),
        ("throw {}", "[object Object]", (0, 0)),
    ],
)
def test_what_a_script_throws_is_an_error_with_its_place(
    source: str, message: str, place: tuple[int, int]
) -> None:
    with pytest.raises(EngineError) as caught:
        Context().evaluate(source)
    assert caught.value.kind == "thrown"
    assert caught.value.message == message
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    "body",
    [
        "while (true) {}",
        "try { while (true) {} } catch (e) {} return '';",
        "try { while (true) {} } finally { return ''; }",
        "return /^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab');",
        "var r = ''; for (;;) { r = JSON.stringify([r.slice(0, 9)]); }",
    ],
    ids=["loop", "loop in try", "loop in finally", "backtracking", "allocating loop"],
)
def test_time_runs_out_whatever_the_function_does(body: str) -> None:
    endless = function(f"(function () {{ {body} }})", cpu=0.02)
    with pytest.raises(EngineError) as caught:
        endless()
    assert caught.value.kind == "time"


@pytest.mark.parametrize(
    "body",
    [
        "var all = []; for (;;) { all.push('x'.repeat(1000)); }",
        "var all = []; try { for (;;) { all.push([1, 2, 3]); } } catch (e) { throw e; }",
        "return 'x'.repeat(5e8);",
        "var s = 'x'; for (;;) { s += s; }",
        "return new Uint8Array(2147483647).length;",
    ],
    ids=["strings", "caught and thrown on", "one string", "doubling", "typed array"],
)
def test_memory_runs_out_whatever_the_function_does(body: str) -> None:
    hungry = function(f"(function () {{ {body} }})", memory=2e6, cpu=5.0)
    with pytest.raises(EngineError) as caught:
        hungry()
    assert caught.value.kind in {"memory", "null"}


@pytest.mark.parametrize(
    "body",
    ["f();", "JSON.parse('['.repeat(200000));", "var a = []; for (;;) { a = [a]; String(a); }"],
    ids=["calls", "parser", "conversion"],
)
def test_deep_recursion_is_an_error_of_the_script(body: str) -> None:
    deep = function(f"(function f() {{ {body} }})", memory=8e6)
    with pytest.raises(EngineError, match=r"call stack|stack overflow"):
        deep()


HUNGRY = (
    "var o = {}; for (var i = 0; i < 500; i += 1) { o['k' + i] = { a: [i], b: String(i) }; } return '';",
    "return JSON.stringify('abc'.repeat(5000).split('').map(function (c) { return [c]; }));",
    "var f = []; for (var i = 1; i < 400; i += 1) { f.push(new RegExp('a{' + i + '}(b|c)+')); } return '';",
    "try { throw new Error('x'.repeat(50000)); } catch (e) { return e.message.slice(0, 9); }",
    "var p = Promise.resolve(); for (var i = 0; i < 500; i += 1) { p = p.then(String); } return '';",
)


def test_running_out_of_memory_anywhere_never_crashes_the_process() -> None:
    """A slice of the fuzzing that this engine was chosen by: every limit ends in a result or in an error."""
    seeded = random.Random(7)
    kinds = set()
    for _ in range(200):
        script = f"(function () {{ {seeded.choice(HUNGRY)} }})"
        try:
            function(script, memory=seeded.randrange(1_000, 400_000))()
        except EngineError as error:
            kinds.add(error.kind)
    assert kinds <= {"memory", "null"}
    assert kinds


def test_jobs_of_promises_run_one_by_one_and_only_when_asked() -> None:
    context = Context()
    seen = context.evaluate(
        "var seen = ''; function a() { seen += 'a'; } function b() { seen += 'b'; }"
        "Promise.resolve().then(a).then(b);"
        "(function () { return seen; })"
    )
    assert seen is not None
    states = [seen()]
    while context.run_job():
        states.append(seen())
    assert states == ["", "a", "ab"]


def test_contexts_share_nothing() -> None:
    Context().evaluate("globalThis.left = 1; Object.prototype.left = 1; Array.prototype.push = null;")
    probe = function("(function () { return [typeof left, ({}).left, typeof [].push].join(); })")
    assert probe() == "undefined,,function"


def test_the_memory_limit_counts_from_when_it_is_set() -> None:
    context = Context()
    context.evaluate("var held = 'x'.repeat(1e6);")
    context.limit(memory_bytes=200_000)
    small = context.evaluate("(function () { return 'y'.repeat(100000).slice(0, 1); })")
    assert small is not None
    assert small() == "y"


def test_a_deadline_is_shared_by_all_calls_and_python_may_be_called_meanwhile() -> None:
    context = Context()
    told: list[str] = []

    def tell(text: str) -> str:
        told.append(text)
        return text + "!"

    context.lend("tell", tell)
    context.deadline(0.02)
    spin = context.evaluate("(function () { for (;;) { tell('on'); } })")
    answer = context.evaluate("(function () { return tell('a\\u0000b'.length + ''); })")
    assert spin is not None
    assert answer is not None
    assert answer() == "3!"
    for _ in range(2):
        with pytest.raises(EngineError) as caught:
            spin()
        assert caught.value.kind == "time"
    assert "on" in told
    context.limit(cpu_seconds=1.0)
    assert context.evaluate("0") is None


def test_a_deadline_leaves_nothing_behind_in_the_context() -> None:
    context = Context()
    names = "(function () { return Object.getOwnPropertyNames(globalThis).join(); })"
    before = context.evaluate(names)
    assert before is not None
    seen = before()
    context.deadline(1.0)
    assert before() == seen
