"""`cloudfrontier request`: one request through the simulated distribution, printed as a trace."""

from __future__ import annotations

import ipaddress
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.configured import configuration_options, configured_by
from cloudfrontier.cli.output import make_console
from cloudfrontier.cli.simulated import open_simulator, simulation_options
from cloudfrontier.cli.trace_text import trace_text
from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.simulator.trace_json import trace_json
from cloudfrontier.simulator.viewer import viewer_request

if TYPE_CHECKING:
    from cloudfrontier.simulator.trace import Trace

__all__ = ["request"]

FORM = "application/x-www-form-urlencoded"


@click.command
@click.argument("method")
@click.argument("url")
@click.option(
    "-H", "--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="A header; may be repeated."
)
@click.option("-d", "--data", help="The body; @FILE reads it from a file.")
@click.option("--client-ip", metavar="ADDRESS", help="The viewer's address, which `viewers` may know.")
@configuration_options
@simulation_options
def request(  # noqa: PLR0913 - one parameter an option
    method: str,
    url: str,
    *,
    headers: tuple[str, ...],
    data: str | None,
    client_ip: str | None,
    project: Path | None,
    dist: Path | None,
    form: str,
    region: str,
    show_secrets: bool,
    **configuration: Any,
) -> None:
    """Send one request through the simulated distribution, all four events.

    URL is a path such as `/docs/?page=2`, or a whole http(s) URL. Handlers and functions are those that
    `cloudfrontier build` wrote. The JSON of `--format json` is documented in
    cloudfrontier.simulator.trace_json.

    Exit code 1 when edge code failed and CloudFront answered with its error page.
    """
    lines = [_header(text) for text in headers]
    body = _body(data)
    if body and not any(name.lower() == "content-type" for name, _ in lines):
        lines.append(("Content-Type", FORM))
    with open_simulator(project, dist, configured_by(**configuration), region=region) as simulator:
        domain_name = simulator.distribution.domain_name
        asked = viewer_request(method, url, domain_name=domain_name, headers=lines, body=body)
        if client_ip is not None:
            asked = replace(asked, client_ip=_address(client_ip))
        trace = simulator.engine().handle(asked, now=time.time()).trace
        notes = simulator.notes
    _print(trace, notes, form=form, show_secrets=show_secrets)
    failed = next((step for step in trace.events if step.outcome == "error"), None)
    if failed is not None:
        raise FindingsError(
            f"{failed.name} failed at {failed.event}; the viewer gets {trace.response.status_line}"
        )


def _print(trace: Trace, notes: tuple[str, ...], *, form: str, show_secrets: bool) -> None:
    if form == "json":
        click.echo(json.dumps(trace_json(trace, show_secrets=show_secrets), indent=2))
        return
    console = make_console()
    console.print(trace_text(trace, console, show_secrets=show_secrets), end="", soft_wrap=True)
    for note in notes:
        click.echo(f"note: {note}", err=True)


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise UsageError(f"--header {text!r}: expected `Name: value`")
    return name.strip(), value.strip()


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise UsageError(f"--client-ip {text!r}: expected an address such as 203.0.113.7") from None


def _body(data: str | None) -> bytes:
    if data is None:
        return b""
    if not data.startswith("@"):
        return data.encode()
    path = Path(data[1:])
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"--data @{path}: {error.strerror}") from error
