"""Drift is told both ways, and the code of others is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed

from infra.desired import Desired
from infra.drift import drift_of
from infra.read_state import read_live

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from deployments import Place, Project

    from infra.drift import Difference

MEMBERS = "/members/*"


@pytest.fixture
def distribution(place: Place, project: Project) -> str:
    made = place.create(distribution_config(CacheBehaviors=listed(behavior(PathPattern=MEMBERS))))
    place.attach(project, made)
    return made


def drift(place: Place, project: Project, distribution: str) -> tuple[Difference, ...]:
    plan = place.plan(project, distribution)
    return drift_of(plan, read_live(place.aws, distribution, project.desired))


def edit(place: Place, distribution: str, change: Callable[[dict[str, Any]], object]) -> None:
    read = place.aws.cloudfront.get_distribution_config(Id=distribution)
    change(read["DistributionConfig"])
    place.aws.cloudfront.update_distribution(
        Id=distribution, IfMatch=read["ETag"], DistributionConfig=read["DistributionConfig"]
    )


def sides(found: tuple[Difference, ...]) -> list[tuple[str, str]]:
    return [(item.side, item.where) for item in found]


def test_what_was_attached_as_it_was_built_has_not_drifted(
    place: Place, project: Project, distribution: str
) -> None:
    assert drift(place, project, distribution) == ()


def test_what_was_detached_by_hand_is_missing(place: Place, project: Project, distribution: str) -> None:
    def detach(config: dict[str, Any]) -> None:
        config["DefaultCacheBehavior"]["FunctionAssociations"] = {"Quantity": 0}

    edit(place, distribution, detach)
    assert sides(drift(place, project, distribution)) == [("missing", "viewer-request of '*'")]


def test_what_edge_toml_does_not_name_any_more_is_extra(
    place: Place, project: Project, distribution: str
) -> None:
    project.attach(MEMBERS)
    (difference,) = drift(place, project.build(), distribution)
    assert (difference.side, difference.where) == ("extra", "viewer-request of '/members/*'")
    assert "shop-gate:1, which edge.toml does not name" in difference.message


def test_another_build_than_the_attached_one_is_changed_and_not_there(
    place: Place, project: Project, distribution: str
) -> None:
    project.handler("gate", "two")
    assert sides(drift(place, project.build(), distribution)) == [
        ("changed", "handler shop-gate"),
        ("changed", "viewer-request of '/members/*'"),
    ]


def test_code_of_others_is_foreign(place: Place, project: Project, distribution: str) -> None:
    arn = place.publish("theirs")

    def add(config: dict[str, Any]) -> None:
        associations = config["DefaultCacheBehavior"]["FunctionAssociations"]
        associations["Items"].append({"EventType": "viewer-response", "FunctionARN": arn})
        associations["Quantity"] = 2

    edit(place, distribution, add)
    (difference,) = drift(place, project, distribution)
    assert (difference.side, difference.where) == ("foreign", "viewer-response of '*'")
    assert arn in difference.message


def test_a_role_that_lost_its_policy_has_changed(place: Place, project: Project, distribution: str) -> None:
    place.aws.iam.delete_role_policy(RoleName="shop-gate", PolicyName="logs")
    assert sides(drift(place, project, distribution)) == [("changed", "role shop-gate")]


def test_without_a_project_everything_of_others_is_foreign(place: Place, distribution: str) -> None:
    nothing = Desired("another")
    live = read_live(place.aws, distribution, nothing)
    assert live.owned == frozenset()
