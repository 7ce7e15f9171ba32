"""Which rules of a list become a table of exact paths, which a tree of patterns, and which nothing at all.

1. The table is looked up first, so it holds rules that nothing before them in the list could take a path
   from: exact paths without conditions, of which no rule in the tree that stands earlier takes the same path.
2. A rule that an earlier one takes every path from is never reached, and goes nowhere.
3. Where nearly all exact paths do not care about a slash at their end, the table holds paths without it, and
   is asked for paths without it (`any_slash`). Otherwise such a path stands in the table twice.
4. Whatever the table cannot hold is a pattern of the tree, which can hold everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.list_checks.pattern_index import PatternIndex, shapes_of
from cloudfront_functions.packing import is_packable
from cloudfront_functions.rules import ALWAYS
from cloudfrontier.cloudfront.limits import KVS_KEY, KVS_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cloudfront_functions.list_checks.pattern_index import Shape
    from cloudfront_functions.rules import Route

__all__ = ["Assigned", "assign"]

FEW = 8
"""One exact path in so many may care about its slash, and go to the tree."""


@dataclass(frozen=True)
class Assigned:
    """Where the rules of a list went, by their places in it.

    table: path -> rule, and any_slash whether the paths stand for both. tree: rules in their order.
    unreached: rule -> the one that takes its paths.
    """

    table: Mapping[str, int]
    any_slash: bool
    tree: tuple[int, ...]
    unreached: Mapping[int, int]


def assign(rules: Sequence[Route], outcome: Callable[[Route], str | None]) -> Assigned:
    """Find a place for every rule; `outcome`: what the table would hold for a rule, None: it cannot."""
    fixed = [fixed_path(rule, outcome) for rule in rules]
    loose = sum(rule.source.any_slash for rule, path in zip(rules, fixed, strict=True) if path)
    strict = len(rules) - fixed.count("") - loose
    sorting = Sorting(any_slash=loose > FEW * strict)
    for place, (rule, path) in enumerate(zip(rules, fixed, strict=True)):
        sorting.add(place, rule, path)
    return Assigned(sorting.table, sorting.any_slash, tuple(sorting.tree), sorting.unreached)


def fixed_path(rule: Route, outcome: Callable[[Route], str | None]) -> str:
    """The path of a rule that a table of any kind can hold, or nothing."""
    path = rule.source.path
    if path is None or rule.when or len(path) >= KVS_KEY.value:
        return ""
    led_to = outcome(rule)
    if led_to is None or len(led_to) > KVS_VALUE.value or not is_packable(path, led_to):
        return ""
    return path


class Sorting:
    """The rules that have a place so far.

    paths: exact paths without conditions, and their rules. patterns: the other rules; shadows: these as if
    they had no conditions.
    """

    def __init__(self, *, any_slash: bool) -> None:
        self.any_slash = any_slash
        self.table: dict[str, int] = {}
        self.tree: list[int] = []
        self.unreached: dict[int, int] = {}
        self.paths: dict[str, int] = {}
        self.patterns = PatternIndex()
        self.shadows = PatternIndex()

    def add(self, place: int, rule: Route, fixed: str) -> None:
        """Give the next rule of the list its place."""
        if fixed and not self.tree:
            self.add_fixed(place, rule, fixed)
            return
        shapes = shapes_of(rule.source)
        earlier = [self.covering(shape, rule) for shape in shapes]
        if None not in earlier:
            self.unreached[place] = max(other for other in earlier if other is not None)
        elif fixed and not any(self.shadows.first(shape) is not None for shape in shapes):
            self.add_fixed(place, rule, fixed)
        else:
            self.add_pattern(place, rule)

    def covering(self, shape: Shape, rule: Route) -> int | None:
        """The first rule that takes a shape whenever the rule would."""
        found = (self.paths.get(shape.path or ""), self.patterns.first(shape, rule.when or ALWAYS))
        return min((place for place in found if place is not None), default=None)

    def add_fixed(self, place: int, rule: Route, path: str) -> None:
        """A rule of which no pattern takes a path before."""
        paths = both_forms(path) if rule.source.any_slash else (path,)
        earlier = [self.paths.setdefault(path, place) for path in paths]
        if place not in earlier:
            self.unreached[place] = max(earlier)
        elif not self.any_slash:
            self.table |= {path: place for path in paths if self.paths[path] == place}
        elif rule.source.any_slash and place == max(earlier) == min(earlier) and is_stem(path):
            self.table[path.removesuffix("/")] = place
        else:
            self.add_pattern(place, rule)

    def add_pattern(self, place: int, rule: Route) -> None:
        """A rule for the tree."""
        self.patterns.add(rule.source, rule.when, place)
        self.shadows.add(rule.source, ALWAYS, place)
        self.tree.append(place)


def both_forms(path: str) -> tuple[str, ...]:
    """A path with and without a slash at its end; `/` alone."""
    if path == "/":
        return (path,)
    return (path, path.removesuffix("/") if path.endswith("/") else f"{path}/")


def is_stem(path: str) -> bool:
    """Whether the path without its last slash could not be taken for a longer one without its own."""
    return not path.removesuffix("/").endswith("/") and path != "/"
