"""`cloudfrontier simulate`: one function or handler on one event, without the rest of a request."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.output import make_console
from cloudfrontier.cli.simulated import open_simulator, simulation_options
from cloudfrontier.cli.trace_text import event_lines, page_for
from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.simulator.redaction import Redaction
from cloudfrontier.simulator.trace_json import event_json

if TYPE_CHECKING:
    from cloudfrontier.simulator.trace import EventStep

__all__ = ["simulate"]


@click.command
@click.argument("function")
@click.option(
    "-e", "--event", "event", required=True, metavar="FILE", help="The event as JSON; - reads standard input."
)
@simulation_options
def simulate(  # noqa: PLR0913 - one parameter an option
    function: str,
    *,
    event: str,
    project: Path | None,
    dist: Path | None,
    form: str,
    show_secrets: bool,
) -> None:
    """Run one function or handler on one event.

    FUNCTION is a name in edge.toml. The event has the shape of the code's runtime, as AWS documents it; what
    the code returns is judged by the same rules as in `request`. `--format json` prints the fields of one
    event as `request` does, and `output`: what the code returned.

    Exit code 1 when the code fails, or when CloudFront would refuse what it returned.
    """
    given = _read(event)
    with open_simulator(project, dist) as simulator:
        step = simulator.run_event(function, given, now=time.time())
        notes = simulator.notes
    hide = Redaction.of_step(step, shows_secrets=show_secrets)
    if form == "json":
        shown: dict[str, Any] = {**event_json(step, hide), "output": hide.part(step.returned)}
        click.echo(json.dumps(shown, indent=2))
    else:
        _print(step, hide)
        for note in notes:
            click.echo(f"note: {note}", err=True)
    if step.outcome == "error":
        raise FindingsError(f"{function} failed at {step.event}")


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
