"""`cloudfrontier schema`: the JSON Schema by which editors complete and check edge.toml."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cloudfrontier.cli.output import write_text
from cloudfrontier.project.json_schema import json_schema

__all__ = ["schema"]


@click.command
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to FILE instead."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of edge.toml, for editors.

    Editors with a TOML language server (taplo, tombi) take it from the first
    line of edge.toml:

        #:schema ./edge.schema.json
    """
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    write_text(output, text)
    click.echo(f"{output}: schema written; begin edge.toml with `#:schema ./{output.name}`")
