"""What a run may use: whatever a function tries, it ends in time and with an outcome."""

from __future__ import annotations

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.simulator.functions_runtime import FunctionOutcome, FunctionsRuntime, RunLimits


def run(code: str, limits: RunLimits | None = None) -> FunctionOutcome:
    runtime = FunctionsRuntime(limits, weighs=True)
    return runtime.run(code, viewer_request("/a"), runtime="cloudfront-js-2.0", now=NOW)


def handler(body: str, kind: str = "function") -> str:
    return f"{kind} handler(event) {{ {body} }}"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (handler("while (true) {}"), "time"),
        (handler("try { while (true) {} } catch (e) {} finally { return 1; }"), "time"),
        ("while (true) {}\nfunction handler() {}", "time"),
        (handler("for (;;) { try { none; } catch (e) { e = 0; } }"), "time"),
        (handler("for (;;) { try { JSON.parse('{'); } catch (e) { e = 0; } }"), "time"),
        (handler("for (;;) { await 1; }", "async function"), "time"),
        (handler("function f() { Promise.resolve().then(f); } f(); return new Promise(String);"), "time"),
        (handler(r"return /^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab');"), "time"),
        (handler("return { get a() { while (true) {} } };"), "time"),
        (handler("return { toJSON: function () { while (true) {} } };"), "time"),
        (handler("throw { toString: function () { while (true) {} } };"), "time"),
        (handler("return ('a'.repeat(1e6)).indexOf('a'.repeat(4e5) + 'b');"), "time"),
        (handler(f"var s = event.request.uri; {'s += s;' * 18} return s.indexOf(s.slice(9) + 'b');"), "time"),
        (handler(f"var s = 'a'; {'s = `${s}${s}`;' * 18} return s.includes(s + 'b', s);"), "time"),
        (handler("return [].join.call({ length: 4294967295 });"), "memory"),
        (handler("return Object.assign([], { length: 4294967295 }).reverse();"), "memory"),
        (handler("return new Promise(function () {});"), "unsettled"),
        (handler("await new Promise(function () {});", "async function"), "unsettled"),
        (handler("return 'x'.repeat(5e8);"), "memory"),
        (handler("var a = []; for (;;) { a.push('x'.repeat(1000)); }"), "memory"),
        (handler("var a = []; try { for (;;) { a.push({}); } } catch (e) { throw e; }"), "memory"),
        ("var a = []; for (;;) { a.push([1, 2, 3]); }\nfunction handler() {}", "memory"),
        (
            handler(
                "var a = []; for (;;) { var b = await 1; a.push([b, 'x'.repeat(500)]); }", "async function"
            ),
            "memory",
        ),
        (handler("return new Array(4294967295).join();"), "memory"),
        (handler("return new Array(4294967295).sort();"), "memory"),
        (handler("return [].concat(new Array(4294967295)).length;"), "memory"),
        (handler("return new Array(4294967295) + '';"), "memory"),
        (handler("return new Uint8Array(2147483647).length;"), "memory"),
        (handler("return handler();"), "execution"),
        (handler("var a = []; for (var i = 0; i < 9999; i += 1) { a = [a]; } return a;"), "execution"),
        (handler("return JSON.parse('['.repeat(100000));"), "execution"),
    ],
)
def test_every_way_of_using_too_much_ends_in_an_outcome(code: str, kind: str) -> None:
    outcome = run(code, RunLimits(cpu_ms=5000 if kind == "memory" else 50))
    assert outcome.error is not None
    assert outcome.error.kind == kind
    assert outcome.value is None
    assert run(handler("return 1;")).value == 1


def test_a_thrown_null_is_not_taken_for_want_of_memory() -> None:
    error = run(handler("throw null;")).error
    assert error is not None
    assert (error.kind, error.message) == ("execution", "null")


def test_a_megabyte_is_allowed_and_reported() -> None:
    outcome = run("var kept = '';\n" + handler("kept = 'x'.repeat(1e6); return kept.length;"))
    assert outcome.value == 1_000_000
    assert 1_000_000 < outcome.memory_bytes < 1_100_000


def test_memory_that_is_caught_running_out_can_be_lived_with() -> None:
    code = handler(
        "var a = []; try { for (;;) { a.push('x'.repeat(9999)); } } catch (e) { a = null; } return 'on';"
    )
    assert run(code).value == "on"


def test_a_number_of_promise_steps_is_the_limit_where_time_is_not() -> None:
    limits = RunLimits(cpu_ms=10_000, jobs=50)
    error = run(handler("for (;;) { await 1; }", "async function"), limits).error
    assert error is not None
    assert (error.kind, error.message) == (
        "unsettled",
        "the handler's promise did not settle within 50 steps of promises",
    )


def test_what_was_logged_before_a_limit_was_met_is_kept() -> None:
    assert run(handler("console.log('before'); while (true) {}")).logs == ("before",)
    assert run(handler("console.log('before'); var a = []; for (;;) { a.push({}); }")).logs == ("before",)


def test_a_flood_of_logs_is_cut_at_ten_kilobytes() -> None:
    outcome = run(handler("for (var i = 0; i < 5000; i += 1) { console.log('0123456789'); } return 1;"))
    assert outcome.value == 1
    assert outcome.logs_truncated
    assert 10_000 < len("\n".join(outcome.logs)) <= 10_240
    long = run(handler("console.log('\\u20ac'.repeat(20000)); return 1;"))
    assert long.logs_truncated
    assert long.logs == ("\u20ac" * 3413,)


def test_ten_kilobytes_of_logs_are_not_cut() -> None:
    outcome = run(handler("console.log('x'.repeat(10240));"))
    assert outcome.logs == ("x" * 10_240,)
    assert not outcome.logs_truncated


def test_a_deep_result_comes_back_or_is_an_error_and_never_breaks_the_host() -> None:
    for depth in (100, 300, 900, 2_000):
        outcome = run(handler(f"var a = []; for (var i = 0; i < {depth}; i += 1) {{ a = [a]; }} return a;"))
        assert (outcome.error is None) or outcome.error.kind == "execution"
        assert outcome.error is None or depth > 300
