"""The steps of a function, ready to be written down: what each needs is worked out once for all forms."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, cast

from cloudfront_functions.compiler.index_document import index_fragment
from cloudfront_functions.compiler.path_headers import headers_fragment
from cloudfront_functions.compiler.routes import RoutePlan
from cloudfront_functions.compiler.tables import literal_table
from cloudfront_functions.rules import IndexDocument, ResponseHeaders, Routes, in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfront_functions.compiler.fragment import Fragment
    from cloudfront_functions.compiler.tables import Table
    from cloudfront_functions.rules import Step
    from cloudfront_functions.spec import FunctionSpec

__all__ = ["Plan"]


class Plan:
    """A function's steps in their order.

    Raises:
        ValueError: a step belongs to the other event.
    """

    def __init__(self, spec: FunctionSpec) -> None:
        self.spec = spec
        self.steps = in_order(spec.steps, spec.event)

    @cached_property
    def parts(self) -> tuple[RoutePlan | Fragment, ...]:
        """Lists of routes, whose table may take several forms, and the code of all other steps."""
        parts: list[RoutePlan | Fragment] = []
        lists = 0
        for kind, group in groupby(self.steps, key=type):
            steps = list(group)
            if kind is ResponseHeaders:
                rules = (rule for step in steps if isinstance(step, ResponseHeaders) for rule in step.rules)
                parts.append(headers_fragment(rules))
            elif kind is Routes:
                for step in steps:
                    lists += 1
                    parts.append(RoutePlan(cast("Routes", step), lists))
            else:
                parts += map(fragment_of, steps)
        return tuple(parts)

    @property
    def lists(self) -> tuple[RoutePlan, ...]:
        """The lists of routes."""
        return tuple(part for part in self.parts if isinstance(part, RoutePlan))

    @cached_property
    def largest(self) -> RoutePlan | None:
        """The list with the most exact paths, if any has some."""
        return max(
            (part for part in self.lists if part.pages), key=lambda part: len(part.pages), default=None
        )

    def fragments(self, table: Table | None) -> tuple[Fragment, ...]:
        """The code of every step; `table`: the form of the largest list's."""
        fragments = []
        for part in self.parts:
            if not isinstance(part, RoutePlan):
                fragments.append(part)
            elif part is not self.largest:
                fragments.append(part.fragment(own_table(part)))
            else:
                is_open = table is not None and table.form == "store"
                fragments.append((part.marked if is_open else part).fragment(table))
        return tuple(fragments)

    def flags(self) -> dict[str, bool]:
        """What the helpers have to be able to do."""
        flags = [part.flags() for part in self.lists]
        return {name: any(item[name] for item in flags) for name in ("queries", "fragments", "others")}


def own_table(part: RoutePlan) -> Table | None:
    """The table of a list that is not the largest: an object literal."""
    return literal_table(part.pages, part.named("PAGES")) if part.pages else None


def fragment_of(step: Step) -> Fragment:
    """The code of a step that has but one form."""
    return EMITTERS[type(step)](step)


EMITTERS: dict[type[Step], Callable[..., Fragment]] = {IndexDocument: index_fragment}
"""Kind of step -> what writes it down."""
