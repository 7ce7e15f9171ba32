"""`cloudfrontier explain-cost`: what the same experiment costs a month as a handler and as a function."""

from __future__ import annotations

import json
import re
from typing import Any

import click

from cloudfrontier.cli.format_option import format_option
from cloudfrontier.cloudfront.limits import MEMORY
from cloudfrontier.cloudfront.pricing import (
    FUNCTION_INVOCATIONS,
    LAMBDA_DURATION,
    LAMBDA_REQUESTS,
    function_cost,
    lambda_cost,
)

__all__ = ["explain_cost"]

AMOUNT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[kMG]?)")
UNITS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}


def amount(_context: Any, _option: Any, text: str) -> int:
    """`10M` as a number."""
    found = AMOUNT.fullmatch(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is no number of requests; expected 10M or 500k")
    return round(float(found["number"]) * UNITS[found["unit"]])


@click.command("explain-cost")
@click.option(
    "--requests", default="10M", show_default=True, callback=amount, help="Visitors' requests a month."
)
@click.option(
    "--misses", type=click.FloatRange(0, 1), default=0.1, show_default=True, help="Share not cached."
)
@click.option(
    "--milliseconds", type=click.FloatRange(min=1), default=2.0, show_default=True, help="Of a handler."
)
@click.option(
    "--memory",
    type=click.IntRange(min=MEMORY["viewer-request"].least),
    default=128,
    show_default=True,
    help="Megabytes of a handler.",
)
@format_option
def explain_cost(*, requests: int, misses: float, milliseconds: float, memory: int, form: str) -> None:
    """Print what an experiment costs a month, as handlers and as functions.

    A handler runs at viewer-request and viewer-response for every request, and
    at origin-request for what is not cached. A function runs at both viewer
    events and needs nothing at the origin's side.
    """
    missed = round(requests * misses)
    handler_runs, function_runs = 2 * requests + missed, 2 * requests
    handler = lambda_cost(handler_runs, milliseconds=milliseconds, memory_mb=memory)
    function = function_cost(function_runs)
    if form == "json":
        told = {
            "requests": requests,
            "misses": missed,
            "handler": {"runs": handler_runs, "dollars": round(handler, 4)},
            "function": {"runs": function_runs, "dollars": round(function, 4)},
        }
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"{requests:,} requests a month, {missed:,} of them not cached")
    click.echo(f"  handler   {handler_runs:>15,} runs  ${handler:>12,.2f}")
    click.echo(
        f"            ${LAMBDA_REQUESTS.dollars:g} a million runs, ${LAMBDA_DURATION.dollars:g} a GB-second"
    )
    click.echo(f"  function  {function_runs:>15,} runs  ${function:>12,.2f}")
    free = FUNCTION_INVOCATIONS.free
    click.echo(f"            ${FUNCTION_INVOCATIONS.dollars:g} a million runs, {free:,} a month are free")
    if function:
        click.echo(f"  the function is cheaper by {handler / function:.1f} times, and starts cold in no time")
    dates = sorted({item.source.read for item in (LAMBDA_REQUESTS, FUNCTION_INVOCATIONS)})
    click.echo(f'prices of AWS, read {" and ".join(dates)}; `experiments` of a function: kind = "function"')
