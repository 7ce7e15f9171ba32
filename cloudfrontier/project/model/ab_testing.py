"""The settings of experiments, as edge.toml has them: their variants, their paths, and who takes part."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, Name, UrlPath

__all__ = ["AbTesting", "Experiment", "Variant"]


@dataclass(frozen=True, config=STRICT)
class Variant:
    """One arm of an experiment."""

    name: Name
    """Written into the cookie, the request header and the logs."""
    weight: Annotated[int, Field(ge=1)] = 1
    """Share of the visitors, relative to the other variants."""
    prefix: str = ""
    """Path prefix that is put before the path at the origin, such as `/b`."""


@dataclass(frozen=True, config=STRICT)
class Experiment:
    """An experiment: a stable choice among variants for every visitor."""

    id: Name
    """Names the cookie (`ab-<id>`) and the request header (`x-ab-<id>`)."""
    variants: tuple[Variant, ...]
    """At least two."""
    paths: tuple[UrlPath, ...] = ("/*",)
    """Path patterns on which it runs."""
    seed: str = ""
    """Input of the hash; the id when empty. A new seed draws every visitor anew."""


@dataclass(frozen=True, config=STRICT)
class AbTesting:
    """Experiments and how a visitor is told from another."""

    experiments: tuple[Experiment, ...]
    """Experiments in the order in which they are drawn."""
    visitor_cookie: str = "__Host-visitor"
    """Cookie with the visitor's random id."""
    max_age: Annotated[int, Field(ge=1)] = 31536000
    """Life of the cookies, seconds."""
