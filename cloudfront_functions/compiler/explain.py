"""Says of a compiled function where each of its rules went, and how many bytes it takes there.

1. A path in a table takes the bytes of its entry; those of a store are bytes of the store.
2. Code is shared, so what a rule in it costs is how much smaller the function would be without it.
3. What is left is the function itself: the handler, the table's reader, the functions that are called.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.compiler.assemble import assemble
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.compiler.forms import literal_size
from cloudfront_functions.compiler.plan import Plan
from cloudfront_functions.compiler.route_tree import route_function
from cloudfront_functions.compiler.tables import Form
from cloudfront_functions.rules import Answer, Origin, ResponseHeaders, Routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfront_functions.compiler.compiled import Compiled
    from cloudfront_functions.compiler.routes import RoutePlan
    from cloudfront_functions.rules import Route, Step
    from cloudfront_functions.spec import FunctionSpec

__all__ = ["STORES", "Placed", "Where", "explain"]

Where = Literal[Form, "tree", "code", "nowhere"]
"""A form of a table; `tree`: among patterns; `code`: a step of its own; `nowhere`: it is never reached."""

INDENTED = len('    "": "",\n') - len('"":"",')
"""What an entry of a literal takes more where the function is readable."""

STORES = frozenset({"store", "packed store"})
"""Where entries take no room in the function."""


@dataclass(frozen=True)
class Placed:
    """One rule, or one step: as people write it, where that was, where it went, and what it takes there."""

    rule: str
    origin: Origin
    where: Where
    bytes: int


def explain(compiled: Compiled) -> tuple[Placed, ...]:
    """Every rule and every step of a function, in the order in which they are tried."""
    return tuple(Explaining(compiled).all())


class Explaining:
    """A compiled function, taken apart."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.plan = compiled.plan
        self.whole = self.size(self.plan.spec)

    def all(self) -> Iterator[Placed]:
        """The steps in their order, and the rules of each."""
        lists = iter(self.plan.lists)
        for index, step in enumerate(self.plan.steps):
            match step:
                case Routes():
                    yield from self.routes(next(lists))
                case ResponseHeaders():
                    yield from self.headers(index, step)
                case _:
                    yield Placed(words_of(step), Origin(), "code", self.saved(index, None))

    def routes(self, part: RoutePlan) -> Iterator[Placed]:
        """The rules of a list."""
        sizes = self.table_sizes(part)
        unreached = part.assigned.unreached
        tree = frozenset(part.assigned.tree)
        form: Where = (self.compiled.form or "literal") if part is self.plan.largest else "literal"
        for place, rule in enumerate(part.step.rules):
            name = name_of(rule)
            if place in unreached:
                yield Placed(name, rule.origin, "nowhere", 0)
            elif place in tree:
                yield Placed(name, rule.origin, "tree", self.saved_of_tree(part, place))
            else:
                yield Placed(name, rule.origin, form, sizes[place])

    def table_sizes(self, part: RoutePlan) -> Counter[int]:
        """Rule -> the bytes of its entries."""
        known = self.compiled.placement.sizes if self.compiled.placement else {}
        sizes: Counter[int] = Counter()
        is_largest = part is self.plan.largest
        is_literal = not is_largest or self.compiled.form == "literal"
        more = INDENTED if is_literal and not self.compiled.is_compact else 0
        for path, place in part.assigned.table.items():
            sizes[place] += (known[path] if is_largest else literal_size(path, part.pages[path])) + more
        return sizes

    def saved_of_tree(self, part: RoutePlan, place: int) -> int:
        """How much smaller the tree would be without a rule."""
        others = tuple(other for other in part.assigned.tree if other != place)
        name = part.named("route")
        without = route_function(part.step.rules, others, part.actions, name=name) if others else ""
        return max(0, self.written(part.tree) - self.written(without))

    def headers(self, index: int, step: ResponseHeaders) -> Iterator[Placed]:
        """The rules of headers by path."""
        for rule in step.rules:
            others = tuple(other for other in step.rules if other is not rule)
            changes = ", ".join(f"{change.kind} {change.name}" for change in rule.changes)
            saved = self.saved(index, ResponseHeaders(others) if others else None)
            yield Placed(f"{rule.source} {changes}", rule.origin, "code", saved)

    def saved(self, index: int, instead: Step | None) -> int:
        """How much smaller the function would be with another step, or none, in a step's place."""
        steps = self.plan.steps
        left = (*steps[:index], *([instead] if instead else []), *steps[index + 1 :])
        return max(0, self.whole - self.size(replace(self.plan.spec, steps=left)))

    def size(self, spec: FunctionSpec) -> int:
        """The bytes of a function with the same table, written in the same way."""
        plan = self.plan if spec is self.plan.spec else Plan(spec)
        table = self.compiled.placement.table if self.compiled.placement else None
        text = assemble(spec, plan.fragments(table), flags=plan.flags(), digest="")
        return self.written(text) + len(plan.own.encode())

    def written(self, code: str) -> int:
        """The bytes of code as it is written in this function."""
        return len((compacted(f"\n{code}") if self.compiled.is_compact else code).encode())


def name_of(rule: Route) -> str:
    """A rule as people write it."""
    if isinstance(rule, Answer):
        return f"{rule.source} {rule.status}"
    status = getattr(rule, "status", 200)
    return f"{rule.source} -> {rule.target} {status}"


def words_of(step: Step) -> str:
    """The kind of a step in words: `index document`."""
    name = type(step).__name__
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
