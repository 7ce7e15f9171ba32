"""`--format text|json`, which commands that print for people and for programs share."""

from __future__ import annotations

import click

__all__ = ["format_option"]

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
