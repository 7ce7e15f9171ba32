"""Pruning takes what nobody uses, leaves what a rollback may need, and waits for copies at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError
from cloudfront_api import behavior, distribution_config, listed

from infra.prune import Pruned, prune

if TYPE_CHECKING:
    from deployments import Place, Project

REPLICATED = (
    "Lambda was unable to delete arn:aws:lambda:us-east-1:123456789012:function:shop-gate:1 because it is a "
    "replicated function. Please see our documentation for Deleting Lambda@Edge Functions and Replicas."
)
"""As seen in https://github.com/hashicorp/terraform-provider-aws/issues/1721."""


@pytest.fixture
def distribution(place: Place, project: Project) -> str:
    """Six builds have been attached to it, one after the other."""
    config = distribution_config(CacheBehaviors=listed(behavior(PathPattern="/members/*")))
    made = place.create(config)
    for build in ("one", "two", "three", "four", "five", "six"):
        project.function("router", build)
        project.handler("gate", build)
        place.attach(project.build(), made)
        place.fake.settle()
    return made


def functions(place: Place) -> set[str]:
    found = place.aws.cloudfront.list_functions(Stage="DEVELOPMENT")["FunctionList"]["Items"]
    return {item["Name"] for item in found}


def versions(place: Place) -> list[str]:
    found = place.aws.functions.list_versions_by_function(FunctionName="shop-gate")["Versions"]
    return [item["Version"] for item in found if item["Version"] != "$LATEST"]


def test_the_attached_and_the_newest_few_stay(place: Place, project: Project, distribution: str) -> None:
    found = prune(place.aws, project.desired, keep=2)
    assert {item.fate for item in found} == {"deleted"}
    assert len(functions(place)) == 3
    assert project.desired.functions[0].deployed_name in functions(place)
    assert versions(place) == ["4", "5", "6"]
    assert prune(place.aws, project.desired, keep=2) == ()


def test_a_dry_run_deletes_nothing(place: Place, project: Project, distribution: str) -> None:
    found = prune(place.aws, project.desired, keep=2, dry_run=True)
    assert len(found) == 6
    assert {item.fate for item in found} == {"would delete"}
    assert versions(place) == ["1", "2", "3", "4", "5", "6"]


def test_to_keep_more_than_there_are_deletes_nothing(
    place: Place, project: Project, distribution: str
) -> None:
    assert prune(place.aws, project.desired, keep=50) == ()


def test_what_another_distribution_uses_stays(place: Place, project: Project, distribution: str) -> None:
    project.function("router", "one")
    project.handler("gate", "one")
    config = distribution_config("other", CacheBehaviors=listed(behavior(PathPattern="/members/*")))
    other = place.create(config)
    place.attach(project.build(), other)
    old = project.desired.functions[0].deployed_name
    project.function("router", "six")
    project.handler("gate", "six")
    prune(place.aws, project.build().desired, keep=1)
    assert old in functions(place)
    assert versions(place) == ["1", "5", "6"]


def test_a_version_whose_copies_are_at_the_edge_is_left_for_later(
    place: Place, project: Project, distribution: str
) -> None:
    error = {"Error": {"Code": "InvalidParameterValueException", "Message": REPLICATED}}
    place.fake.fail("lambda:DeleteFunction", with_=ClientError(error, "DeleteFunction"))
    first, *others = [item for item in prune(place.aws, project.desired, keep=2) if ":" in item.name]
    assert first == Pruned(
        "shop-gate:1", "later", "its copies at the edge are not gone yet: that takes hours"
    )
    assert {item.fate for item in others} == {"deleted"}
    assert versions(place) == ["1", "4", "5", "6"]


def test_a_function_that_is_attached_meanwhile_is_left(
    place: Place, project: Project, distribution: str
) -> None:
    place.fake.fail("DeleteFunction", with_="FunctionInUse")
    fates = [item.fate for item in prune(place.aws, project.desired, keep=2) if ":" not in item.name]
    assert fates == ["later", "deleted", "deleted"]


def test_functions_of_others_are_not_looked_at(place: Place, project: Project, distribution: str) -> None:
    place.publish("shop-router-01234567")
    place.publish_lambda("shop-other")
    prune(place.aws, project.desired, keep=1)
    assert "shop-router-01234567" in functions(place)
    assert place.aws.functions.list_versions_by_function(FunctionName="shop-other")["Versions"]


def test_a_function_that_was_never_published_is_pruned_too(
    place: Place, project: Project, distribution: str
) -> None:
    place.fake.fail("PublishFunction", with_="AccessDenied")
    project.function("router", "seven")
    with pytest.raises(Exception, match="AccessDenied"):
        place.attach(project.build(), distribution)
    left = project.desired.functions[0].deployed_name
    project.function("router", "six")
    project.build()
    found = prune(place.aws, project.desired, keep=0)
    assert left in {item.name for item in found}
