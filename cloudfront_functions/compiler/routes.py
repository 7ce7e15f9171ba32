"""Redirects, rewrites and answers as code: the table first, then the tree, then what was found is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.actions import Actions
from cloudfront_functions.compiler.assign import Assigned, assign
from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.route_tree import route_function
from cloudfront_functions.filters import Js
from cloudfront_functions.rules import Redirect, Routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.compiler.tables import Table

__all__ = ["RoutePlan"]

FOUND = 'typeof found === "string"'


@dataclass(frozen=True)
class RoutePlan:
    """A list of rules and where each of them goes, whatever form the table will have.

    number: tells the names of two lists in one function apart; 1 for the first. marks_all: see `Actions`.
    """

    step: Routes
    number: int = 1
    marks_all: bool = False
    known: Assigned | None = None

    @cached_property
    def actions(self) -> Actions:
        """What the rules do."""
        return Actions(self.step.rules, marks_all=self.marks_all)

    @cached_property
    def assigned(self) -> Assigned:
        """Where the rules go."""
        return self.known or assign(self.step.rules, self.actions.outcome)

    @cached_property
    def marked(self) -> RoutePlan:
        """The same list for a table whose values mean the same from build to build."""
        return replace(self, marks_all=True, known=self.assigned)

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The table: path -> mark and target."""
        rules = self.step.rules
        return {path: self.actions.outcome(rules[place]) or "" for path, place in self.assigned.table.items()}

    @cached_property
    def tree(self) -> Js:
        """The function of the tree, or nothing."""
        if not self.assigned.tree:
            return Js("")
        return route_function(self.step.rules, self.assigned.tree, self.actions, name=self.named("route"))

    def named(self, name: str) -> str:
        """A name of the top level."""
        return name if self.number == 1 else f"{name}{self.number}"

    def fragment(self, table: Table | None) -> Fragment:
        """The code of the list; `table`: that of its table, None: there are no exact paths."""
        if table is None and not self.tree:
            return Fragment([])
        # a table in a store may leave alone what the list before it found
        lines: Lines = ["found = undefined;"] if self.number > 1 else []
        if table is not None:
            lines += table.look_up(self.looked_up())
        if self.tree:
            tried = [f"found = {self.named('route')}(request);"]
            lines += block(f"if (!({FOUND}))", tried) if table is not None else tried
        lines += block(f"if ({FOUND})", self.actions.code("found"))
        variables = ("found", *(table.variables if table else ()))
        parts = [table.top if table else "", self.tree]
        return Fragment(
            lines, variables, Js("\n".join(part for part in parts if part)), bool(table and table.waits)
        )

    def looked_up(self) -> str:
        """The expression of the path that the table is asked for."""
        return "withoutSlash(request.uri)" if self.assigned.any_slash else "request.uri"

    def flags(self) -> dict[str, bool]:
        """What the helpers have to be able to do."""
        redirects = [rule for rule in self.step.rules if isinstance(rule, Redirect)]
        return {
            "queries": any(rule.target.query for rule in redirects),
            "fragments": any(rule.target.fragment for rule in redirects),
            "others": any(action.left_out for action in self.actions.marks),
        }
