"""What one event through a function costs, in a fresh context each time, against making everything for each.

Figures of ours are processor time, for the machine may be shared; the clock of the same stands below each.
1,500 events a second are 667 us. The naive way evaluates the whole prelude in every new context, as
simulators do that load a script of stubs. In a batch, of two processes, each event is run once more with a
meter in the code; by the clock it lasts from the first results to the last, its start is not counted.
The other references, where they are installed: an njs process an event, and Node.js with a new `vm` context.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench.measure import Report, Row, compare_values
from cloudfrontier.cli.function_batch import FunctionJob, run_batch
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime, KeyValues, Surroundings
from cloudfrontier.simulator.functions_runtime.needs import needs
from cloudfrontier.simulator.functions_runtime.njs import NjsRuntime, find_njs
from cloudfrontier.simulator.functions_runtime.prelude_text import PARTS
from cloudfrontier.simulator.functions_runtime.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["run"]

RUNTIME: FunctionRuntime = "cloudfront-js-2.0"
EVENTS = 200
BATCH = 4_000
BATCH_US = 300.0
"""Microseconds by the clock that an event of a batch may take, of a small function on two idle cores."""

NJS_EVENTS = 10
NOW = 1_736_942_400.0
STORE = Surroundings(KeyValues({"/docs/guide": "/guide"}))
EVENT: dict[str, Any] = {
    "version": "1.0",
    "context": {"distributionId": "EXAMPLE", "eventType": "viewer-request", "requestId": "example"},
    "viewer": {"ip": "198.51.100.11"},
    "request": {
        "method": "GET",
        "uri": "/docs/guide",
        "querystring": {"page": {"value": "2"}},
        "headers": {
            "host": {"value": "www.example.com"},
            "accept-language": {"value": "de-CH,de;q=0.8,en;q=0.5"},
        },
        "cookies": {"session": {"value": "u1.c2lnbmF0dXJl"}},
    },
}
FUNCTIONS = {
    "index of a folder": """function handler(event) {
        var request = event.request;
        if (request.uri.endsWith('/')) { request.uri += 'index.html'; }
        else if (!request.uri.split('/').pop().includes('.')) { request.uri += '/index.html'; }
        return request;
    }""",
    "table of redirects": """var table = { '/old': '/new', '/docs/guide': '/guide', '/a': '/b' };
    function handler(event) {
        var to = Object.prototype.hasOwnProperty.call(table, event.request.uri) && table[event.request.uri];
        if (!to) { return event.request; }
        var query = Object.keys(event.request.querystring).map(function (name) {
            return name + '=' + event.request.querystring[name].value;
        }).join('&');
        return { statusCode: 301, headers: { location: { value: to + (query ? '?' + query : '') } } };
    }""",
    "lookup in a store": """import cf from 'cloudfront';
    async function handler(event) {
        try { event.request.uri = await cf.kvs().get(event.request.uri); }
        catch (error) { console.log('none'); }
        return event.request;
    }""",
    "signed cookie": """var crypto = require('crypto');
    function handler(event) {
        var parts = event.request.cookies.session.value.split('.');
        var signed = crypto.createHmac('sha256', 'key').update(parts[0]).digest('base64url');
        return signed === parts[1] ? event.request : { statusCode: 401, statusDescription: 'Unauthorized' };
    }""",
}
NODE = """
const vm = require('vm');
const [code, event, count] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const script = new vm.Script(code + '\\n;handler(JSON.parse(given))');
const started = process.hrtime.bigint();
for (let i = 0; i < count; i += 1) {
    JSON.stringify(script.runInNewContext({ given: event, require, console, Buffer }));
}
console.log(Number(process.hrtime.bigint() - started) / 1000 / count);
"""


def run(runs: int) -> Report:
    """Measure everything `runs` times: microseconds an event."""
    rows: list[Row] = []
    missing = []
    for what, code in FUNCTIONS.items():
        ours = timed(code)
        rows.append(compared(what, ours, timed(code, naive=True), "the whole prelude in each context", runs))
        by_the_clock = timed(code, clock=time.perf_counter)
        rows.append(compared(f"{what}, by the clock", by_the_clock, ours, "processor time", runs))
    simple = next(iter(FUNCTIONS))
    batch = [timed_batch(FUNCTIONS[simple]) for _ in range(runs)]
    for what, figures, allowed in (
        ("", [worked for worked, _ in batch], 2 * BATCH_US),
        (" by the clock", [passed for _, passed in batch], BATCH_US),
    ):
        rows.append(Row(f"{simple}, an event of a batch{what}", "us", figures, [allowed], "what it may take"))
    ours = timed(FUNCTIONS[simple])
    if find_njs() is None:
        missing.append("njs: Debian and Ubuntu have it as the package `njs`")
    else:
        rows.append(compared(simple, ours, timed_njs(FUNCTIONS[simple]), "an njs process an event", runs))
    if shutil.which("node") is None:
        missing.append("node: Debian and Ubuntu have it as the package `nodejs`")
    else:
        theirs = timed_node(FUNCTIONS[simple])
        rows.append(compared(simple, ours, theirs, "Node.js, a new vm context an event", runs))
    return Report("functions", tuple(rows), tuple(missing))


def compared(what: str, ours: Callable[[], float], theirs: Callable[[], float], name: str, runs: int) -> Row:
    """A row, in microseconds an event."""
    return compare_values(f"{what}, an event", "us", ours, theirs, reference_name=name, runs=runs)


def timed(
    code: str, *, naive: bool = False, clock: Callable[[], float] = time.thread_time
) -> Callable[[], float]:
    """A measurement of one core: time an event, in this process."""
    runtime = FunctionsRuntime()
    prepared = prepare(code, RUNTIME)
    if naive:
        everything = replace(needs("global", RUNTIME), parts=tuple(PARTS[RUNTIME]))
        prepared = replace(prepared, needs=everything)

    def measure() -> float:
        started = clock()
        for _ in range(EVENTS):
            outcome = runtime.run(prepared, EVENT, runtime=RUNTIME, now=NOW, surroundings=STORE)
            if outcome.error is not None:
                raise RuntimeError(outcome.error.message)
        return (clock() - started) * 1_000_000 / EVENTS

    return measure


def timed_batch(code: str) -> tuple[float, float]:
    """An event of `simulate --events` on two cores: time of all processes, and time by the clock."""
    job = FunctionJob(code, RUNTIME, Surroundings())
    worked = processes_worked()
    results = run_batch(job, [json.dumps(EVENT)] * BATCH, jobs=2)
    next(results)
    started = time.perf_counter()
    count = sum(part.text.count("\n") + 1 for part in results)
    passed = time.perf_counter() - started
    return (processes_worked() - worked) * 1_000_000 / BATCH, passed * 1_000_000 / count


def processes_worked() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def timed_njs(code: str) -> Callable[[], float]:
    """The same through processes of njs; the clock on the wall, for the work is theirs."""
    engine = NjsRuntime()

    def measure() -> float:
        started = time.perf_counter()
        for _ in range(NJS_EVENTS):
            engine.run(code, EVENT, runtime=RUNTIME, now=NOW)
        return (time.perf_counter() - started) * 1_000_000 / NJS_EVENTS

    return measure


def timed_node(code: str) -> Callable[[], float]:
    """The same in one Node.js process, its start not counted."""
    given = json.dumps([code, json.dumps(EVENT), EVENTS])

    def measure() -> float:
        command = ["node", "-e", NODE]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
        return float(done.stdout)

    return measure
