"""`cloudfrontier docs`: writes the pages of docs/ that describe code, or says which of them are stale.

It is not listed in `--help`: it is for whoever changes this package.
"""

from __future__ import annotations

from pathlib import Path

import click

from cloudfrontier.cli.reference import PAGES
from cloudfrontier.errors import FindingsError, UsageError

__all__ = ["docs", "stale_pages"]


@click.command(hidden=True)
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write all pages.",
)
@click.option(
    "--check",
    "checked",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Name stale pages.",
)
@click.argument("page", required=False, type=click.Choice(tuple(PAGES)))
def docs(page: str | None, *, folder: Path | None, checked: Path | None) -> None:
    """Print a generated page, write all of them, or check that those of a folder are up to date."""
    if folder is not None:
        write_pages(folder)
    if checked is not None and (stale := stale_pages(checked)):
        raise FindingsError(f"{', '.join(stale)}: not as the code says; run `make docs`")
    if page is not None:
        click.echo(PAGES[page](), nl=False)
    elif folder is None and checked is None:
        raise UsageError(f"name a page ({', '.join(PAGES)}), or give --write or --check")


def write_pages(folder: Path) -> None:
    """Write every page.

    Raises:
        UsageError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in PAGES.items():
            (folder / name).write_text(text(), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror}") from None


def stale_pages(folder: Path) -> tuple[str, ...]:
    """The pages that are absent, or not as they would be written."""
    return tuple(name for name, text in PAGES.items() if _read(folder / name) != text())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
