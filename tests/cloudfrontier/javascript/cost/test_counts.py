"""What is counted: as many as there are, whatever the machine, and more for more work."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from metered_functions import handler, metered, work_of

from cloudfrontier.javascript.cost import COUNTERS, Budget, Work, utilization
from cloudfrontier.javascript.cost.weights import ALLOCATED, WEIGHTS
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS


def counts(body: str, *, above: str = "") -> dict[str, int]:
    """What a body adds to an empty handler."""
    with_it = work_of(handler(f"{body} return r;", above=above)).counts
    without = work_of(handler("return r;", above=above)).counts
    more = {name: number - without.get(name, 0) for name, number in with_it.items()}
    return {name: number for name, number in more.items() if number}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("var a = 1 - 2 - 3;", {"step": 3}),
        ("r.uri;", {"property": 1}),
        ("r.headers.host.value;", {"property": 3}),
        ("r.uri = '/';", {"property": 1, "step": 1}),
        ("r.uri -= 1;", {"property": 2, "step": 1}),
        ("({a: 1, b: 2});", {"object": 1, "key": 2}),
        ("[1, 2, 3];", {"object": 2, "item": 3}),
        ("/a/;", {"object": 2}),
        ("(function () {});", {"object": 2}),
        ("'a' + r;", {"step": 1, "string": 1, "copied": len("a[object Object]")}),
        ("'a' + 'b';", {"step": 1, "copied": 2}),
        ("1 - 1 && r.uri;", {"step": 2}),
        ("1 && r.uri;", {"step": 1, "property": 1}),
        ("r ? r.uri : r.a.b.c;", {"step": 1, "property": 1}),
        ("if (!r) { r.a.b.c; }", {"step": 2}),
        ("for (var i = 0; i < 10; i++) ;", {"step": 1 + 10 * (1 + 1 + 1)}),
        ("var n = 5; while (n) n--;", {"step": 1 + 5 * (1 + 1)}),
        ("for (var k in {a: 1, b: 2}) ;", {"object": 2, "key": 2, "step": 1 + 2 * 2, "item": 2}),
        ("try { throw 1; } catch (e) {}", {"step": 1, "throw": 1}),
        ("try { r.a.b; } catch (e) {}", {"step": 1, "throw": 1, "property": 2}),
        ("'abcdef'.indexOf('d');", {"step": 2, "property": 1, "builtin": 1, "searched": 3}),
        ("'abcdef'.indexOf('x');", {"step": 2, "property": 1, "builtin": 1, "searched": 6}),
        ("'abcdef'.lastIndexOf('d');", {"step": 2, "property": 1, "builtin": 1, "searched": 3}),
        ("'abcdef'.slice(2);", {"step": 2, "property": 1, "builtin": 1, "copied": 4}),
        ("/c/.test('abc');", {"step": 2, "property": 1, "object": 2, "builtin": 2, "match": 1, "matched": 3}),
        ("/x/.test('abc');", {"step": 2, "property": 1, "object": 2, "builtin": 2, "miss": 1, "matched": 3}),
        ("/^x/.test('abc');", {"step": 2, "property": 1, "object": 2, "builtin": 2, "miss": 1, "matched": 1}),
        ("JSON.parse('[1,2]');", {"step": 2, "property": 1, "builtin": 1, "parsed": 5}),
        ("JSON.stringify(1);", {"step": 2, "property": 1, "builtin": 1, "written": 1}),
        ("encodeURIComponent('a b');", {"step": 2, "builtin": 1, "coded": 3 + 5}),
        ("[1, 2, 3].indexOf(2);", {"object": 2, "item": 3, "property": 1, "step": 2 + 2, "builtin": 1}),
    ],
)  # fmt: skip
def test_work_is_counted_by_what_is_done(body: str, expected: dict[str, int]) -> None:
    assert counts(body) == expected


def test_a_call_is_counted_where_it_arrives() -> None:
    assert counts("f(1, 2); f(3, 4);", above="function f(a, b) { return a; }") == {
        "call": 2,
        "step": 2 * (3 + 1),
    }


def test_what_is_passed_over_is_not_counted() -> None:
    early = counts("if (r.uri) { return r; } JSON.stringify(JSON.parse('{}')); [].concat([1, 2]);")

    assert early == {"step": 1, "property": 1}


def test_code_at_the_top_level_is_done_on_every_run() -> None:
    table = "var table = {" + ", ".join(f"'/{number}': 1" for number in range(50)) + "};"

    first, second = metered(f"{table} {handler('return r;')}", *REQUEST_EVENTS[:2])

    assert first.work is not None
    assert second.work is not None
    assert first.work.counts["key"] == second.work.counts["key"] == 50


@pytest.mark.parametrize("length", [10, 55, 56, 119, 120, 1000])
@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_a_hash_is_counted_by_the_blocks_that_it_is_computed_over(algorithm: str, length: int) -> None:
    found = counts(f"require('crypto').createHash('{algorithm}').update('{'a' * length}').digest('hex');")

    # RFC 1321 and FIPS 180-4: one byte of padding and eight of length, in blocks of 64
    assert found["hashed"] == (length + 1 + 8 + 63) // 64
    assert found["digest"] == 1


def test_an_hmac_is_counted_by_both_of_its_hashes() -> None:
    found = counts("require('crypto').createHmac('sha256', 'k').update('abc').digest('hex');")

    # RFC 2104: a block of key and the message, then a block of key and the inner digest with its padding
    assert found["hashed"] == (1 + 1) + (1 + 1)


def test_the_simulators_own_code_is_not_counted() -> None:
    once = counts("require('querystring').parse('a=1');")
    often = counts("require('querystring').parse('a=1&b=2&c=3&d=4&e=5&f=6');")

    assert often["key"] - once["key"] == 5
    assert {name for name in COUNTERS if once.get(name) != often.get(name)} == {"key", "coded"}


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("r.uri.indexOf('x');", "for (var i = 0; i < 50; i++) { r.uri.indexOf('x'); }"),
        ("'a'.repeat(10);", "'a'.repeat(5000);"),
        ("var t = {a: 1}; t[r.uri];", "[['a', 1]].find(function (p) { return p[0] === r.uri; });"),
        ("/^x/.test(r.uri);", "new RegExp('^x').test(r.uri);"),
        ("[3, 1, 2].sort();", "[3, 1, 2].sort(function (a, b) { return a - b; });"),
    ],
)
def test_more_work_has_more_units(less: str, more: str) -> None:
    assert work_of(handler(f"{less} return r;")).units < work_of(handler(f"{more} return r;")).units


def test_the_number_is_the_same_in_every_process() -> None:
    code = handler("r.x = r.uri.split('/').map((s) => s + '!').join(''); return r;")
    script = f"from metered_functions import work_of; print(work_of({code!r}))"
    paths = os.pathsep.join(path for path in sys.path if path)

    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert seen == {f"{work_of(code)}\n"}


@pytest.mark.parametrize(
    "body",
    [
        "for (;;) {}",
        "while (true) { r.x += 1; }",
        "do ; while (true);",
        "(function f() { f(); })();",
        "for (;;) { try { r.a.b; } catch (e) {} }",
        "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); } f(60);",
    ],
    ids=["for", "while", "do", "recursion", "catching", "exponential"],
)
def test_what_does_not_end_is_stopped_by_its_work(body: str) -> None:
    runs = [metered(handler(f"{body} return r;"), budget=Budget(warning=20, error=20))[0] for _ in range(2)]

    assert [run.returned for run in runs] == [False, False]
    assert [run.value for run in runs] == [None, None]
    # a recursion may meet the engine's stack before it meets the meter, and throws like any other error
    assert all(run.stopped or body.startswith("(function") for run in runs)
    assert runs[0] == runs[1]


def test_every_counter_has_a_weight() -> None:
    assert list(WEIGHTS) == list(COUNTERS)
    assert ALLOCATED.keys() <= WEIGHTS.keys()
    assert {type(weight) for weight in (*WEIGHTS.values(), *ALLOCATED.values())} == {int}
    assert min(*WEIGHTS.values(), *ALLOCATED.values()) > 0


def test_utilization_is_a_straight_line_from_the_base() -> None:
    assert utilization(0) == 15.0
    assert utilization(3_000) == 16.0
    assert utilization(3_000 * 85) == 100.0
    assert Work.of({"miss": 10, "step": 0}).utilization == utilization(WEIGHTS["miss"])
    assert Work.of({"miss": 10, "step": 0}).counts == {"miss": 10}
