"""The function that finds the first rule of a tree that matches, or rather what that rule leads to.

Where the branches of the tree can be tried in the order of their rules, the first that matches returns.
Elsewhere all are tried, and the rule that stands first in the list is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.actions import Actions
from cloudfront_functions.compiler.code import block, choose, joined, when
from cloudfront_functions.compiler.expressions import captures_of, conjunction, query_value
from cloudfront_functions.compiler.tree import grow
from cloudfront_functions.compiler.tree_code import is_orderly, walk
from cloudfront_functions.rules import Conditions, Route

if TYPE_CHECKING:
    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.filters import Js

__all__ = ["route_function"]


@dataclass(frozen=True)
class RouteLeaves:
    """What is done for rules whose patterns match: the conditions are tried, and the outcome is noted.

    returns: the outcome is returned; otherwise it is kept if the rule stands before the one that is kept.
    """

    rules: Sequence[Route]
    actions: Actions
    returns: bool

    def lines(self, numbers: tuple[int, ...]) -> Lines:
        """Rules that ask for different values of one parameter are told apart at once."""
        lines: Lines = []
        for name, group in groupby(numbers, key=self.asked_parameter):
            listed = list(group)
            if name is None or len(listed) == 1:
                for number in listed:
                    lines += when(conjunction(self.rules[number].when), self.outcome(number))
            else:
                cases = {
                    self.rules[number].when.query[0].value or "": self.outcome(number) for number in listed
                }
                lines += choose(query_value(name), cases)
        return lines

    def asked_parameter(self, number: int) -> str | None:
        """The one parameter of which a rule asks for one value, and for nothing else."""
        asked = self.rules[number].when
        if (
            len(asked.query) == 1
            and asked == Conditions(query=asked.query)
            and asked.query[0].value is not None
        ):
            return asked.query[0].name
        return None

    def outcome(self, number: int) -> Lines:
        """Note what a rule leads to."""
        rule = self.rules[number]
        outcome = self.actions.expression(rule, captures_of(rule.source, rule.when))
        if self.returns:
            return [f"return {outcome};"]
        return when(f"first > {number}", [f"first = {number};", f"found = {outcome};"])


def route_function(rules: Sequence[Route], numbers: Sequence[int], actions: Actions, *, name: str) -> Js:
    """A function of the request: mark and target of the first of these rules that matches, or undefined."""
    root = grow((number, rules[number].source) for number in numbers)
    returns = is_orderly(root, RouteLeaves(rules, actions, returns=True))
    body = walk(root, RouteLeaves(rules, actions, returns=returns))
    start = ["var uri = request.uri;", 'var parts = uri.split("/");']
    if not returns:
        start += [f"var first = {max(numbers) + 1};", "var found;"]
        body = [*body, "return found;"]
    return joined(block(f"function {name}(request)", [*start, *body]))
