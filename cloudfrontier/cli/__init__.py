"""The command line: finds the command, runs it, and turns whatever comes out into a message and an exit code.

Everything below raises; this is the only place that prints an error and exits. A command is loaded when it is
asked for, so that `--help` answers at once, and what one command needs cannot keep another from running.
"""

from __future__ import annotations

import importlib
import io
import keyword
import os
import sys
import traceback
from typing import TYPE_CHECKING, cast

import click
from click.shell_completion import shell_complete

from cloudfrontier import __version__
from cloudfrontier.errors import CloudfrontierError, InternalError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "main", "run"]

COMMANDS: tuple[tuple[str, str], ...] = (
    ("build", "Render, bundle and check everything that edge.toml names; write dist/."),
    ("check", "Find what CloudFront would refuse: files, zips, a project, a distribution."),
    ("explain", "Print the page of a rule: why it is, who says so, what to do instead."),
    ("import", "Turn redirects, rewrites and headers of another host into edge.toml."),
    ("simulate", "Run one function or handler on one event."),
    ("request", "Send one request through the simulated distribution, all four events."),
    ("test", "Run cases in TOML or JSON files: requests and events with what is expected."),
    ("serve", "Serve the simulated distribution, with a page that shows each request."),
    ("plan", "Print what attaching would do to a live distribution; change nothing."),
    ("attach", "Attach what was built to a live distribution, and wait until it is everywhere."),
    ("detach", "Take the project's functions off a distribution; delete nothing."),
    ("rollback", "Put back the associations that a recorded run changed, and only those."),
    ("status", "Print what is attached to a distribution, and whose it is."),
    ("history", "Print what was done to a distribution, when and by whom."),
    ("prune", "Delete old functions and versions that no distribution uses."),
    ("logs", "Print what a function or handler logged, from all regions, in order."),
    ("drift", "Compare a live distribution with edge.toml and the build; for cron."),
    ("stage", "Put what was built on a staging distribution, for a part of the requests."),
    ("watch", "Watch the errors of what was staged; abort it when there are too many."),
    ("promote", "Let a distribution be what was staged."),
    ("abort", "Send no more requests to what was staged."),
    ("template", "Print what was built for CloudFormation, SAM, Terraform or the CDK."),
    ("iam", "Print the least-privilege policy of a deployer, and of each handler."),
    ("experiments", "Change running experiments without a deploy; try their numbers first."),
    ("explain-cost", "Print what an experiment costs a month, as a handler and as a function."),
    ("auth", "Make keys, hash passwords, sign sessions and links."),
    ("password", "Add a person to the file of users of a function's basic auth."),
    ("doctor", "Print which engines and tools were found, and what each enables."),
    ("schema", "Print the JSON Schema of edge.toml, for editors."),
)
"""Each is a click command in the module of its name: `_` for `-`, and behind what is a word of Python's."""

UNLISTED = ("docs",)
"""Commands for whoever works on this package; `--help` does not list them."""

NAME = "cloudfrontier"
COMPLETION = "_CLOUDFRONTIER_COMPLETE"
"""Set by the shells' completion: https://click.palletsprojects.com/shell-completion/ (read 2026-11)."""
INTERRUPTED = 130
CLOSED_PIPE = 141
TRACEBACK = "CLOUDFRONTIER_TRACEBACK"


class _Commands(click.Group):
    """Knows every command's name and help, and imports a command's module when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - same
        if cmd_name not in {*dict(COMMANDS), *UNLISTED}:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name.replace("-", "_")
        module = importlib.import_module(f"cloudfrontier.cli.{name}")
        return cast("click.Command", getattr(module, name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's own signature
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings, 2 usage or configuration, 3 refused, 4 AWS, 5 timed out,"
    " 6 missing tool.",
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
def cloudfrontier() -> None:
    """Build, check and run code for CloudFront's edge, before your visitors meet it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    return run(cloudfrontier, argv)


def run(command: click.Command, argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. No traceback reaches a person who did not ask for one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # what a terminal's encoding has not, or no encoding has, is shown as an escape
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _invoke(command, sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - each is answered below
        return _answer(error)
    return code


def _invoke(command: click.Command, arguments: list[str]) -> int:
    """What `click.Command.main` does, but for its answers to errors: it ends Python on some."""
    if instruction := os.environ.get(COMPLETION):
        return shell_complete(command, {}, NAME, COMPLETION, instruction)
    try:
        with command.make_context(NAME, arguments) as context:
            command.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return 0


def _answer(error: BaseException) -> int:
    """Say what went wrong; the exit code."""
    match error:
        case CloudfrontierError():
            message, code = f"error: {error}", error.exit_code
        case click.ClickException():
            error.show()
            return error.exit_code
        case KeyboardInterrupt() | click.Abort():
            message, code = "interrupted", INTERRUPTED
        case BrokenPipeError():
            # what is still buffered would raise again when Python flushes it at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return CLOSED_PIPE
        case _:
            if os.environ.get(TRACEBACK):
                raise error
            message, code = _fault(error), InternalError.exit_code
    click.echo(message, err=True)
    return code


def _fault(error: BaseException) -> str:
    """Type and place of the fault; not its message, which may hold a value of the user's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename[0] != "<"]
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return (
        f"error: this is a fault of cloudfrontier {__version__}, not of your project:"
        f" {type(error).__name__}{place}; run the command again with {TRACEBACK}=1 and report what it prints"
    )
