"""The builtins of each runtime: what is there, what is not, and a Date that knows UTC alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.javascript.surface import GLOBALS, surface
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime

# What TestFunction was seen to have and to lack on 2.0 (a public report of 2026-09-04).
PRESENT = ("Array.from", "global", "String.prototype.charCodeAt", "String.prototype.replaceAll", "atob")
ABSENT = (
    *("Array.prototype.flat", "Array.prototype.flatMap", "Array.prototype.at", "Array.prototype.findLast"),
    *("Array.prototype.toSorted", "Array.prototype.toReversed", "Array.prototype.toSpliced"),
    *(
        "Array.prototype.with",
        "String.prototype.at",
        "String.prototype.matchAll",
        "String.prototype.normalize",
    ),
    *(
        "String.prototype.localeCompare",
        "Object.fromEntries",
        "Object.hasOwn",
        "Object.groupBy",
        "Map",
        "Set",
    ),
    *("WeakMap", "Proxy", "Reflect", "BigInt", "Intl", "URL", "structuredClone", "escape", "unescape"),
    *("Iterator", "queueMicrotask", "console.error"),
)
ONLY_2_0 = ("Array.from", "Promise.all", "String.prototype.replaceAll", "DataView", "btoa", "Uint8Array.from")


def evaluate(expression: str, runtime: FunctionRuntime = "cloudfront-js-2.0") -> Any:
    code = f"function handler(event) {{ return {expression}; }}"
    outcome = FunctionsRuntime().run(code, viewer_request(), runtime=runtime, now=NOW)
    assert outcome.error is None, outcome.error
    return outcome.value


@pytest.mark.parametrize("name", PRESENT)
def test_what_was_found_at_cloudfront_is_here(name: str) -> None:
    assert evaluate(f"typeof {name}") != "undefined"


@pytest.mark.parametrize("name", ABSENT)
def test_what_cloudfront_lacks_is_absent(name: str) -> None:
    assert evaluate(f"typeof {name}") == "undefined"


@pytest.mark.parametrize("name", ONLY_2_0)
def test_runtime_1_0_lacks_what_2_0_brought(name: str) -> None:
    assert evaluate(f"typeof {name}", "cloudfront-js-1.0") == "undefined"
    assert evaluate(f"typeof {name}") != "undefined"


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_every_builtin_of_the_table_that_the_engine_has_is_left(runtime: FunctionRuntime) -> None:
    wanted = [
        f"{owner}.{name}"
        for owner, names in surface(runtime).items()
        for name in names
        if owner not in {GLOBALS, "TypedArray", "TypedArray.prototype"} and owner.split(".")[0] not in NOT_YET
    ]
    listed = json.dumps(wanted)
    missing = evaluate(
        f"{listed}.filter(function (path) {{ var parts = path.split('.'), name = parts.pop(), owner = global;"
        " parts.forEach(function (part) { owner = owner[part]; }); return !(name in owner); })",
        runtime,
    )
    assert missing == []


NOT_YET = {"Buffer", "TextDecoder", "TextEncoder"}


def test_the_engine_still_works_without_what_was_deleted() -> None:
    for runtime in FUNCTION_RUNTIMES:
        assert evaluate(
            "'a-b-c'.replace(/-/g, '+') + 'x1y2'.split(/\\d/).join() + [3, 1, 2].sort()", runtime
        ) == ("a+b+cx,y,1,2,3")


def test_functions_do_not_show_their_source_nor_errors_their_stack() -> None:
    assert evaluate("[String(function () {}), typeof new Error('x').stack, String(handler)]") == [
        "[object Function]", "undefined", "[object Function]",
    ]  # fmt: skip


def test_bounded_builtins_look_like_the_native_ones() -> None:
    shape = evaluate("[[].join.name, [].join.length, 'a'.split.length, 'a'.replace.name, [].slice.length]")
    assert shape == ["join", 1, 2, "replace", 2]
    work = evaluate("[[1, 2].concat([3], 4), 'aXb'.split('X'), [1, 2, 3].slice(1), 'a.b'.replace('.', '-')]")
    assert work == [[1, 2, 3, 4], ["a", "b"], [2, 3], "a-b"]


def test_a_memory_error_is_an_error() -> None:
    assert evaluate("[new MemoryError('m') instanceof Error, String(new MemoryError('m'))]") == [
        True, "MemoryError: m",
    ]  # fmt: skip


DATES = """[
    new Date(2020, 0, 2, 3, 4, 5, 6), new Date(2020, 6, 1), new Date(99, 0), new Date(2020, 1, 31), new
    Date('2020-01-02'), new Date('2020-01-02T03:04:05'), new Date('2020-01-02T03:04:05+02:00'), new
    Date('Apr 5 2021 10:00'), new Date('Mon, 05 Apr 2021 10:00:00 GMT'), new Date(NaN), new Date('nothing'),
    new Date(8.64e15), new Date(-1e14), new Date(new Date(5)), new Date(2020),
    Date.parse('2021-07-01T00:00'), new Date(1.6e12).setHours(25), new Date(1.6e12).setMonth(13, 1)
].map(function (d) {
    d = new Date(d); return [d.getTime(), d.toString(), d.toDateString(), d.toTimeString(),
    d.toLocaleString(), d.toLocaleDateString(),
        d.toLocaleTimeString(), d.getHours(), d.getDay(), d.getDate(), d.getTimezoneOffset(), String(d)];
})"""
CHILD = """
import json, sys
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime
code = "function handler() { return %s; }" % sys.stdin.read()
print(json.dumps(FunctionsRuntime().run(code, {"request": {}}, runtime="cloudfront-js-2.0", now=1.7e9).value))
"""


def test_dates_are_in_utc_whatever_the_zone_of_the_machine() -> None:
    """The engine's own Date under TZ=UTC is the measure; other zones have to give the same."""
    answers = {}
    for zone in ("UTC", "America/New_York", "Asia/Kathmandu", "Europe/London"):
        child = subprocess.run(
            [sys.executable, "-c", CHILD],
            input=DATES,
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        answers[zone] = json.loads(child.stdout)
    assert answers["UTC"][0][1] == "Thu Jan 02 2020 03:04:05 GMT+0000"
    for zone, answer in answers.items():
        assert answer == answers["UTC"], zone
