"""What a request costs in process: four events on a miss, one function on a hit, against what it may cost.

The project is built as any other: two functions compiled from rules, and a handler in each origin event
that adds a header, from its zip in a warm worker. Each request is of its own, so that none is answered from
memory that another has left; the cache is what it is about. "Own work" leaves out the worker's share, and the
waiting for a processor that others have: on a busy machine it is the figure to look at.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.measure import Report, Row
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cloudfront.message import Headers
from cloudfrontier.project import load
from cloudfrontier.simulator.distribution_simulator import DistributionSimulator
from cloudfrontier.simulator.viewer import viewer_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.simulator.trace import Trace

__all__ = ["run"]

REQUESTS = 150
MISS_MS, HIT_MS = 2.0, 0.8
"""Milliseconds that a miss with two functions and two handlers, and a hit with one function, may take."""

ALLOWED = "what it may take"
EDGE_TOML = """\
[project]
name = "bench"

[origins.api]
domain = "api.example.org"
simulate.python = "api.py:answer"

[functions.before]
event = "viewer-request"
rewrites.index = "index.html"

[functions.after]
event = "viewer-response"
headers.preset = "security"

[handlers.out]
handler = "mark.request"

[handlers.back]
handler = "mark.response"

[[behaviors]]
path = "/static/*"
origin = "api"
viewer-request = "before"

[[behaviors]]
path = "*"
origin = "api"
viewer-request = "before"
origin-request = "out"
origin-response = "back"
viewer-response = "after"
"""
API = '''\
"""Answers every request of the benchmark with the same small page."""

from cloudfrontier.cloudfront.message import Headers, Response

PAGE = Response(
    200,
    Headers((("Content-Type", "text/html"), ("Cache-Control", "max-age=600"), ("ETag", '"1"'))),
    b"<!doctype html><title>page</title>",
)


def answer(request):
    return PAGE
'''
MARK = '''\
"""Marks what passes in both origin events."""


def request(event, context):
    passing = event["Records"][0]["cf"]["request"]
    passing["headers"]["x-out"] = [{"key": "X-Out", "value": "1"}]
    return passing


def response(event, context):
    passing = event["Records"][0]["cf"]["response"]
    passing["headers"]["x-back"] = [{"key": "X-Back", "value": "1"}]
    return passing
'''
HEADERS = Headers(
    (
        ("Host", "www.example.com"),
        ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"),
        ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        ("Accept-Language", "de-CH,de;q=0.8,en;q=0.5"),
        ("Accept-Encoding", "gzip, deflate, br"),
        ("Cookie", "session=abc; theme=dark"),
    )
)


def run(runs: int) -> Report:
    """Medians of `REQUESTS` requests, as often as `runs` says."""
    with tempfile.TemporaryDirectory(prefix="bench-lifecycle-") as name:
        root = Path(name)
        (root / "edge.toml").write_text(EDGE_TOML, encoding="utf-8")
        (root / "api.py").write_text(API, encoding="utf-8")
        (root / "mark.py").write_text(MARK, encoding="utf-8")
        loaded = load(root)
        build(loaded, out=root / "dist")
        with DistributionSimulator(loaded, root / "dist") as simulator:
            engine = simulator.engine()

            def ask(path: str) -> Trace:
                request = viewer_request("GET", path, domain_name="d", headers=HEADERS.items())
                return engine.handle(request, now=time.time()).trace

            miss = _figures(lambda index: ask(f"/pages/{index}"), runs, expected=("miss", 4))
            ask("/static/page")
            hit = _figures(lambda _: ask("/static/page"), runs, expected=("hit", 1))
    rows = []
    for what, figures, allowed in (
        ("miss, two functions and two handlers", miss, MISS_MS),
        ("hit, a viewer-request function", hit, HIT_MS),
    ):
        rows.append(Row(what, "ms", [wall for wall, _ in figures], [allowed], ALLOWED))
        rows.append(Row(f"{what}: own work", "ms", [own for _, own in figures], [allowed], ALLOWED))
    return Report("lifecycle", tuple(rows))


def _figures(
    ask: Callable[[int], Trace], runs: int, *, expected: tuple[str, int]
) -> list[tuple[float, float]]:
    """Medians a run, after a run that is not counted: of the time, and of what this process worked in it.

    Raises:
        RuntimeError: a request did not do what is measured.
    """
    figures = []
    for number in range(runs + 1):
        times, worked = [], []
        for index in range(number * REQUESTS, (number + 1) * REQUESTS):
            start, work = time.perf_counter(), time.process_time()
            trace = ask(index)
            times.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - work) * 1000)
            ran = sum(step.ran and step.outcome != "error" for step in trace.events)
            if (trace.cache.decision, ran) != expected:
                raise RuntimeError(f"{trace.cache.decision} with {ran} events, expected {expected}")
        figures.append((median(times), median(worked)))
    return figures[1:]
