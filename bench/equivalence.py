"""Compiled functions against the plain evaluator: generated rules, generated requests, every form of a table.

Each row is a form; `ours` is the number of requests that the compiled function and the reference answered
alike, `reference` the number that were tried: the ratio of a right compiler is 1. `--runs N` tries N times
25,000 requests; 40 runs are a million.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

from bench.batch_engine import run_njs, run_quickjs
from bench.generated_functions import generated_function
from bench.generated_own import run_own
from bench.measure import Report, Row
from cloudfront_functions.compiler.assemble import assemble
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.compiler.forms import Forms
from cloudfront_functions.compiler.plan import Plan
from cloudfront_functions.reference import evaluate
from cloudfront_functions.spec import FunctionSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cloudfront_functions.compiler.tables import Table
    from cloudfront_functions.rules import Step

__all__ = ["Written", "compare", "run", "written_forms"]

REQUESTS = 25_000
PER_LIST = 100
NJS_EVERY = 20
REFERENCE = "requests that were tried"

Written = tuple[str, str, "Mapping[str, str] | None"]
"""The name of a form, the source in it, and what its store holds."""


def run(runs: int) -> Report:
    """Compare so many times 25,000 requests."""
    chance = Random(20261123)
    njs = shutil.which("njs")
    tried: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    turn = 0
    while sum(tried.values()) < runs * REQUESTS:
        turn += 1
        engine = njs if turn % NJS_EVERY == 0 else None
        for name, same, count in compare(chance, PER_LIST, njs=engine):
            tried[name] += count
            alike[name] += same
    missing = () if njs else ("njs: a second engine; Debian's package `njs`, on PATH",)
    rows = (Row(name, "requests", [alike[name]], [tried[name]], REFERENCE) for name in sorted(tried))
    return Report("equivalence", tuple(rows), missing)


def compare(chance: Random, requests: int, *, njs: str | None = None) -> Iterator[tuple[str, int, int]]:
    """One list of rules: form and engine, how many requests were answered alike, how many were tried.

    Raises:
        AssertionError: not printed but raised, for the first request that was not: rules, event and code.
    """
    event_name, steps, make_event = generated_function(chance)
    events = [make_event(chance) for _ in range(requests)]
    if njs:
        events = [event for event in events if is_ascii(event)]
    expected = [evaluate(steps, event, own=run_own) for event in events]
    for form, code, store in one_form(chance, FunctionSpec("f", event_name, steps=steps)):
        answers = run_njs(njs, code, events, store) if njs else run_quickjs(code, events, store)
        same = sum(map(is_same, expected, answers))
        yield f"{form}, {'njs' if njs else 'quickjs-ng'}", same, len(events)
        if same < len(events):
            explain(steps, code, zip(events, expected, answers, strict=True))


def is_ascii(event: object) -> bool:
    """Whether njs can be asked: before 0.8, regular expressions lose their place in 64 other characters.

    CloudFront hands paths over as they were sent, which browsers percent-escape. And in njs `$` stands before
    a line break at the end too, which nothing that came by HTTP has.
    """
    text = json.dumps(event, ensure_ascii=False)
    return text.isascii() and "\\n" not in text


def is_same(expected: object, answer: object) -> bool:
    """Whether two answers are the same JSON."""
    return expected == answer


def explain(steps: Sequence[Step], code: str, cases: Any) -> None:
    """Raise the first disagreement."""
    for event, expected, answer in cases:
        if not is_same(expected, answer):
            raise AssertionError(f"{steps!r}\n{event!r}\nexpected {expected!r}\ngot {answer!r}\n{code}")


def one_form(chance: Random, spec: FunctionSpec) -> Iterator[Written]:
    """The function in one of its forms."""
    forms = (
        list(written_forms(spec))
        if chance.randrange(3) == 0
        else list(written_forms(spec, literal_only=True))
    )
    yield forms[chance.randrange(len(forms))]


def written_forms(spec: FunctionSpec, *, literal_only: bool = False) -> Iterator[Written]:
    """The function in every form of its table, readable and compact."""
    plan = Plan(spec)
    for name, table, store in tables(plan, literal_only=literal_only):
        code = assemble(spec, plan.fragments(table), flags=plan.flags(), digest="0")
        yield name, code + plan.own, store
        yield f"{name}, compact", compacted(code) + plan.own, store


def tables(plan: Plan, *, literal_only: bool) -> Iterator[tuple[str, Table | None, Mapping[str, str] | None]]:
    """Every form of the largest table."""
    if plan.largest is None:
        yield "no table", None, None
        return
    forms = Forms(plan.largest, 1 << 30)
    makers = (forms.literal, forms.packed, forms.plain_store, forms.packed_store)
    for make in makers[: 1 if literal_only else None]:
        placement = make()
        yield placement.table.form, placement.table, placement.store.entries if placement.store else None
