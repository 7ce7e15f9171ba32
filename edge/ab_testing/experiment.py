"""What an experiment is, as values: its variants, who takes part, and the names by which it is carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from edge.ab_testing.targeting import Audience
    from edge.events import Origin
    from edge.patterns import PathPattern

__all__ = ["Experiment", "Variant"]


class Variant(NamedTuple):
    """One arm, and what it does; all of it may be empty, then only its name is passed on."""

    name: str
    prefix: str = ""
    """Put before the path at the origin."""
    redirect: str = ""
    """Path or URL that the visitor is sent to instead."""
    origin: Origin | None = None
    """Where the object is fetched from instead."""
    headers: tuple[tuple[str, str], ...] = ()
    """Request headers for the origin."""
    response_headers: tuple[tuple[str, str], ...] = ()
    """Headers for the page's own script, set on every response."""


class Experiment(NamedTuple):
    """A choice among variants."""

    id: str
    header: str
    """Request header that carries the variant, lower case."""
    cookie: str
    """Sticky cookie."""
    seed: str
    variants: tuple[Variant, ...]
    ranges: tuple[tuple[float, float], ...]
    """Of each variant; from the weights and the coverage, unless they are `fixed`."""
    paths: tuple[PathPattern, ...]
    audience: Audience
    """Who takes part."""
    weights: tuple[float, ...] = ()
    coverage: float = 1.0
    fixed: bool = False
    """Whether the ranges were given, so that weights and coverage mean nothing."""
    hash_version: int = 2
    namespace: tuple[str, float, float] | None = None
    start: float = 0.0
    """Seconds since the epoch."""
    end: float = float("inf")
    running: bool = True
    everyone: Variant | None = None
    """The variant that all are given, whatever they were in."""

    def variant(self, name: str | None) -> Variant | None:
        """The variant of that name."""
        for variant in self.variants:
            if variant.name == name:
                return variant
        return None

    def runs_on(self, path: str) -> bool:
        """Whether the path is one of those that it runs on."""
        for pattern in self.paths:  # noqa: SIM110 - a generator costs more than the match
            if pattern.matches(path):
                return True
        return False
