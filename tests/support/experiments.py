"""Experiments and visits for tests: made through the tables that a build writes, as a handler reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edge_support import NOW, edge_request

from edge.ab_testing.assignment import Assigner
from edge.ab_testing.settings import read_settings
from edge.ab_testing.visit import Visit, cookies_of
from edge.ab_testing.visitor import Visitor
from edge.settings import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edge.ab_testing.assignment import Assignment
    from edge.ab_testing.experiment import Experiment

__all__ = ["assigned", "drawn", "experiment", "visit"]


def experiment(weights: Iterable[float] = (1, 1), **changes: Any) -> Experiment:
    """An experiment `hero` with the variants v0, v1 and so on."""
    variants = [{"name": f"v{number}", "weight": weight} for number, weight in enumerate(weights)]
    table = {"experiments": [{"id": "hero", "variants": variants, **changes}]}
    return read_settings(Table(table, "")).experiments[0]


def visit(
    visitor: str = "visitor-1",
    path: str = "/",
    *,
    lines: Iterable[tuple[str, str]] = (),
    query: str = "",
    now: float = NOW,
    **forced: Any,
) -> Visit:
    """A request of a visitor with these header lines."""
    request = edge_request(path, querystring=query, lines=lines)
    return Visit(
        request, visitor=Visitor(visitor, known=True), sent=cookies_of(request), now=now, forced=forced
    )


def assigned(item: Experiment, made: Visit | None = None) -> Assignment | None:
    """The assignment of one experiment."""
    found = Assigner([item]).assign(made or visit())
    return found[0] if found else None


def drawn(item: Experiment, visitor: str = "visitor-1", path: str = "/", **parts: Any) -> str | None:
    """The name of the variant, None for none."""
    found = assigned(item, visit(visitor, path, **parts))
    return found.variant.name if found else None
