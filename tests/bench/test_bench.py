"""The benchmarks' own arithmetic and shape: what is compared is the median, and what is missing is named."""

from __future__ import annotations

import importlib
import itertools
import json
import subprocess
import sys

import pytest
from artifact_project import REPOSITORY

from bench.__main__ import BENCHMARKS, main
from bench.measure import Report, Row, compare, compare_values

REQUIRED = {"what", "ours", "reference", "ratio", "unit"}


def test_the_ratio_is_ours_divided_by_the_reference_in_medians() -> None:
    row = Row("x", "ms", [1, 2, 90], [4, 8, 4], "peer")
    figures = row.to_json()
    assert (figures["ours"], figures["reference"], figures["ratio"]) == (2, 4, 0.5)
    assert (figures["ours_min"], figures["reference_min"], figures["runs"]) == (1, 4, 3)


def test_a_missing_peer_is_named_and_gives_no_ratio() -> None:
    row = Row("y", "ms", [1], [], "peer").to_json()
    assert (row["reference"], row["ratio"], row["reference_min"]) == (None, None, None)
    report = Report("x", (), ("peer: pip install peer",)).to_json()
    assert report["missing"] == ["peer: pip install peer"]


def test_runs_alternate_and_the_first_of_each_is_not_counted() -> None:
    order: list[str] = []

    def recorder(name: str, values: itertools.count[int]) -> float:
        order.append(name)
        return next(values)

    ours, theirs = itertools.count(0), itertools.count(100)
    row = compare_values(
        "x",
        "bytes",
        lambda: recorder("ours", ours),
        lambda: recorder("theirs", theirs),
        reference_name="peer",
        runs=2,
    )
    assert order == ["ours", "theirs"] * 3
    assert (row.ours, row.reference) == ([1, 2], [101, 102])


def test_times_are_in_milliseconds() -> None:
    row = compare("x", lambda: sum(range(100_000)), lambda: None, reference_name="nothing", runs=3)
    assert row.unit == "ms"
    assert 0.1 < min(row.ours) < 1000


def test_the_list_names_every_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    listed = capsys.readouterr().out
    assert all(f"{name}  {about}" in listed for name, about in BENCHMARKS.items())
    assert main(["--json"]) == 0
    assert json.loads(capsys.readouterr().out) == BENCHMARKS


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_listed_benchmark_can_be_run(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name.replace('-', '_')}").run)


@pytest.mark.parametrize("arguments", [["nonsense"], ["build", "--runs", "0"]], ids=["name", "runs"])
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m bench" in capsys.readouterr().err


def test_the_build_is_measured_with_a_reference_on_every_line() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "build", "--json", "--runs", "1"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(ran.stdout)
    assert report["name"] == "build"
    assert all(set(row) >= REQUIRED and row["ratio"] > 0 for row in report["rows"])
    whats = [row["what"] for row in report["rows"]]
    assert whats[:4] == ["cold build, a new process", "warm build, the same process", "zip", "unpacked"]
    (zipped,) = (row for row in report["rows"] if row["what"] == "zip")
    # 139 kB pruned, about as much again as bytecode, against 1,066 kB of powertools alone
    assert zipped["ratio"] < 0.6
