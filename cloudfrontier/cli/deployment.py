"""What the commands that talk to AWS share: their options, and the account, project and records behind them.

Only here does a command meet boto3's session, the clock and chance; tests hand in their own `Surroundings`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.cli.format_option import format_option
from cloudfrontier.cli.progress import Progress
from cloudfrontier.cli.project_options import dist_option, project_option
from cloudfrontier.errors import UsageError
from cloudfrontier.project import load
from infra.apply import Journal
from infra.artefacts import Artefacts
from infra.aws import Aws
from infra.desired import desired_of
from infra.pace import DEPLOY_SECONDS, Pace
from infra.probe import Outcome, fetch
from infra.records import BucketRecords, FolderRecords, Records, RecordsInBoth
from infra.session import open_session
from infra.site import Site

if TYPE_CHECKING:
    from datetime import datetime

    from cloudfrontier.project import LoadedProject
    from infra.desired import Desired

__all__ = ["Deployment", "Given", "Surroundings", "deployment_options", "timeout_option", "wait_options"]

Fetch = Callable[[str], Outcome]
Command = TypeVar("Command", bound="Callable[..., object]")
Wanted = Literal["distribution", "planned", "dist", "records"]

RECORDS = Path(".cloudfrontier") / "records"
"""Below the folder of edge.toml."""

_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "distribution": click.option(
        "--distribution", required=True, metavar="ID", help="The distribution, such as EDFDVBD6EXAMPLE."
    ),
    "planned": click.option(
        "--distribution",
        metavar="ID",
        help="The distribution, where one is needed and no plan from a file names it.",
    ),
    "project": project_option,
    "dist": dist_option,
    "profile": click.option("--profile", metavar="NAME", help="Profile of the AWS configuration."),
    "region": click.option(
        "--region", metavar="NAME", help="Region of the session; edge code is always in us-east-1."
    ),
    "records": click.option(
        "--record-bucket",
        metavar="BUCKET",
        help="Keep records in this S3 bucket too, and read those that are there; BUCKET/PREFIX is possible.",
    ),
    "form": format_option,
}
_ALWAYS = frozenset({"project", "profile", "region", "form"})
_TIMEOUT = click.option(
    "--timeout",
    type=click.IntRange(min=1),
    default=round(DEPLOY_SECONDS / 60),
    show_default=True,
    metavar="MINUTES",
    help="How long to wait for that; exit code 5 when it is not enough.",
)
_WAITS = (
    click.option("--no-wait", is_flag=True, help="Do not wait until the change has reached every edge."),
    _TIMEOUT,
)


def _agree(question: str) -> bool:
    """What the person at the terminal says.

    Raises:
        UsageError: nobody is there.
    """
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to agree: run with --yes, or attach a plan from a file")
    return click.confirm(question, err=True)


@dataclass(frozen=True)
class Surroundings:
    """What a command finds in the world: sessions of AWS, time, chance, somebody to ask, and the web."""

    open_session: Callable[[str | None, str | None], Any] = open_session
    pace: Pace = field(default_factory=Pace)
    journal: Callable[[Records], Journal] = Journal
    agree: Callable[[str], bool] = _agree
    fetch: Fetch = fetch


@dataclass(frozen=True)
class Given:
    """The shared options."""

    distribution: str | None = None
    project: Path | None = None
    dist: Path | None = None
    profile: str | None = None
    region: str | None = None
    record_bucket: str | None = None
    form: str = "text"


class Deployment:
    """A project and the account that it is deployed to; each part is made when it is asked for."""

    def __init__(self, given: Given, surroundings: Surroundings) -> None:
        self.given = given
        self._surroundings = surroundings
        self.progress = Progress()

    @property
    def is_json(self) -> bool:
        """Whether only JSON may stand on standard output."""
        return self.given.form == "json"

    @property
    def distribution(self) -> str:
        """The id of the distribution.

        Raises:
            UsageError: none is named.
        """
        if not self.given.distribution:
            raise click.UsageError("Missing option '--distribution'.")
        return self.given.distribution

    @cached_property
    def loaded(self) -> LoadedProject:
        """The project."""
        return load(self.given.project)

    @property
    def project(self) -> str:
        """Its name."""
        return self.loaded.project.project.name

    @cached_property
    def artefacts(self) -> Artefacts:
        """What was built."""
        return Artefacts(self.given.dist or self.loaded.root / self.loaded.project.project.dist)

    @cached_property
    def desired(self) -> Desired:
        """What is wanted."""
        return desired_of(Manifest.read(self.artefacts.dist), self.loaded)

    @cached_property
    def aws(self) -> Aws:
        """The account."""
        return Aws(self._surroundings.open_session(self.given.profile, self.given.region))

    @cached_property
    def records(self) -> Records:
        """Where runs are recorded: in the project's folder and, if a bucket is named, there too."""
        here = FolderRecords(self.loaded.root / RECORDS)
        if not self.given.record_bucket:
            return here
        bucket, _, prefix = self.given.record_bucket.removeprefix("s3://").partition("/")
        place = f"{prefix.rstrip('/')}/" if prefix else "cloudfrontier/"
        return RecordsInBoth(here, BucketRecords(self.aws, bucket, place))

    @property
    def journal(self) -> Journal:
        """What writes records."""
        return self._surroundings.journal(self.records)

    @property
    def pace(self) -> Pace:
        """How to wait."""
        return self._surroundings.pace

    def fetch(self, url: str) -> Outcome:
        """What the live distribution answers."""
        return self._surroundings.fetch(url)

    def now(self) -> datetime:
        """The time, as records have it."""
        return self.journal.now()

    def ask(self, question: str) -> None:
        """Go on only if somebody agrees.

        Raises:
            UsageError: nobody is there to be asked.
        """
        if self.is_json:
            raise UsageError("nobody is asked where JSON is printed: run with --yes")
        if not self._surroundings.agree(question):
            raise click.Abort

    def site(self, account: str, *, minutes: int | None = None) -> Site:
        """Where things are made, and how long a change of the distribution may take."""
        pace = replace(self._surroundings.pace, on_wait=self.progress.wait)
        if minutes is not None:
            pace = replace(pace, deploy_seconds=minutes * 60)
        return Site(self.aws, account, self.project, self.artefacts, pace, tell=self.progress.tell)


def deployment_options(*wanted: Wanted) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """`--project`, `--profile`, `--region`, `--format` and those that are wanted, as one `Deployment`."""

    def decorate(command: Callable[..., object]) -> Callable[..., object]:
        @wraps(command)
        @click.pass_context
        def with_deployment(context: click.Context, /, **options: Any) -> object:
            given = Given(**{name: options.pop(name, None) for name in Given.__dataclass_fields__})
            surroundings = context.find_object(Surroundings) or Surroundings()
            return command(Deployment(given, surroundings), **options)

        decorated: Callable[..., object] = with_deployment
        for name in reversed(_OPTIONS):
            if name in _ALWAYS or name in wanted:
                decorated = _OPTIONS[name](decorated)
        return decorated

    return decorate


def wait_options(command: Command) -> Command:
    """`--no-wait` and `--timeout`."""
    for option in reversed(_WAITS):
        command = option(command)
    return command


def timeout_option(command: Command) -> Command:
    """`--timeout`, for what always waits until a change is everywhere."""
    return _TIMEOUT(command)
