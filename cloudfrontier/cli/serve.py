"""`cloudfrontier serve`: parses the command line and prints; the server itself is `cloudfrontier.server`."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.configured import configuration_options, configured_by
from cloudfrontier.cli.output import visible
from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Scheme

__all__ = ["serve"]

NEEDED = ("uvicorn", "httptools", "watchfiles")


@click.command
@click.argument("project", required=False, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 takes one that is free.",
)
@click.option("--tls", is_flag=True, help="Serve HTTPS, with a certificate of an authority of your own.")
@click.option(
    "--scheme",
    type=click.Choice(("https", "http")),
    default="https",
    show_default=True,
    help="What requests count as without --tls.",
)
@click.option("--viewer-host", default="", metavar="NAME", help="The host that requests count as sent to.")
@click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    metavar="NAME",
    help="Show the page under this name, too; may be repeated.",
)
@click.option("--no-reload", is_flag=True, help="Do not look for changed files.")
@click.option("--show-secrets", is_flag=True, help="Show cookies and credentials instead of their length.")
@configuration_options
def serve(  # noqa: PLR0913 - one parameter an option
    project: Path | None,
    *,
    host: str,
    port: int,
    tls: bool,
    scheme: Scheme,
    viewer_host: str,
    allowed_hosts: tuple[str, ...],
    no_reload: bool,
    show_secrets: bool,
    **configuration: Any,
) -> None:
    """Serve the simulated distribution, and a page that shows each request.

    PROJECT is an edge.toml or its folder; if left out, the nearest one at or above the current folder. It is
    built first, and again when a file of it changes. The page is at /__cloudfrontier/. Ctrl-C ends it.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise MissingToolError(
            f"`serve` needs {', '.join(missing)}; run `pip install 'cloudfrontier[serve]'`"
        )
    from cloudfrontier.server.application import Viewers  # noqa: PLC0415 - the extra may be absent
    from cloudfrontier.server.running import serve as run  # noqa: PLC0415 - same
    from cloudfrontier.server.settings import ServeSettings  # noqa: PLC0415 - same

    settings = ServeSettings(
        project=project,
        configured=configured_by(**configuration),
        host=host,
        port=port,
        tls=tls,
        reloads=not no_reload,
        show_secrets=show_secrets,
        allowed_hosts=allowed_hosts,
        viewers=Viewers(scheme="https" if tls else scheme, host=viewer_host),
    )
    run(settings, _tell)
    _tell("stopped: no process and no file is left")


def _tell(text: str) -> None:
    try:
        click.echo("\n".join(visible(line) for line in text.splitlines()))
    except OSError:
        # whoever read the lines has gone; the server goes on, and what comes is for nobody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
