"""Tags go on distributions, functions and stores by their ARNs, and keys are checked."""

from __future__ import annotations

from typing import Any

import pytest
from cloudfront_api import Cloud, distribution_config, function_config, refused


def tags(**pairs: str) -> dict[str, Any]:
    return {"Items": [{"Key": key, "Value": value} for key, value in pairs.items()]}


def arn_of(cloud: Cloud, what: str) -> str:
    if what == "distribution":
        return str(cloud.api.get_distribution(Id=cloud.create())["Distribution"]["ARN"])
    if what == "store":
        return str(cloud.api.create_key_value_store(Name="s")["KeyValueStore"]["ARN"])
    return cloud.publish("f")


@pytest.mark.parametrize("what", ["distribution", "function", "store"])
def test_tags_are_put_replaced_and_taken_away(cloud: Cloud, what: str) -> None:
    arn = arn_of(cloud, what)
    cloud.api.tag_resource(Resource=arn, Tags=tags(a="1", b="2"))
    cloud.api.tag_resource(Resource=arn, Tags=tags(b="3", c="4"))
    cloud.api.untag_resource(Resource=arn, TagKeys={"Items": ["a", "none"]})
    assert cloud.api.list_tags_for_resource(Resource=arn)["Tags"] == tags(b="3", c="4")


def test_functions_and_stores_may_be_made_with_tags(cloud: Cloud) -> None:
    function = cloud.api.create_function(
        Name="f", FunctionConfig=function_config(), FunctionCode=b"x", Tags=tags(a="1")
    )["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]
    store = cloud.api.create_key_value_store(Name="s", Tags=tags(b="2"))["KeyValueStore"]["ARN"]
    assert cloud.api.list_tags_for_resource(Resource=function)["Tags"] == tags(a="1")
    assert cloud.api.list_tags_for_resource(Resource=store)["Tags"] == tags(b="2")


@pytest.mark.parametrize(
    "wrong",
    [tags(**{"aws:owner": "x"}), {"Items": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}],
    ids=["AWS's own", "twice"],
)
def test_keys_are_checked(cloud: Cloud, wrong: dict[str, Any]) -> None:
    with refused("InvalidTagging"):
        cloud.api.tag_resource(Resource=arn_of(cloud, "distribution"), Tags=wrong)
    with refused("InvalidTagging"):
        cloud.api.create_distribution_with_tags(
            DistributionConfigWithTags={"DistributionConfig": distribution_config("two"), "Tags": wrong}
        )


def test_a_resource_that_is_not_there_has_no_tags(cloud: Cloud) -> None:
    with refused("NoSuchResource"):
        cloud.api.list_tags_for_resource(Resource="arn:aws:cloudfront::123456789012:distribution/ENONE")
