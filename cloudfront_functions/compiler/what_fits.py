"""Says why a function does not fit, how much of it would, and how its rules could be parted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.assemble import assemble
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.rules import Answer
from cloudfrontier.cloudfront.limits import KVS_STORE
from cloudfrontier.cloudfront.runtimes import KEY_VALUE_STORE_RUNTIME

if TYPE_CHECKING:
    from cloudfront_functions.compiler.forms import Forms
    from cloudfront_functions.compiler.plan import Plan
    from cloudfront_functions.rules import Route

__all__ = ["what_fits"]

DECODER = 1_900
"""Bytes of the shortest code that reads a packed table, and of the dictionary that it cannot do without."""
FEW = 20
"""A folder with less than one rule in so many is not worth a function."""


def what_fits(plan: Plan, forms: Forms | None, limit: int) -> str:
    """One sentence on each: what there is, what fits, and what to do; forms: of the largest table, if any."""
    others = bytes_without_table(plan)
    if forms is None or others + DECODER > limit:
        taken = f"{others:,} bytes are taken by what can stand in no table: {rest_of(plan)}"
        return f"{taken}; the limit is {limit:,}. {split(plan)}"
    paths = f"{len(forms.pages):,} exact paths do not fit into {limit:,} bytes."
    return f"{paths} {room(plan, forms, others, limit)} {split(plan)}"


def bytes_without_table(plan: Plan) -> int:
    """The compact function without its largest table, and what others wrote."""
    code = compacted(assemble(plan.spec, plan.fragments(None), flags=plan.flags(), digest=""))
    return len((code + plan.own).encode())


def rest_of(plan: Plan) -> str:
    """What is written as code."""
    patterns = sum(len(part.assigned.tree) for part in plan.lists)
    steps = len(plan.parts) - len(plan.lists)
    listed = [f"{patterns:,} patterns and conditions"] if patterns else []
    return " and ".join([*listed, *([f"{steps} other steps"] if steps else [])]) or "the function itself"


def room(plan: Plan, forms: Forms, others: int, limit: int) -> str:
    """How many paths would fit, and where more would."""
    fitting = min(len(forms.pages), max(0, int((limit - others - forms.reader_bytes) / forms.record_bytes)))
    fits = f"About {fitting:,} of them would."
    if plan.spec.runtime != KEY_VALUE_STORE_RUNTIME:
        return f'{fits} All could stand in a KeyValueStore, with `runtime = "{KEY_VALUE_STORE_RUNTIME}"`.'
    stored = int(KVS_STORE.value / (forms.record_bytes + 4))
    return f"A KeyValueStore ({KVS_STORE}) would hold about {stored:,}."


def split(plan: Plan) -> str:
    """The folders with the most rules: each could have a behavior and a function of its own."""
    rules = [rule for part in plan.lists for rule in part.step.rules]
    longest = max(rules, key=text_of, default=None)
    if longest is not None and 2 * text_of(longest) > sum(map(text_of, rules)):
        return f"The rule of {longest.origin} alone has {text_of(longest):,} characters."
    folders = Counter(folder_of(str(rule.source)) for rule in rules)
    if len(folders) < 2 or folders.most_common(1)[0][1] < len(rules) / FEW:
        return "Part the rules over behaviors with functions of their own."
    listed = ", ".join(f"`{name}` ({number:,})" for name, number in folders.most_common(3))
    first = folders.most_common(1)[0][0]
    return f"Most rules are in {listed}: give `{first}` a behavior and a function of its own."


def text_of(rule: Route) -> int:
    """How many characters a rule is written with."""
    return len(str(rule.source)) + len(rule.body if isinstance(rule, Answer) else str(rule.target))


def folder_of(source: str) -> str:
    """The path pattern of the first folder."""
    first, slash, _ = source[1:].partition("/")
    return f"/{first}/*" if slash else "/*"
