"""Prices against the documentation, and the sums of an estimate."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront import pricing
from cloudfrontier.cloudfront.pricing import function_cost, lambda_cost

MILLION = 1_000_000


def test_the_prices_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["pricing_usd"]
    assert pricing.LAMBDA_REQUESTS.dollars == table["lambda_edge"]["per_million_requests"]
    assert pricing.LAMBDA_DURATION.dollars == table["lambda_edge"]["per_gb_second"]
    assert pricing.FUNCTION_INVOCATIONS.dollars == table["cloudfront_functions"]["per_million_invocations"]
    assert pricing.FUNCTION_INVOCATIONS.free == table["cloudfront_functions"]["free_invocations_per_month"]
    assert pricing.KEY_VALUE_STORE_READS.dollars == table["kvs_reads"]["per_million"]
    assert pricing.KEY_VALUE_STORE_READS.free == table["kvs_reads"]["free_per_month"]
    assert pricing.KEY_VALUE_STORE_READS.confidence == "uncertain"
    assert pricing.INVALIDATION_PATHS.dollars == table["invalidation"]["per_path"]
    assert pricing.INVALIDATION_PATHS.free == table["invalidation"]["free_paths"]
    assert pricing.REALTIME_LOG_LINES.dollars == table["realtime_log_lines_per_million"]
    assert table["flat_rate_plans_per_month"] == pricing.FLAT_RATE_PLANS
    assert len({price.id for price in pricing.PRICES}) == len(pricing.PRICES)


def test_ten_million_runs_of_ten_milliseconds_cost_6_63() -> None:
    assert lambda_cost(10 * MILLION, milliseconds=10, memory_mb=128) == pytest.approx(6.625125)


def test_a_run_is_billed_for_a_millisecond_at_least() -> None:
    shortest = lambda_cost(MILLION, milliseconds=0.2, memory_mb=128)
    assert shortest == lambda_cost(MILLION, milliseconds=1, memory_mb=128)


def test_functions_cost_a_sixth_of_lambda_requests_once_the_free_ones_are_used() -> None:
    assert function_cost(2 * MILLION) == 0
    assert function_cost(3 * MILLION) == pytest.approx(0.10)
    assert function_cost(3 * MILLION, key_value_store_reads=3 * MILLION) == pytest.approx(0.13)


def test_a_thousand_invalidated_paths_are_free() -> None:
    assert pricing.INVALIDATION_PATHS.of(1000) == 0
    assert pricing.INVALIDATION_PATHS.of(1100) == pytest.approx(0.5)
