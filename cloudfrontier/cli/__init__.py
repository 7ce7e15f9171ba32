"""The command line: finds the command, runs it, and turns whatever comes out into a message and an exit code.

Everything below raises; this is the only place that prints an error and exits. A command is loaded when it is
asked for, so that `--help` answers at once, and what one command needs cannot keep another from running.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any, cast

import click

from cloudfrontier import __version__
from cloudfrontier.errors import CloudfrontierError, InternalError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "main"]

COMMANDS: tuple[tuple[str, str], ...] = (
    ("build", "Render, bundle and check everything that edge.toml names; write dist/."),
    ("simulate", "Run one function or handler on one event."),
    ("request", "Send one request through the simulated distribution, all four events."),
    ("auth", "Make session keys, and sign sessions for tests."),
    ("schema", "Print the JSON Schema of edge.toml, for editors."),
)
"""Each is a click command of its own name in the module of that name."""

INTERRUPTED = 130
CLOSED_PIPE = 141
TRACEBACK = "CLOUDFRONTIER_TRACEBACK"


class _PipeClosedError(Exception):
    """Whoever read our output has gone; click would answer with 1, which means findings here."""


class _Commands(click.Group):
    """Knows every command's name and help, and imports a command's module when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - same
        if cmd_name not in dict(COMMANDS):
            return None
        module = importlib.import_module(f"cloudfrontier.cli.{cmd_name}")
        return cast("click.Command", getattr(module, cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _PipeClosedError from error
        return result


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings, 2 usage or configuration, 3 refused, 4 AWS, 5 timed out,"
    " 6 missing tool.",
)
@click.version_option(__version__, prog_name="cloudfrontier", message="%(prog)s %(version)s")
def cloudfrontier() -> None:
    """Build, check and run code for CloudFront's edge, before your visitors meet it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. No traceback reaches a person who did not ask for one."""
    try:
        code = cloudfrontier.main(argv, prog_name="cloudfrontier", standalone_mode=False)
    except CloudfrontierError as error:
        _say(f"error: {error}" if str(error) else "")
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return INTERRUPTED
    except _PipeClosedError:
        # what is still buffered would raise again when Python flushes it at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        _say(_fault(error))
        return InternalError.exit_code
    return code if isinstance(code, int) else 0


def _fault(error: Exception) -> str:
    """Type and place of the fault; not its message, which may hold a value of the user's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename[0] != "<"]
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return (
        f"error: this is a fault of cloudfrontier {__version__}, not of your project:"
        f" {type(error).__name__}{place}; run the command again with {TRACEBACK}=1 and report what it prints"
    )


def _say(message: str) -> None:
    if message:
        click.echo(message, err=True)
