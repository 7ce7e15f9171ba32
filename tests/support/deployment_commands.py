"""Runs the commands that talk to AWS in the account of a `Place`, and tells what they said."""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli import run
from cloudfrontier.cli.deployment import Surroundings

if TYPE_CHECKING:
    import pytest
    from deployments import Place, Project

    from infra.probe import Outcome

__all__ = ["CommandLine", "Said"]


@dataclass(frozen=True)
class Said:
    """What a command ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """The commands, with a `Place` for the world."""

    def __init__(
        self, place: Place, project: Project, distribution: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.place = place
        self.project = project
        self.distribution = distribution
        self._capsys = capsys
        self.agrees: bool | None = None
        """What the person at the terminal says; None: nobody is there."""
        self.answers: dict[str, Outcome] = {}
        """URL -> what the live distribution answers."""

    def __call__(self, *arguments: str) -> Said:
        """Run a command on the project's distribution; `prune` looks at all of them."""
        name, *others = arguments
        named = () if name == "prune" else ("--distribution", self.distribution)
        return self.run(name, *named, "-p", str(self.project.root), *others)

    def run(self, *arguments: str) -> Said:
        """Run a command with these arguments and no others."""
        surroundings = Surroundings(
            open_session=lambda _profile, _region: self.place.session,
            pace=self.place.pace,
            journal=lambda records: replace(self.place.journal, records=records),
            fetch=lambda url: self.answers[url],
            **({} if self.agrees is None else {"agree": lambda _question: bool(self.agrees)}),
        )

        @click.group
        @click.pass_context
        def world(context: click.Context) -> None:
            context.obj = surroundings

        name = arguments[0]
        world.add_command(getattr(importlib.import_module(f"cloudfrontier.cli.{name}"), name))
        code = run(world, arguments)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)
