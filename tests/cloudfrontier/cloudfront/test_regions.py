"""Regions and log groups against the documentation."""

from __future__ import annotations

from typing import Any

from cloudfrontier.cloudfront.regions import (
    EDGE_REGIONS,
    HOME_REGION,
    function_log_group,
    handler_log_group,
    validation_log_group,
)


def test_the_regions_are_the_documented_ones(documented: dict[str, Any]) -> None:
    assert list(EDGE_REGIONS) == documented["edge_regions"]
    assert documented["limits"]["lambda_edge"]["region"] == HOME_REGION


def test_log_groups_have_the_documented_names(documented: dict[str, Any]) -> None:
    groups = documented["log_groups"]
    assert handler_log_group("gate") == groups["log_group_function"].format(function_name="gate")
    assert function_log_group("gate") == groups["log_group_cff"].format(function_name="gate")
    assert validation_log_group("E1") == groups["log_group_validation"].format(distribution_id="E1")
