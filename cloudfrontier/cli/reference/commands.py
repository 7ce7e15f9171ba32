"""docs/commands.md: the help of every command, and what the exit codes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cloudfrontier import errors
from cloudfrontier.cli import COMMANDS, cloudfrontier
from cloudfrontier.cli.reference.markdown import NOTICE, fenced, table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["commands_page"]

WIDTH = 100
INTRODUCTION = (
    "Every command prints this with `--help`. Findings go to standard output, errors to standard error."
)
OTHER_CODES = (("130", "interrupted"), ("141", "whoever read the output has gone"))


def commands_page() -> str:
    """The whole page."""
    parts = [NOTICE, "# Commands", INTRODUCTION]
    # The settings of the command are not taken over by a context that is made by hand.
    settings = cloudfrontier.context_settings
    root = click.Context(cloudfrontier, info_name="cloudfrontier", terminal_width=WIDTH, **settings)
    for name, _ in COMMANDS:
        command = cloudfrontier.get_command(root, name)
        if command is not None:
            parts += _sections(
                command, click.Context(command, parent=root, info_name=name, terminal_width=WIDTH)
            )
    parts += ["## Exit codes", table(("code", "meaning"), _exit_codes())]
    return "\n\n".join(parts) + "\n"


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command, then the commands below it."""
    yield f"## {context.command_path}"
    yield fenced(command.get_help(context), "text")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                inner = click.Context(below, parent=context, info_name=name, terminal_width=WIDTH)
                yield from _sections(below, inner)


def _exit_codes() -> list[tuple[str, str]]:
    """The codes of the tree of errors, each by the class nearest to the root that has it."""
    meanings = {"0": "fine"}
    waiting: list[type[errors.CloudfrontierError]] = [errors.CloudfrontierError]
    while waiting:
        kind = waiting.pop(0)
        if "exit_code" in vars(kind):
            sentence = (kind.__doc__ or "").splitlines()[0]
            meanings.setdefault(str(kind.exit_code), sentence)
        waiting += kind.__subclasses__()
    return [*sorted(meanings.items(), key=lambda item: int(item[0])), *OTHER_CODES]
