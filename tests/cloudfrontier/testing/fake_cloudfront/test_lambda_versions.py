"""A Lambda version that Lambda@Edge would not run is refused in the words that CloudFront was seen to use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from cloudfront_api import Cloud, behavior, distribution_config, lambda_arn, refused

from cloudfrontier.cloudfront.limits import Limits
from cloudfrontier.testing.fake_cloudfront import LambdaVersion

ARN = lambda_arn()
GOOD = LambdaVersion(ARN)
CODE = "InvalidLambdaFunctionAssociation"


def attach(version: LambdaVersion | None, event: str = "viewer-request", **arguments: Any) -> None:
    cloud = Cloud(lambda_lookup={ARN: version}.get, **arguments)
    cloud.create(distribution_config(DefaultCacheBehavior=behavior(lambdas={event: ARN})))


SEEN: dict[str, tuple[LambdaVersion | None, str]] = {
    "pending": (
        replace(GOOD, state="Pending"),
        f"The function must be in an Active state. The current state for function {ARN} is Pending",
    ),
    "too large": (
        replace(GOOD, code_size=52428801),
        (
            "The function code size is larger than the maximum allowed size for functions that are "
            f"triggered by a CloudFront event: 52428801 Max allowed: 52428800 Function: {ARN}"
        ),
    ),
    "too much memory": (
        replace(GOOD, memory=1024),
        (
            "The function memory size is larger than the maximum allowed size for functions that are "
            f"triggered by a CloudFront event: 1024 Max allowed: 128 Function: {ARN}"
        ),
    ),
    "too slow": (
        replace(GOOD, timeout=31),
        (
            "The function timeout is larger than the maximum allowed for functions that are "
            f"triggered by a CloudFront event: 31 Max allowed: 30 Function: {ARN}"
        ),
    ),
    "environment": (
        replace(GOOD, has_environment=True),
        f"The function cannot have environment variables. Function: {ARN}",
    ),
    "layer": (replace(GOOD, has_layers=True), f"The function cannot have a layer. Function: {ARN}"),
    "runtime": (
        replace(GOOD, runtime="java21"),
        (
            f"The function has a runtime that is not supported by Lambda@Edge: java21 Function: {ARN} "
            "Supported runtimes: ["
        ),
    ),
    "role": (
        replace(GOOD, trusted=frozenset({"lambda.amazonaws.com"})),
        (
            "The function execution role must be assumable with edgelambda.amazonaws.com as well as "
            f"lambda.amazonaws.com principals. Update the IAM role and try again. Role: {GOOD.role}"
        ),
    ),
    "not there": (
        None,
        (
            "Lambda@Edge cannot retrieve the specified Lambda function. Update the IAM policy to add "
            f"permission: lambda:GetFunction for resource: {ARN}"
        ),
    ),
}

OURS: dict[str, tuple[LambdaVersion, str]] = {
    "VPC": (replace(GOOD, has_vpc=True), "in a VPC"),
    "arm64": (replace(GOOD, architectures=("arm64",)), "built for x86_64"),
    "image": (replace(GOOD, package_type="Image", runtime=""), "container image"),
    "dead letters": (replace(GOOD, has_dead_letter_queue=True), "dead letter queue"),
    "tracing": (replace(GOOD, has_tracing=True), "active tracing"),
    "key": (replace(GOOD, has_customer_key=True), "customer managed key"),
    "storage": (replace(GOOD, ephemeral_storage=1024), "more than 512 MB of ephemeral storage"),
}


@pytest.mark.parametrize(("version", "text"), [*SEEN.values(), *OURS.values()], ids=[*SEEN, *OURS])
def test_a_version_that_lambda_edge_does_not_run_is_refused(version: LambdaVersion, text: str) -> None:
    with refused(CODE, text=text):
        attach(version)


RUN: dict[str, tuple[LambdaVersion, str]] = {
    "plain": (GOOD, "viewer-request"),
    "node": (replace(GOOD, runtime="nodejs22.x"), "viewer-request"),
    "more memory before the origin": (replace(GOOD, memory=10240), "origin-request"),
    "30 seconds": (replace(GOOD, timeout=30), "viewer-response"),
    "50 MB": (replace(GOOD, code_size=52428800), "viewer-request"),
    "trusted by others too": (replace(GOOD, trusted=GOOD.trusted | {"ec2.amazonaws.com"}), "viewer-request"),
}


@pytest.mark.parametrize(("version", "event"), RUN.values(), ids=RUN)
def test_a_version_that_lambda_edge_runs_is_attached(version: LambdaVersion, event: str) -> None:
    attach(version, event)


def test_a_viewer_function_may_have_more_memory_where_aws_is_believed_to_allow_it() -> None:
    attach(replace(GOOD, memory=512), limits=Limits({"lambda-memory-viewer": 10240}))


def test_without_a_lookup_the_arn_is_all_that_is_checked(cloud: Cloud) -> None:
    assert cloud.create(distribution_config(DefaultCacheBehavior=behavior(lambdas={"viewer-request": ARN})))
