"""A configuration that CloudFront would refuse whatever else the account holds is refused with its code."""

from __future__ import annotations

from typing import Any

import pytest
from cloudfront_api import Cloud, behavior, custom_origin, distribution_config, listed, refused

from cloudfrontier.cloudfront.limits import Limits


def origin(name: str = "shop", **members: Any) -> dict[str, Any]:
    return {
        "Id": name,
        "DomainName": "shop.example.com",
        "CustomOriginConfig": custom_origin(),
        **members,
    }


def group(name: str) -> dict[str, Any]:
    criteria = {"StatusCodes": listed(500)}
    return {
        "Id": name,
        "FailoverCriteria": criteria,
        "Members": listed({"OriginId": "shop"}, {"OriginId": "shop"}),
    }


def pattern(path: str, **members: Any) -> dict[str, Any]:
    return behavior(PathPattern=path, **members)


WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "fewer items than said": ("InconsistentQuantities", {"Aliases": {"Quantity": 2, "Items": ["a.com"]}}),
    "items without a number": ("InconsistentQuantities", {"Aliases": {"Quantity": 0, "Items": ["a.com"]}}),
    "no items at all": ("InconsistentQuantities", {"CacheBehaviors": {"Quantity": 1}}),
    "deep inside": (
        "InconsistentQuantities",
        {"CacheBehaviors": listed(pattern("/a", FunctionAssociations={"Quantity": 1}))},
    ),
    "in an origin": (
        "InconsistentQuantities",
        {"Origins": listed(origin(CustomHeaders={"Quantity": 3, "Items": []}))},
    ),
    "default behavior without its origin": (
        "NoSuchOrigin",
        {"DefaultCacheBehavior": behavior(TargetOriginId="none")},
    ),
    "behavior without its origin": (
        "NoSuchOrigin",
        {"CacheBehaviors": listed(pattern("/a", TargetOriginId="none"))},
    ),
    "group of an origin that is not there": (
        "NoSuchOrigin",
        {
            "OriginGroups": listed(
                {**group("g"), "Members": listed({"OriginId": "shop"}, {"OriginId": "none"})}
            )
        },
    ),
    "times that fall": (
        "InvalidTTLOrder",
        {"DefaultCacheBehavior": behavior(MinTTL=10, DefaultTTL=5, MaxTTL=20)},
    ),
    "root object with a slash": ("InvalidDefaultRootObject", {"DefaultRootObject": "/index.html"}),
    "root object too long": ("InvalidDefaultRootObject", {"DefaultRootObject": "i" * 256}),
    "origin path without a slash": ("InvalidRelativePath", {"Origins": listed(origin(OriginPath="v1"))}),
    "origin path with one too many": ("InvalidRelativePath", {"Origins": listed(origin(OriginPath="/v1/"))}),
    "read timeout": (
        "InvalidOriginReadTimeout",
        {"Origins": listed(origin(CustomOriginConfig=custom_origin(OriginReadTimeout=121)))},
    ),
    "keep-alive": (
        "InvalidOriginKeepaliveTimeout",
        {"Origins": listed(origin(CustomOriginConfig=custom_origin(OriginKeepaliveTimeout=0)))},
    ),
    "both ways into a bucket": (
        "IllegalOriginAccessConfiguration",
        {
            "Origins": listed(
                origin(
                    OriginAccessControlId="E1",
                    S3OriginConfig={"OriginAccessIdentity": "origin-access-identity/cloudfront/E2"},
                )
            )
        },
    ),
    "76 behaviors": (
        "TooManyCacheBehaviors",
        {"CacheBehaviors": listed(*(pattern(f"/{number}") for number in range(76)))},
    ),
    "101 origins": (
        "TooManyOrigins",
        {"Origins": listed(origin(), *(origin(str(number)) for number in range(100)))},
    ),
    "11 origin groups": (
        "TooManyOriginGroupsPerDistribution",
        {"OriginGroups": listed(*(group(f"g{number}") for number in range(11)))},
    ),
    "101 names": (
        "TooManyDistributionCNAMEs",
        {"Aliases": listed(*(f"a{number}.example.com" for number in range(101)))},
    ),
    "31 headers to the origin": (
        "TooManyOriginCustomHeaders",
        {
            "Origins": listed(
                origin(
                    CustomHeaders=listed(
                        *({"HeaderName": f"x-{number}", "HeaderValue": "v"} for number in range(31))
                    )
                )
            )
        },
    ),
}


@pytest.mark.parametrize(("code", "members"), WRONG.values(), ids=WRONG)
def test_it_is_refused_when_created_and_when_updated(
    cloud: Cloud, code: str, members: dict[str, Any]
) -> None:
    with refused(code):
        cloud.create(distribution_config("wrong", **members))
    made = cloud.create()
    with refused(code):
        cloud.update(made, **members)


RIGHT: dict[str, dict[str, Any]] = {
    "75 behaviors": {"CacheBehaviors": listed(*(pattern(f"/{number}") for number in range(75)))},
    "a group as the target": {
        "OriginGroups": listed(group("both")),
        "DefaultCacheBehavior": behavior(TargetOriginId="both"),
    },
    "equal times": {"DefaultCacheBehavior": behavior(MinTTL=5, DefaultTTL=5, MaxTTL=5)},
    "120 seconds": {"Origins": listed(origin(CustomOriginConfig=custom_origin(OriginReadTimeout=120)))},
}


@pytest.mark.parametrize("members", RIGHT.values(), ids=RIGHT)
def test_what_is_on_the_edge_of_a_rule_is_taken(cloud: Cloud, members: dict[str, Any]) -> None:
    assert cloud.create(distribution_config(**members))


def test_the_refusal_names_the_place(cloud: Cloud) -> None:
    wrong = listed(pattern("/a", AllowedMethods={"Quantity": 2, "Items": ["GET"]}))
    with refused("InconsistentQuantities", text="CacheBehaviors.Items[0].AllowedMethods says 2 and holds 1"):
        cloud.create(distribution_config(CacheBehaviors=wrong))


def test_a_limit_may_be_set_lower_for_a_test() -> None:
    cloud = Cloud(limits=Limits({"behaviors": 1}))
    with refused("TooManyCacheBehaviors"):
        cloud.create(distribution_config(CacheBehaviors=listed(pattern("/a"), pattern("/b"))))
