"""Response headers policies in templates: read back they are the same, and Terraform has its own names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.cloudfront.cache_policy import ResponseHeader, ResponseHeadersPolicy
from cloudfrontier.cloudfront.distribution_config import response_headers_policy_of
from infra.templates import cdk, cloudformation, terraform
from infra.templates.response_headers import response_headers_block, response_headers_properties

if TYPE_CHECKING:
    from infra.templates import Blueprint


def shown(blueprint: Blueprint) -> ResponseHeadersPolicy:
    behaviors = blueprint.distribution.behaviors
    found = next(item.response_headers_policy for item in behaviors if item.path_pattern == "/read/*")
    assert found is not None
    return found


def read_back(policy: ResponseHeadersPolicy) -> ResponseHeadersPolicy:
    return response_headers_policy_of({"Id": "", **response_headers_properties(policy.name, policy)})


def test_read_back_from_its_properties_it_is_the_same(blueprint: Blueprint) -> None:
    policy = shown(blueprint)
    read = read_back(policy)
    assert set(read.cors) == set(policy.cors)
    assert (read.remove, read.security, read.custom) == (policy.remove, policy.security, policy.custom)
    assert (read.cors_override, read.server_timing) == (policy.cors_override, policy.server_timing)


@pytest.mark.parametrize("value", ["0", "1", "1; mode=block", "1; report=https://shop.example/xss"])
def test_every_form_of_xss_protection_survives(value: str) -> None:
    policy = ResponseHeadersPolicy("p", security=(ResponseHeader("X-XSS-Protection", value),))
    assert read_back(policy) == policy


def test_terraform_has_the_members_of_its_own_schema(blueprint: Blueprint) -> None:
    block = response_headers_block("shop-shown", shown(blueprint))
    assert set(block) == {
        "name", "remove_headers_config", "cors_config", "security_headers_config", "custom_headers_config",
        "server_timing_headers_config",
    }  # fmt: skip
    assert set(block["cors_config"]) == {
        "access_control_allow_credentials", "access_control_allow_headers", "access_control_allow_methods",
        "access_control_allow_origins", "access_control_expose_headers", "access_control_max_age_sec",
        "origin_override",
    }  # fmt: skip
    assert block["security_headers_config"]["xss_protection"] == {
        "protection": True,
        "mode_block": True,
        "override": False,
    }
    assert block["security_headers_config"]["strict_transport_security"] == {
        "access_control_max_age_sec": 63072000,
        "include_subdomains": True,
        "preload": False,
        "override": False,
    }


def test_the_behavior_names_the_policy_that_each_form_makes(blueprint: Blueprint) -> None:
    template: dict[str, Any] = json.loads(cloudformation(blueprint))
    config = template["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    behavior = next(item for item in config["CacheBehaviors"] if item["PathPattern"] == "/read/*")
    made = behavior["ResponseHeadersPolicyId"]["Ref"]
    assert template["Resources"][made]["Type"] == "AWS::CloudFront::ResponseHeadersPolicy"

    resources: dict[str, Any] = json.loads(terraform(blueprint))["resource"]
    edge = resources["aws_cloudfront_distribution"]["edge"]
    ordered = next(item for item in edge["ordered_cache_behavior"] if item["path_pattern"] == "/read/*")
    assert ordered["response_headers_policy_id"] == "${aws_cloudfront_response_headers_policy.shown.id}"
    policy = resources["aws_cloudfront_response_headers_policy"]["shown"]
    assert policy["custom_headers_config"]["items"][0]["value"] == "the $${shop}"

    assert f"made[{made!r}].ref" in cdk(blueprint)
