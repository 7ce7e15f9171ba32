"""Associations that CloudFront refuses are refused, with its code and, where they were seen, its words."""

from __future__ import annotations

from typing import Any

import pytest
from cloudfront_api import Cloud, behavior, distribution_config, lambda_arn, listed, refused

from cloudfrontier.cloudfront.limits import Limits

FUNCTION = "InvalidFunctionAssociation"
LAMBDA = "InvalidLambdaFunctionAssociation"
REWRITE = "arn:aws:cloudfront::123456789012:function/rewrite"


def function(event: str, arn: str = REWRITE) -> dict[str, Any]:
    return {"EventType": event, "FunctionARN": arn}


def handler(event: str, arn: str = "", **members: Any) -> dict[str, Any]:
    return {"EventType": event, "LambdaFunctionARN": arn or lambda_arn(), **members}


def attached(*items: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A behavior with these associations, sorted to where they belong."""
    functions = [item for item in items if "FunctionARN" in item]
    lambdas = [item for item in items if "LambdaFunctionARN" in item]
    return behavior(
        FunctionAssociations=listed(*functions), LambdaFunctionAssociations=listed(*lambdas), **members
    )


WRONG: dict[str, tuple[str, str, dict[str, Any]]] = {
    "two functions on one event": (
        FUNCTION,
        (
            "The event type of a function association must be unique in the cache behavior. "
            "Event type viewer-request cannot be associated with two functions"
        ),
        attached(function("viewer-request"), function("viewer-request")),
    ),
    "two handlers on one event": (
        LAMBDA,
        "Event type origin-request cannot be associated with two functions",
        attached(handler("origin-request"), handler("origin-request", lambda_arn("other"))),
    ),
    "one of each on one event": (
        LAMBDA,
        "Event type viewer-request cannot be associated with two functions",
        attached(function("viewer-request"), handler("viewer-request")),
    ),
    "function and handler on the two viewer events": (
        LAMBDA,
        "on its viewer events",
        attached(function("viewer-request"), handler("viewer-response")),
    ),
    "handler and function on the two viewer events": (
        LAMBDA,
        "on its viewer events",
        attached(handler("viewer-request"), function("viewer-response")),
    ),
    "function on an origin event": (
        "MalformedXML",
        (
            "1 validation errors detected: Value 'origin-request' at "
            "'distributionConfig.defaultCacheBehavior.functionAssociations.items.1.member.eventType' "
            "failed to satisfy constraint: Member must satisfy value set: [viewer-request, viewer-response]"
        ),
        attached(function("origin-request")),
    ),
    "function that is not there": (
        FUNCTION,
        "there is no function 'none'",
        attached(function("viewer-request", REWRITE.replace("rewrite", "none"))),
    ),
    "function of another account": (
        FUNCTION,
        "is not a function of account 123456789012",
        attached(function("viewer-request", REWRITE.replace("123456789012", "999999999999"))),
    ),
    "function that was not published": (
        FUNCTION,
        "has not been published to LIVE",
        attached(function("viewer-request", REWRITE.replace("rewrite", "draft"))),
    ),
    "handler in another region": (
        LAMBDA,
        "The function must be in region 'us-east-1'. ARN: arn:aws:lambda:eu-west-1",
        attached(handler("viewer-request", lambda_arn(region="eu-west-1"))),
    ),
    "latest handler": (
        LAMBDA,
        (
            "The function ARN must reference a specific function version. "
            "(The ARN must end with the version number.) "
            "ARN: arn:aws:lambda:us-east-1:123456789012:function:gate:$LATEST"
        ),
        attached(handler("viewer-request", lambda_arn(version="$LATEST"))),
    ),
    "alias of a handler": (
        LAMBDA,
        "must reference a specific function version",
        attached(handler("viewer-request", lambda_arn(version="live"))),
    ),
    "handler without a version": (
        LAMBDA,
        "must reference a specific function version",
        attached(handler("viewer-request", lambda_arn().removesuffix(":7"))),
    ),
    "handler of another account": (
        LAMBDA,
        "is not a function of account",
        attached(handler("viewer-request", lambda_arn(account="999999999999"))),
    ),
    "no ARN of a handler": (
        LAMBDA,
        "is not the ARN of a Lambda function",
        attached(handler("viewer-request", REWRITE)),
    ),
    "body on a response event": (
        LAMBDA,
        "The IncludeBody option can only be used with viewer-request or origin-request events.",
        attached(handler("origin-response", IncludeBody=True)),
    ),
    "function with Smooth Streaming": (
        FUNCTION,
        "Smooth Streaming",
        attached(function("viewer-request"), SmoothStreaming=True),
    ),
    "handler with Smooth Streaming": (
        LAMBDA,
        "Smooth Streaming",
        attached(handler("origin-request"), SmoothStreaming=True),
    ),
}


@pytest.fixture
def rich(cloud: Cloud) -> Cloud:
    """With a published function and a draft."""
    cloud.publish("rewrite")
    cloud.api.create_function(
        Name="draft", FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-1.0"}, FunctionCode=b"x"
    )
    return cloud


@pytest.mark.parametrize(("code", "text", "default"), WRONG.values(), ids=WRONG)
def test_it_is_refused(rich: Cloud, code: str, text: str, default: dict[str, Any]) -> None:
    made = rich.create(distribution_config("right"))
    with refused(code, text=text):
        rich.create(distribution_config("wrong", DefaultCacheBehavior=default))
    with refused(code):
        rich.update(made, DefaultCacheBehavior=default)


@pytest.mark.parametrize(("code", "text", "default"), WRONG.values(), ids=WRONG)
def test_it_is_refused_in_any_behavior(rich: Cloud, code: str, text: str, default: dict[str, Any]) -> None:
    behaviors = listed(behavior(PathPattern="/a"), {**default, "PathPattern": "/b"})
    place = text.replace("defaultCacheBehavior", "cacheBehaviors.items.2.member")
    with refused(code, text=place):
        rich.create(distribution_config(CacheBehaviors=behaviors))


RIGHT: dict[str, dict[str, Any]] = {
    "functions on both viewer events": attached(function("viewer-request"), function("viewer-response")),
    "handlers on all events": attached(
        *(
            handler(event)
            for event in ("viewer-request", "origin-request", "origin-response", "viewer-response")
        )
    ),
    "functions for the viewer and handlers for the origin": attached(
        function("viewer-request"),
        function("viewer-response"),
        handler("origin-request"),
        handler("origin-response"),
    ),
    "body on request events": attached(
        handler("viewer-request", IncludeBody=True), handler("origin-request", IncludeBody=True)
    ),
    "no body on a response event": attached(handler("viewer-response", IncludeBody=False)),
}


@pytest.mark.parametrize("default", RIGHT.values(), ids=RIGHT)
def test_what_is_allowed_is_kept(rich: Cloud, default: dict[str, Any]) -> None:
    made = rich.create(distribution_config(DefaultCacheBehavior=default))
    read = rich.api.get_distribution_config(Id=made)["DistributionConfig"]["DefaultCacheBehavior"]
    assert read == {name: value for name, value in default.items() if value}


def test_two_behaviors_may_differ_in_kind(rich: Cloud) -> None:
    other = {**attached(handler("viewer-request")), "PathPattern": "/members/*"}
    default = attached(function("viewer-request"))
    assert rich.create(distribution_config(DefaultCacheBehavior=default, CacheBehaviors=listed(other)))


def test_origin_events_do_not_go_with_a_vpc_origin(cloud: Cloud) -> None:
    private = {"Id": "shop", "DomainName": "a.example", "VpcOriginConfig": {"VpcOriginId": "vo_1"}}
    with refused(LAMBDA, text="VPC origin"):
        cloud.create(
            distribution_config(
                Origins=listed(private), DefaultCacheBehavior=attached(handler("origin-request"))
            )
        )


COUNTED: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "handlers of a distribution": (
        "lambdas-per-distribution",
        "TooManyLambdaFunctionAssociations",
        [attached(handler("viewer-request"), handler("origin-request", lambda_arn("other")))],
    ),
    "distributions with handlers": (
        "distributions-with-lambda",
        "TooManyDistributionsWithLambdaAssociations",
        [attached(handler("viewer-request")), attached(handler("viewer-request", lambda_arn("other")))],
    ),
    "distributions of a handler, whatever its version": (
        "distributions-per-lambda",
        "TooManyDistributionsWithSingleFunctionARN",
        [attached(handler("viewer-request")), attached(handler("viewer-request", lambda_arn(version="8")))],
    ),
    "distributions of a function": (
        "distributions-per-function",
        "TooManyDistributionsWithFunctionAssociations",
        [attached(function("viewer-request")), attached(function("viewer-response"))],
    ),
}


@pytest.mark.parametrize(("limit", "code", "defaults"), COUNTED.values(), ids=COUNTED)
def test_associations_are_counted(limit: str, code: str, defaults: list[dict[str, Any]]) -> None:
    cloud = Cloud(limits=Limits({limit: 1}))
    cloud.publish("rewrite")
    *fitting, last = defaults
    for number, default in enumerate(fitting):
        made = cloud.create(distribution_config(str(number), DefaultCacheBehavior=default))
        cloud.update(made, Comment="its own associations do not count against it")
    with refused(code):
        cloud.create(distribution_config("last", DefaultCacheBehavior=last))
