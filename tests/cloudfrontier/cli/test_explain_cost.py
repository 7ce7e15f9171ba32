"""`cloudfrontier explain-cost`: AWS's prices times the runs, free ones taken off."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cloudfrontier.cli import cloudfrontier


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cloudfrontier, ["explain-cost", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_both_prices_are_reckoned_from_runs() -> None:
    said = run("--requests", "10M", "--misses", "0.1", "--milliseconds", "2", "--memory", "128")
    # 21 million runs at $0.60 a million, and 5,250 GB-seconds at $0.00005001; 18 million beyond the free ones
    assert "21,000,000 runs  $       12.86" in said
    assert "20,000,000 runs  $        1.80" in said
    assert "cheaper by 7.1 times" in said


def test_below_the_free_runs_a_function_costs_nothing() -> None:
    said = run("--requests", "500k")
    assert "1,000,000 runs  $        0.00" in said
    assert "cheaper" not in said


def test_programs_are_told_the_same_prices() -> None:
    told = json.loads(run("--requests", "10M", "--format", "json"))
    assert told["handler"] == {"runs": 21_000_000, "dollars": pytest.approx(12.86, abs=0.01)}
    assert told["function"] == {"runs": 20_000_000, "dollars": pytest.approx(1.80)}


@pytest.mark.parametrize("text", ["many", "-1", "1T"])
def test_what_is_no_number_of_requests_is_refused(text: str) -> None:
    result = CliRunner().invoke(cloudfrontier, ["explain-cost", "--requests", text])
    assert result.exit_code == 2
    assert "is no number of requests" in result.output
