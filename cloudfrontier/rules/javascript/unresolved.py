"""Names that no scope declares, gathered by name: one mistake is one finding, however often it is made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Severity
from cloudfrontier.javascript.parse import Node
from cloudfrontier.rules.javascript.analysed_rule import grade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.javascript.analysis import Analysis

__all__ = ["Use", "unresolved_reads", "unresolved_writes", "worst_use"]

MOST = 50
"""Uses of one name that are looked at: the worst of them is what is reported."""


@dataclass(frozen=True)
class Use:
    """The first of the worst uses of something. is_guarded: the code asks for it before."""

    node: Node
    severity: Severity
    is_guarded: bool
    count: int

    @property
    def times(self) -> str:
        """How often it is used, for a sentence's end."""
        return f" (used {self.count} times)" if self.count > 1 else ""


def unresolved_reads(known: Analysis) -> dict[str, list[Node]]:
    """Name -> where it is read; `typeof name` is a question and no read."""
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for reference in known.scopes.unresolved:
        node = reference.node
        parent = known.index.parent(node)
        asks = parent is not None and parent.type == "UnaryExpression" and parent.operator == "typeof"
        if reference.is_read and not reference.is_write and not asks:
            found[node.name].append(node)
    return found


def unresolved_writes(known: Analysis) -> dict[str, list[Node]]:
    """Name -> where it is assigned."""
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for reference in known.scopes.unresolved:
        if reference.is_write:
            found[reference.node.name].append(reference.node)
    return found


def worst_use(known: Analysis, nodes: Iterable[Node], names: Iterable[str] = ()) -> Use | None:
    """The first use that certainly fails, or the first that may; None if none is ever run."""
    graded = [(node, severity) for node in islice(nodes, MOST) if (severity := grade(known, node, names))]
    if not graded:
        return None
    node, severity = next((pair for pair in graded if pair[1] == "error"), graded[0])
    return Use(node, severity, known.judge.is_asked_for(node, names), len(graded))
