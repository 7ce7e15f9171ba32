"""The options that put a `DistributionConfig` of the API in the place of the project's own distribution."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.configured import Configured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["configuration_options", "configured_by"]

Command = TypeVar("Command", bound="Callable[..., object]")

_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option(
        "--distribution",
        type=_FILE,
        metavar="FILE",
        help="What `aws cloudfront get-distribution-config` printed, instead of the behaviors of edge.toml.",
    ),
    click.option(
        "--policies",
        multiple=True,
        type=_FILE,
        metavar="FILE",
        help="Policies, key groups or public keys as the AWS CLI prints them; may be repeated.",
    ),
    click.option(
        "--function",
        "functions",
        multiple=True,
        metavar="DEPLOYED=NAME",
        help="Which function or handler of the build stands for a deployed one; may be repeated.",
    ),
    click.option(
        "--origin",
        "origins",
        multiple=True,
        metavar="ID=WHAT",
        help="What stands for an origin: a folder, a URL, or file.py:name; may be repeated.",
    ),
)


def configuration_options(command: Command) -> Command:
    """`--distribution`, `--policies`, `--function` and `--origin`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def configured_by(
    *, distribution: Path | None, policies: tuple[Path, ...], functions: Any, origins: Any
) -> Configured | None:
    """The options as a value; None without `--distribution`.

    Raises:
        UsageError: one of the others stands alone, or is no `NAME=VALUE`.
    """
    if distribution is None:
        if policies or functions or origins:
            raise UsageError("--policies, --function and --origin go with --distribution FILE")
        return None
    return Configured(distribution, policies, _pairs("--function", functions), _pairs("--origin", origins))


def _pairs(option: str, texts: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, separator, value = text.partition("=")
        if not (name and separator and value):
            raise UsageError(f"{option} {text!r}: expected `NAME=VALUE`")
        pairs[name] = value
    return pairs
