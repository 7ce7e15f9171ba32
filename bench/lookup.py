"""What a request costs as the list grows, and packed at the size limit against the object literal.

1. `units` are counted work (see docs/cost.md), the same on every machine: the median over paths of the list
   and paths that are not in it. Growth is held against the logarithm: the reference of 500 rules is the cost
   of 50 times log 500 / log 50.
2. Times are taken in the engine, with the table made anew for each request, as CloudFront does it.
3. Small lists keep the literal; the last row counts those that do.
"""

from __future__ import annotations

import json
import math
import time
from statistics import median
from typing import TYPE_CHECKING, Any

import quickjs

from bench.cost.counting import works_of
from bench.measure import Report, Row, compare_values
from bench.moved_pages import moved_pages
from bench.packing import fits_packed, fitting, naive_function, redirects_of
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.compiler.assemble import assemble
from cloudfront_functions.compiler.forms import Forms
from cloudfront_functions.compiler.plan import Plan
from cloudfront_functions.rules import Capture, Pattern, Redirect, Routes, Slot, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["run"]

SIZES = (50, 500, 5_000)
PATHS = 24
FEW_PATHS = 6
"""Of the lists that grow: a tree of thousands of patterns is megabytes, which each run reads anew."""
REPEATS = 200
LITERAL = "the object literal of the same redirects"
GROWTH = "the cost of 50 rules, growing with log n"
SMALL = (1, 5, 10, 20, 40)


def run(runs: int) -> Report:
    """Count once, since counts are always the same; take times so often."""
    rows = [*growth("packed table", packed_code), *growth("tree of patterns", tree_code)]
    pages = dict(list(moved_pages(640).items())[: fitting(list(moved_pages(640).items()), fits_packed)])
    packed, naive = compile_function(spec_of(pages)).text, naive_function(pages)
    events = events_of(list(pages))
    what = f"packed at the size limit, {len(pages)} rules"
    rows.append(Row(f"{what}, counted", "units", [units(packed, events)], [units(naive, events)], LITERAL))
    rows.append(
        compare_values(
            f"{what}, timed",
            "us",
            timed(packed, events),
            timed(naive, events),
            reference_name=LITERAL,
            runs=runs,
        )
    )
    kept = sum(compile_function(spec_of(moved_pages(size))).form == "literal" for size in SMALL)
    rows.append(Row("small lists that keep the literal", "lists", [kept], [len(SMALL)], "small lists"))
    return Report("lookup", tuple(rows))


def growth(what: str, code: Callable[[int], tuple[str, list[dict[str, Any]]]]) -> Iterator[Row]:
    """The cost of each size beside that of the smallest, grown with the logarithm."""
    least = 0.0
    for size in SIZES:
        cost = units(*code(size))
        least = least or cost
        grown = least * math.log(size) / math.log(SIZES[0])
        yield Row(f"{what}, {size:,} rules", "units", [cost], [grown], GROWTH)


def packed_code(size: int) -> tuple[str, list[dict[str, Any]]]:
    """A packed table of so many pages, whatever its size in bytes, and requests for it."""
    pages = moved_pages(size)
    plan = Plan(spec_of(pages))
    if plan.largest is None:
        raise AssertionError("a list of pages has a table")
    table = Forms(plan.largest, 1 << 30).packed().table
    return assemble(plan.spec, plan.fragments(table), flags=plan.flags(), digest="0"), events_of(
        list(pages), FEW_PATHS
    )


def tree_code(size: int) -> tuple[str, list[dict[str, Any]]]:
    """So many patterns, each with a placeholder, and requests that they are for."""
    rules = (
        Redirect(
            source=Pattern((f"v{number}", Capture("page"))), target=Target((f"/{number}/", Slot("page")))
        )
        for number in range(size)
    )
    paths = [f"/v{number}/some-page" for number in range(size)]
    plan = Plan(FunctionSpec("f", "viewer-request", steps=(Routes(tuple(rules)),)))
    return assemble(plan.spec, plan.fragments(None), flags=plan.flags(), digest="0"), events_of(
        paths, FEW_PATHS
    )


def spec_of(pages: dict[str, str]) -> FunctionSpec:
    """A function of nothing but these redirects, which no store can help."""
    return FunctionSpec("f", "viewer-request", "cloudfront-js-1.0", (redirects_of(pages),))


def events_of(paths: Sequence[str], count: int = PATHS) -> list[dict[str, Any]]:
    """Requests: for so many paths from all over the list, and as many for paths that nobody moved."""
    chosen = paths[:: max(1, len(paths) // count)][:count]
    return [event_of(uri) for path in chosen for uri in (path, path.replace("-", "+", 1))]


def event_of(uri: str) -> dict[str, Any]:
    """A viewer-request event."""
    request = {"method": "GET", "uri": uri, "querystring": {}, "headers": {}, "cookies": {}}
    context = {"eventType": "viewer-request"}
    return {"version": "1.0", "context": context, "viewer": {"ip": "198.51.100.11"}, "request": request}


def units(code: str, events: Sequence[dict[str, Any]]) -> float:
    """The counted work of a request."""
    return median(work.units for work in works_of(code, events))


def timed(code: str, events: Sequence[dict[str, Any]]) -> Callable[[], float]:
    """Takes the microseconds of a request: the whole script and its handler, in one context."""
    context = quickjs.Context()
    # what the script declares is local, so that it is made anew each time, and it is parsed but once
    context.eval(f'"use strict"; function once(event) {{ {code}\n return handler(event); }}')
    context.eval(f"var events = JSON.parse({json.dumps(json.dumps(list(events)))});")
    every = context.eval("(function (times) { for (; times; times -= 1) { events.forEach(once); } })")

    def microseconds() -> float:
        start = time.perf_counter()
        every(REPEATS)
        return (time.perf_counter() - start) * 1_000_000 / REPEATS / len(events)

    return microseconds
