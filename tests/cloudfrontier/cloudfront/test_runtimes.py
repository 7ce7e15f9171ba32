"""Runtimes and the ends of their lives against the documentation."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, LAMBDA_RUNTIMES, lambda_runtime


def test_the_runtimes_of_functions_are_the_documented_ones(documented: dict[str, Any]) -> None:
    assert list(FUNCTION_RUNTIMES) == documented["functions"]["limits"]["runtimes"]


def test_the_runtimes_of_handlers_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["limits"]["lambda_edge"]
    known = table["runtimes"]
    assert {runtime.name for runtime in LAMBDA_RUNTIMES} == {
        *known["expected_ok"],
        *known["ok_but_al2"],
        *known["deprecating"],
    }
    ends = {item.name: item.deprecated.isoformat() for item in LAMBDA_RUNTIMES if item.deprecated}
    assert ends == table["python_deprecation"]


@pytest.mark.parametrize(("name", "glibc"), [("python3.11", (2, 26)), ("python3.13", (2, 34))])
def test_a_runtime_says_which_wheels_it_takes(name: str, glibc: tuple[int, int]) -> None:
    runtime = lambda_runtime(name)
    assert runtime is not None
    assert runtime.glibc == glibc


def test_a_runtime_that_lambda_edge_does_not_have_is_not_found() -> None:
    assert lambda_runtime("python3.9") is None
    assert lambda_runtime("ruby3.3") is None
