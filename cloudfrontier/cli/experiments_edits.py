"""Changes to a running experiment, checked by the code that reads them at the edge.

What an operator has written is read by every handler, so that nothing may be written which they leave out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.experiment_tables import experiment_table
from cloudfrontier.errors import UsageError
from cloudfrontier.project.to_distribution import to_distribution
from edge.ab_testing.experiment_settings import read_experiment
from edge.ab_testing.live import with_live
from edge.settings import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cloudfrontier.project import LoadedProject, model
    from edge.ab_testing.experiment import Experiment

__all__ = ["as_the_edge_reads", "edited", "weights_of"]

WEIGHT = re.compile(r"[0-9]{1,9}")


def as_the_edge_reads(loaded: LoadedProject, item: model.Experiment) -> Experiment:
    """The experiment as its handler has it."""
    origins = {origin.id: origin for origin in to_distribution(loaded.project).origins}
    return read_experiment(Table(experiment_table(item, origins), item.id))


def weights_of(options: Iterable[str], names: Sequence[str]) -> dict[str, int]:
    """`a=60` and so on as a weight for each variant, in their order.

    Raises:
        UsageError: one is missing, said twice, no whole number, or unknown.
    """
    pairs = [option.partition("=")[::2] for option in options]
    told = dict(pairs)
    if len(pairs) != len(names) or set(told) != set(names) or not all(map(WEIGHT.fullmatch, told.values())):
        expected = " ".join(f"--weight {name}=N" for name in names)
        raise UsageError(f"weights are whole numbers, one for each variant: {expected}")
    return {name: int(told[name]) for name in names}


def edited(item: Experiment, entry: Mapping[str, object]) -> Experiment:
    """The experiment with a live entry.

    Raises:
        UsageError: a handler would leave some of it out.
    """
    (changed,), problems = with_live([item], {item.id: dict(entry)})
    if problems:
        raise UsageError("; ".join(problems))
    return changed
