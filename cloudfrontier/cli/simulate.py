"""`cloudfrontier simulate`: one function or handler on one event, without the rest of a request."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.batch import lines_of, print_all
from cloudfrontier.cli.function_files import (
    function_job,
    is_function_file,
    is_handler,
    run_event,
    run_events,
)
from cloudfrontier.cli.handler_batch import run_handler_batch, step_json
from cloudfrontier.cli.output import make_console
from cloudfrontier.cli.simulated import open_simulator, simulation_options
from cloudfrontier.cli.trace_text import event_lines, page_for
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, KEY_VALUE_STORE_RUNTIME
from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.trace import EventStep

__all__ = ["simulate"]


@click.command
@click.argument("function")
@click.option("-e", "--event", metavar="FILE", help="The event as JSON; - reads standard input.")
@click.option(
    "--events",
    metavar="FILE",
    help="Many events, one a line: a result a line, in their order; - reads standard input.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Processes for --events; as many as cores by default."
)
@click.option(
    "--runtime",
    type=click.Choice(FUNCTION_RUNTIMES),
    default=KEY_VALUE_STORE_RUNTIME,
    show_default=True,
    help="The runtime of a function's file.",
)
@click.option("--store", metavar="FILE", help="A function's KeyValueStore, as the JSON that AWS imports.")
@click.option(
    "--engine",
    type=click.Choice(("quickjs", "njs")),
    default="quickjs",
    show_default=True,
    help="What runs a function; njs is a program that has to be installed.",
)
@simulation_options
def simulate(  # noqa: PLR0913 - one parameter an option
    function: str,
    *,
    event: str | None,
    events: str | None,
    jobs: int | None,
    runtime: FunctionRuntime,
    store: str | None,
    engine: str,
    project: Path | None,
    dist: Path | None,
    form: str,
    region: str,
    show_secrets: bool,
) -> None:
    """Run one function or handler on one event.

    FUNCTION is a name in edge.toml. The event has the shape of the code's runtime, as AWS documents it; what
    the code returns is judged by the same rules as in `request`. `--format json` prints the fields of one
    event as `request` does, and `output`: what the code returned.

    FUNCTION may also be a file, NAME.js, which needs no project. Then, and with --store, --engine or a
    function's --events, results have the shape of AWS's TestFunction, and what is returned is not judged.
    With --events a handler's results are those of `--format json`, a line each.

    Exit code 1 when the code fails, or when CloudFront would refuse what it returned.
    """
    if (event is None) == (events is None):
        raise UsageError("either --event or --events is needed")
    is_judged = store is None and engine == "quickjs" and not is_function_file(function)
    if not is_judged or (events is not None and not is_handler(function, project=project, dist=dist)):
        job = function_job(function, runtime=runtime, store=store, engine=engine, project=project, dist=dist)
        if events is not None:
            run_events(job, events, jobs=jobs)
        else:
            run_event(job, _read(str(event)))
        return
    workers = jobs or os.cpu_count() or 1
    with open_simulator(project, dist, region=region, concurrency=workers) as simulator:
        if events is not None:
            with lines_of(events) as lines:
                print_all(
                    run_handler_batch(simulator, function, lines, jobs=workers, shows_secrets=show_secrets)
                )
            return
        step = simulator.run_event(function, _read(str(event)), now=time.time())
        notes = simulator.notes
    _show(step, Redaction.of_step(step, shows_secrets=show_secrets), form=form, notes=notes)
    if step.outcome == "error":
        raise FindingsError(f"{function} failed at {step.event}")


def _show(step: EventStep, hide: Redaction, *, form: str, notes: Iterable[str]) -> None:
    if form == "json":
        click.echo(json.dumps(step_json(step, hide), indent=2))
        return
    _print(step, hide)
    for note in notes:
        click.echo(f"note: {note}", err=True)


def _print(step: EventStep, hide: Redaction) -> None:
    console = make_console()
    page = page_for(console, hide)
    event_lines(page, step)
    console.print(page.text, end="", soft_wrap=True)
    if step.returned is not None:
        output = json.dumps(hide.part(step.returned), indent=2)
        console.print(output, soft_wrap=True)


def _read(name: str) -> object:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--event {name}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"--event {name}: not UTF-8") from None
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise UsageError(f"{name}: nested too deep for an event of CloudFront's") from None
    return value
