"""What assigning a visitor costs, and whether all who assign agree.

1. Time, the median of a thousand visitors: ten experiments for a visitor without their cookies, as the
   handler's viewer-request does it (reading cookies, hashing, writing headers), beside the naive way (FNV-1a
   letter by letter, experiment by experiment), GrowthBook's SDK of PyPI where it is installed, and its SDK of
   npm where node and it are.
2. Agreement: a million visitor ids, in Python and in the compiled function's own JavaScript; every split
   against its weights for twenty seeds, and pairs of experiments against independence.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import time
from collections import Counter
from itertools import pairwise
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

import quickjs

from bench.measure import Report, compare_values
from cloudfront_functions import FunctionSpec, render
from cloudfront_functions.rules.experiments import Arm, Experiment, Experiments, Visitors
from cloudfrontier.cli.split_statistics import MISMATCH, chi_squared, chi_squared_p
from edge.ab_testing.handler import AbTesting
from edge.ab_testing.hashing import Seeds
from edge.handler import Invocation
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["agreement", "run"]

EXPERIMENTS = 10
LOOPS = 1000
SEEDS = [f"seed-{number}" for number in range(20)]
NODE_MODULES = "GROWTHBOOK_NODE_MODULES"
"""Variable with a folder of node_modules that has @growthbook/growthbook."""
NPM = """
const { GrowthBookClient } = require("@growthbook/growthbook");
const client = new GrowthBookClient();
const experiments = Array.from({ length: 10 }, (_, n) => (
  { key: "e" + n, variations: ["a", "b"], hashVersion: 2, seed: "seed-" + n }));
function all(id) {
  const user = { attributes: { id } };
  for (const experiment of experiments) client.runInlineExperiment(experiment, user);
}
const ids = Array.from({ length: 1000 }, (_, n) => String(n).padStart(32, "0"));
ids.forEach(all);
const taken = ids.map((id) => {
  const start = process.hrtime.bigint();
  all(id);
  return Number(process.hrtime.bigint() - start);
}).sort((one, other) => one - other);
console.log(taken[taken.length / 2] / 1e3);
"""


def run(runs: int) -> Report:
    """Measure everything `runs` times, and agree once."""
    ids = [f"{number:032x}" for number in range(LOOPS)]
    ours, missing = _timed(_viewer_request(), ids), []
    what = f"{EXPERIMENTS} experiments, first visit"
    rows = [compare_values(what, "us", ours, _timed(_naive, ids), reference_name="naive", runs=runs)]
    for name, make, get in (
        ("growthbook (PyPI)", _growthbook, "pip install growthbook"),
        (
            "@growthbook/growthbook (npm)",
            _growthbook_npm,
            f"npm i @growthbook/growthbook; {NODE_MODULES}=...",
        ),
    ):
        peer = make(ids)
        if peer is None:
            missing.append(f"{name}: {get}")
        else:
            rows.append(compare_values(what, "us", ours, peer, reference_name=name, runs=runs))
    kept = _timed(_viewer_request(kept=True), ids)
    rows.append(
        compare_values(
            f"{EXPERIMENTS} experiments, returning", "us", kept, ours, reference_name="first visit", runs=runs
        )
    )
    return Report("assign", tuple(rows), tuple(missing))


def agreement(count: int = 1_000_000) -> dict[str, Any]:
    """How many of so many ids Python and JavaScript place alike, and the worst p-values."""
    chance = Random(11)
    ids = [f"{chance.getrandbits(128):032x}" for _ in range(count)]
    seeds = Seeds(SEEDS)
    placed = [seeds.positions(visitor) for visitor in ids]
    javascript = _javascript_positions(ids, SEEDS[0])
    alike = sum(mine[0] == theirs for mine, theirs in zip(placed, javascript, strict=True))
    columns = [[row[number] for row in placed] for number in range(len(SEEDS))]
    splits = [_split_p(column, (0.1, 0.2, 0.7)) for column in columns]
    pairs = [_independence_p(one, other) for one, other in pairwise(columns)]
    return {
        "ids": count,
        "alike": alike,
        "seeds": len(SEEDS),
        "least p of a split": min(splits),
        "least p of independence": min(pairs),
        "all above": MISMATCH,
    }


def _javascript_positions(ids: Sequence[str], seed: str) -> list[float]:
    arms = (Arm(name="a", start=0.0, end=0.5), Arm(name="b", start=0.5, end=1.0))
    experiment = Experiment(id="e", seed=seed, arms=arms)
    step = Experiments(experiments=(experiment,), visitors=Visitors())
    context = quickjs.Context()
    context.eval(render(FunctionSpec("f", "viewer-request", steps=(step,))))
    call = context.eval(
        f"(function (text) {{ return JSON.stringify(text.split(',').map(function (id) {{"
        f" return position({json.dumps(seed)}, id, 2); }})); }})"
    )
    found: list[float] = []
    for start in range(0, len(ids), 50_000):
        found += json.loads(call(",".join(ids[start : start + 50_000])))
    return found


def _split_p(places: Sequence[float], shares: Sequence[float]) -> float:
    ends = [sum(shares[: number + 1]) for number in range(len(shares))]
    counts = Counter(
        next((n for n, end in enumerate(ends) if place < end), len(ends) - 1) for place in places
    )
    return chi_squared_p(chi_squared([counts[n] for n in range(len(shares))], shares), len(shares) - 1)


def _independence_p(one: Sequence[float], other: Sequence[float]) -> float:
    counts = Counter((a < 0.5, b < 0.5) for a, b in zip(one, other, strict=True))
    both = [counts[pair] for pair in ((True, True), (True, False), (False, True), (False, False))]
    return chi_squared_p(chi_squared(both, (1, 1, 1, 1)), 3)


def _timed(assign: Callable[[str], object], ids: Sequence[str]) -> Callable[[], float]:
    def microseconds() -> float:
        taken = []
        for visitor in ids:
            start = time.perf_counter_ns()
            assign(visitor)
            taken.append(time.perf_counter_ns() - start)
        return median(taken) / 1000

    return microseconds


class _Silent:
    def outcome(self, *_: object, **__: object) -> None:
        """Logging is not what is measured."""


def _viewer_request(*, kept: bool = False) -> Callable[[str], object]:
    variants = [{"name": "a"}, {"name": "b"}]
    listed = [{"id": f"e{n}", "seed": f"seed-{n}", "variants": variants} for n in range(EXPERIMENTS)]
    tables = {"project": "p", "handler": "h", "features": {"ab_testing": {"experiments": listed}}}
    feature = AbTesting(Settings(Table(tables, "")).feature("ab_testing"))
    config: Any = {"eventType": "viewer-request", "requestId": "x" * 56}
    call = Invocation(config, 1_795_000_000.0, _Silent())  # type: ignore[arg-type]  # a telemetry that says nothing
    sticky = "".join(f"; ab-e{n}=b" for n in range(EXPERIMENTS)) if kept else ""

    def act(visitor: str) -> object:
        cookie = {"key": "Cookie", "value": f"__Host-visitor={visitor}{sticky}"}
        headers = {"host": [{"key": "Host", "value": "x"}], "cookie": [cookie]}
        request: Any = {"uri": "/x", "querystring": "", "headers": headers, "method": "GET"}
        return feature.viewer_request(request, call)

    return act


def _naive(visitor: str) -> list[str]:
    found = []
    for number in range(EXPERIMENTS):
        text = f"seed-{number}{visitor}"
        for _ in range(2):
            value = 2166136261
            for letter in text:
                value = ((value ^ ord(letter)) * 16777619) % 2**32
            text = str(value)
        found.append("a" if value % 10000 / 10000 < 0.5 else "b")
    return found


def _growthbook(ids: Sequence[str]) -> Callable[[], float] | None:
    try:
        package = importlib.import_module("growthbook")
    except ModuleNotFoundError:
        return None
    listed = [
        package.Experiment(key=f"e{n}", variations=["a", "b"], hashVersion=2, seed=f"seed-{n}")
        for n in range(EXPERIMENTS)
    ]

    def act(visitor: str) -> object:
        client = package.GrowthBook(attributes={"id": visitor})
        return [client.run(item) for item in listed]

    return _timed(act, ids)


def _growthbook_npm(_ids: Sequence[str]) -> Callable[[], float] | None:
    node, modules = shutil.which("node"), os.environ.get(NODE_MODULES)
    if node is None or not modules:
        return None
    environment = {**os.environ, "NODE_PATH": modules}

    def microseconds() -> float:
        ran = subprocess.run([node, "-e", NPM], env=environment, check=True, capture_output=True, text=True)
        return float(ran.stdout)

    return microseconds


if __name__ == "__main__":
    print(json.dumps(agreement(), indent=2))
