"""100,000 redirects from a file to a build: read, checked as a list, compiled, judged, made into a store.

Each run is a process of its own, so that its memory can be told. The naive way reads the same file into an
object literal and writes it down, which no function could hold. The bounds are what a build may take.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import Report, Row
from bench.moved_pages import moved_pages

__all__ = ["run"]

ROOT = Path(__file__).resolve().parents[1]
COUNT = 100_000
SECONDS, MEGABYTES = 20, 1_000
EDGE_TOML = """\
[project]
name = "large"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"

[functions.moved]
event = "viewer-request"
redirects = ["_redirects"]

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "moved"
"""
BUILD = """
import json, resource, sys, time
from pathlib import Path
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.project import load
from cloudfrontier.simulator.sample_runs import function_samples
start = time.perf_counter()
report = build(load(Path(sys.argv[1])), samples=function_samples)
figures = {
    "seconds": time.perf_counter() - start,
    "processor": time.process_time(),
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    "errors": sum(finding.severity == "error" for finding in report.findings),
    "store": sum(item.bytes for item in report.manifest.stores) / 1000,
    "function": sum(item.bytes for item in report.manifest.functions),
}
print(json.dumps(figures))
"""
NAIVE = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
lines = (Path(sys.argv[1]) / "_redirects").read_text(encoding="utf-8").splitlines()
table = dict(line.split()[:2] for line in lines)
(Path(sys.argv[1]) / "naive.js").write_text("var TABLE = " + json.dumps(table), encoding="utf-8")
print(json.dumps({
    "seconds": time.perf_counter() - start,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
}))
"""


def run(runs: int) -> Report:
    """Build so often, each time in a new process; two are enough to see what a machine does otherwise."""
    with tempfile.TemporaryDirectory(prefix="bench-large-") as folder:
        write_project(Path(folder))
        figures = [(figures_of(BUILD, folder), figures_of(NAIVE, folder)) for _ in range(min(runs, 2))]
    ours = [mine for mine, _ in figures]
    naive = [theirs for _, theirs in figures]
    if any(mine["errors"] or not mine["store"] for mine in ours):
        raise AssertionError(f"the build of {COUNT:,} redirects found errors, or made no store: {ours}")
    what = f"{COUNT:,} redirects"
    rows = (
        Row(f"{what}, time", "s", values(ours, "seconds"), [SECONDS], "what it may take"),
        Row(f"{what}, time of the processor", "s", values(ours, "processor"), [SECONDS], "what it may take"),
        Row(f"{what}, memory", "MB", values(ours, "megabytes"), [MEGABYTES], "what it may take"),
        Row(f"{what}, time", "s", values(ours, "seconds"), values(naive, "seconds"), "a literal, unchecked"),
        Row(
            f"{what}, memory",
            "MB",
            values(ours, "megabytes"),
            values(naive, "megabytes"),
            "a literal, unchecked",
        ),
        Row("the store's file", "kB", values(ours, "store"), [5_000], "what a store may hold"),
    )
    return Report("compile-large", rows)


def write_project(root: Path) -> None:
    """A project of that many redirects."""
    (root / "edge.toml").write_text(EDGE_TOML, encoding="utf-8")
    pages = moved_pages(COUNT)
    # a page that has moved twice would make for a chain, which is another thing to look at
    lines = (f"{path} {target}\n" for path, target in pages.items() if target.partition("#")[0] not in pages)
    (root / "_redirects").write_text("".join(lines), encoding="utf-8")


def figures_of(program: str, folder: str) -> dict[str, float]:
    """What a program measured of itself."""
    ran = subprocess.run(
        [sys.executable, "-c", program, folder], cwd=ROOT, capture_output=True, text=True, check=True
    )
    figures: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return figures


def values(figures: list[dict[str, float]], name: str) -> list[float]:
    """One figure of all runs."""
    return [item[name] for item in figures]
