"""Where something is deployed and for whom: what every step that makes something needs to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from infra.artefacts import Artefacts
from infra.aws import Aws
from infra.desired import DesiredFunction
from infra.pace import Pace

__all__ = ["FunctionTrial", "Site", "Tell"]

FunctionTrial = Callable[[DesiredFunction, str], object]
"""Tries the DEVELOPMENT stage of a function, which has that ETag; raises if it must not go live."""
Tell = Callable[[str], object]
"""Is told what is being done, in one line."""


def _accept(_function: DesiredFunction, _etag: str) -> None:
    """No trial."""


def _silent(_line: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Site:
    """One account, and the project and build that are deployed to it."""

    aws: Aws
    account: str
    project: str
    artefacts: Artefacts
    pace: Pace = field(default_factory=Pace)
    trial: FunctionTrial = _accept
    tell: Tell = _silent
