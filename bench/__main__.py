"""`python -m bench` lists the benchmarks, `python -m bench NAME [--json]` runs one and prints its ratios."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.measure import Report, Row

BENCHMARKS: dict[str, str] = {
    "assign": "assigning a visitor to ten experiments, beside GrowthBook's SDKs and the naive way",
    "build": "cold and warm build of the storefront, bytes and import time of a handler",
    "equivalence": "compiled functions against the plain evaluator, on generated rules and requests",
    "lookup": "the cost of a request as lists grow, and packed against an object literal",
    "compile-large": "100,000 redirects from a file to a store, against what a build may take",
    "packing": "how many redirects of moved pages fit into a function, against an object literal",
    "lifecycle": "a request through four events in process, and a hit with one function",
    "check": "checking a function of 10 KB, by rules and on sample events, against parsing it",
    "cold-start": "size and loading of the sign-in handler, against cognito-at-edge and aws-jwt-verify",
    "session-check": "a warm check of a valid session, against cognito-at-edge",
    "jwt": "a token seen before and one not seen, against cognito-at-edge and PyJWT",
    "soak": "20,000 requests through one warm worker: how much memory stays",
    "serve": "requests a second, beside serverless-offline-edge-lambda",
    "reload": "an edit of a handler, a rule, edge.toml or a page, until `serve` answers with it",
    "functions": "one event through a function, in a fresh context each time",
}
"""Each is a module of this package with `run(runs: int) -> Report`."""

HEADER = ("what", "ours", "reference", "ratio", "unit", "runs", "minima")


def main(argv: Sequence[str] | None = None) -> int:
    """List or run; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Ratios are ours divided by the reference: below 1 is less time, or fewer bytes.",
    )
    parser.add_argument("name", nargs="?", choices=BENCHMARKS, help="the benchmark to run; none lists them")
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    parser.add_argument("--runs", type=_positive, default=7, help="runs of each (7)")
    options = parser.parse_args(argv)
    if options.name is None:
        _print_list(as_json=options.json)
        return 0
    report: Report = importlib.import_module(f"bench.{options.name.replace('-', '_')}").run(options.runs)
    if options.json:
        print(json.dumps(report.to_json(), indent=2))
    else:
        _print_report(report)
    return 0


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of runs: expected 1 or more")
    return int(text)


def _print_list(*, as_json: bool) -> None:
    if as_json:
        print(json.dumps(BENCHMARKS, indent=2))
        return
    for name, about in BENCHMARKS.items():
        print(f"{name}  {about}")


def _print_report(report: Report) -> None:
    _print_columns([HEADER, *(_cells(row) for row in report.rows)])
    for name in dict.fromkeys(row.reference_name for row in report.rows):
        print(f"reference: {name}")
    for missing in report.missing:
        print(f"missing: {missing}")


def _print_columns(lines: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for what, *cells in lines:
        rest = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        print("  ".join((what.ljust(widths[0]), *rest)).rstrip())


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "-" if row.ratio is None else f"{row.ratio:.2f}"
    least = f"{_figure(row, [min(row.ours)])} / {_figure(row, row.reference and [min(row.reference)])}"
    ours, reference = _figure(row, row.ours), _figure(row, row.reference)
    return (row.what, ours, reference, ratio, row.unit, str(len(row.ours)), least)


def _figure(row: Row, figures: Iterable[float]) -> str:
    values = list(figures)
    if not values:
        return "missing"
    return f"{median(values):,.0f}" if row.unit == "bytes" else f"{median(values):,.1f}"


if __name__ == "__main__":
    sys.exit(main())
