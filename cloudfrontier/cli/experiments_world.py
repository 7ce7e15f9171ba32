"""What the commands of `experiments` find in the world; tests put something else in its place."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from infra.session import open_session

__all__ = ["Surroundings", "surroundings"]


@dataclass(frozen=True)
class Surroundings:
    """Sessions of AWS, and the time."""

    open_session: Callable[[str | None], Any] = open_session
    clock: Callable[[], float] = time.time


def surroundings() -> Surroundings:
    """The world, or what a test has put in its place."""
    return click.get_current_context().find_object(Surroundings) or Surroundings()
