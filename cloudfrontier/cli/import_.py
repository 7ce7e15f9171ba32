"""`cloudfrontier import`: reads the rules that a site has today, and writes them as edge.toml.

The module has an underscore because `import` is a word of Python's. What is written goes to standard output;
what could not be translated goes to standard error, each with its place and the nearest thing that works.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cloudfront_functions.importers import (
    FORMATS,
    FormatName,
    Imported,
    detect_format,
    import_text,
    toml_of,
)
from cloudfront_functions.inputs import DialectName, dialect_named
from cloudfront_functions.list_checks import check_routes
from cloudfrontier.cli.output import STYLES, count, make_console, visible
from cloudfrontier.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["import_"]


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--from",
    "form",
    type=click.Choice(FORMATS),
    help="What the files are; their names and texts tell if nothing is said.",
)
@click.option(
    "--dialect",
    type=click.Choice(("netlify", "cloudflare")),
    default="netlify",
    show_default=True,
    help="Whose `_redirects` and `_headers` they are.",
)
@click.option(
    "--name", default="imported", show_default=True, help="What the names of the functions begin with."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE; it may not exist yet.",
)
def import_(
    files: tuple[Path, ...],
    form: FormatName | None,
    dialect: DialectName,
    name: str,
    output: Path | None,
) -> None:
    """Read redirects, rewrites and headers of another host; write edge.toml.

    FILE is a `_redirects`, a `_headers`, a table of redirects (.csv), a
    vercel.json, a part of an nginx configuration, or the routing rules of an
    S3 website (JSON or XML). Rules of several files keep the order of the files.

    What cannot be translated is listed, and ends in exit code 1.
    """
    read = joined(read_file(file, form, dialect) for file in files)
    text, unwritten = toml_of(read.routes, read.headers, addresses=read.addresses, name=name)
    problems = (*read.problems, *unwritten)
    say("error", (str(problem) for problem in problems))
    say("note", (str(note) for note in read.notes))
    for found in check_routes(read.routes):
        say(found.severity, (str(found),))
    write(text, output)
    addresses = len(read.addresses.canonical) > 0
    rules = len(read.routes) + len(read.headers) + addresses - len(unwritten)
    make_console(stderr=True).print(f"{count(rules, 'rule')}, {len(problems)} not translated")
    if problems:
        raise FindingsError("not all of it is translated; what is missing is listed above")


def read_file(file: Path, form: FormatName | None, dialect: DialectName) -> Imported:
    """What one file holds."""
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is not UTF-8 (byte {error.start})") from None
    known = form or detect_format(file.name, text)
    if known is None:
        raise UsageError(
            f"{file}: neither its name nor its text tells what it is; say `--from` {'|'.join(FORMATS)}"
        )
    return import_text(text, file=str(file), form=known, dialect=dialect_named(dialect))


def joined(parts: Iterable[Imported]) -> Imported:
    """What several files hold, in their order."""
    listed = tuple(parts)
    told = [part.addresses for part in listed if part.addresses.canonical]
    if any(item != told[0] for item in told):
        raise UsageError("the files say two things of the address of a page; import them one by one")
    return Imported(
        tuple(route for part in listed for route in part.routes),
        tuple(rule for part in listed for rule in part.headers),
        tuple(problem for part in listed for problem in part.problems),
        tuple(note for part in listed for note in part.notes),
        *told[:1],
    )


def say(severity: str, lines: Iterable[str]) -> None:
    """Print remarks to standard error."""
    console = make_console(stderr=True)
    for line in lines:
        console.print(severity, style=STYLES[severity], end=" ")
        console.print(visible(line), soft_wrap=True)


def write(text: str, output: Path | None) -> None:
    """Write the rules; a file that exists is somebody's work and is left alone."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with output.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(f"{output}: exists already; choose another name, or take it away") from None
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None
