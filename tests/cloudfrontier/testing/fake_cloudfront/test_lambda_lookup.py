"""Beside moto: Lambda and IAM are moto's, CloudFront is ours, and an attachment is checked across both."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import Cloud, behavior, distribution_config, refused, session
from moto import mock_aws

from cloudfrontier.testing.fake_cloudfront import LambdaVersion, lambda_lookup_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3

CODE = "InvalidLambdaFunctionAssociation"
BOTH = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]


@pytest.fixture
def moto_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[boto3.Session]:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with mock_aws(config={"lambda": {"use_docker": False}}):
        yield session()


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("lambda_function.py", "def lambda_handler(event, context): return event")
    return buffer.getvalue()


def role(moto_session: boto3.Session, principals: object, action: object = "sts:AssumeRole") -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": principals}, "Action": action}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    made = moto_session.client("iam").create_role(RoleName="edge", AssumeRolePolicyDocument=policy)
    return str(made["Role"]["Arn"])


def published(moto_session: boto3.Session, role_arn: str, **members: Any) -> str:
    """The ARN of version 1 of a new function."""
    made = moto_session.client("lambda").create_function(
        FunctionName="gate",
        Runtime="python3.13",
        Role=role_arn,
        Handler="lambda_function.lambda_handler",
        Code={"ZipFile": zipped()},
        Publish=True,
        **members,
    )
    return str(made["FunctionArn"]).removesuffix(":1") + ":1"


def beside(moto_session: boto3.Session) -> Cloud:
    lookup = lambda_lookup_from(
        lambda_client=moto_session.client("lambda"), iam_client=moto_session.client("iam")
    )
    return Cloud(lambda_lookup=lookup)


def attach(cloud: Cloud, arn: str) -> str:
    return cloud.create(distribution_config(DefaultCacheBehavior=behavior(lambdas={"viewer-request": arn})))


def test_a_version_that_moto_holds_is_attached(moto_session: boto3.Session) -> None:
    arn = published(moto_session, role(moto_session, BOTH))
    cloud = beside(moto_session)
    made = attach(cloud, arn)
    read = cloud.api.get_distribution_config(Id=made)["DistributionConfig"]["DefaultCacheBehavior"]
    assert read["LambdaFunctionAssociations"]["Items"][0]["LambdaFunctionARN"] == arn


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "environment": ({"Environment": {"Variables": {"A": "b"}}}, "cannot have environment variables"),
    "memory": ({"MemorySize": 256}, "256 Max allowed: 128"),
    "timeout": ({"Timeout": 60}, "60 Max allowed: 30"),
    "architecture": ({"Architectures": ["arm64"]}, "built for x86_64"),
    "tracing": ({"TracingConfig": {"Mode": "Active"}}, "active tracing"),
    "storage": ({"EphemeralStorage": {"Size": 1024}}, "ephemeral storage"),
}


@pytest.mark.parametrize(("members", "text"), WRONG.values(), ids=WRONG)
def test_what_moto_tells_of_a_version_is_held_against_it(
    moto_session: boto3.Session, members: dict[str, Any], text: str
) -> None:
    arn = published(moto_session, role(moto_session, BOTH), **members)
    with refused(CODE, text=text):
        attach(beside(moto_session), arn)


TRUSTS: dict[str, tuple[object, object, bool]] = {
    "both": (BOTH, "sts:AssumeRole", True),
    "both, among actions": (BOTH, ["sts:TagSession", "sts:AssumeRole"], True),
    "lambda alone": ("lambda.amazonaws.com", "sts:AssumeRole", False),
    "both, for something else": (BOTH, "sts:TagSession", False),
}


@pytest.mark.parametrize(("principals", "action", "fits"), TRUSTS.values(), ids=TRUSTS)
def test_the_role_must_trust_both_services(
    moto_session: boto3.Session, principals: object, action: object, *, fits: bool
) -> None:
    arn = published(moto_session, role(moto_session, principals, action))
    cloud = beside(moto_session)
    if fits:
        assert attach(cloud, arn)
    else:
        with refused(CODE, text="must be assumable with edgelambda.amazonaws.com"):
            attach(cloud, arn)


def test_a_version_that_moto_does_not_hold_cannot_be_retrieved(moto_session: boto3.Session) -> None:
    arn = published(moto_session, role(moto_session, BOTH))
    with refused(CODE, text="cannot retrieve the specified Lambda function"):
        attach(beside(moto_session), arn.removesuffix(":1") + ":2")


def test_a_role_that_is_gone_trusts_nobody(moto_session: boto3.Session) -> None:
    arn = published(moto_session, role(moto_session, BOTH))
    moto_session.client("iam").delete_role(RoleName="edge")
    with refused(CODE, text="must be assumable"):
        attach(beside(moto_session), arn)


def test_clients_of_one_session_are_answered_by_both(moto_session: boto3.Session) -> None:
    cloud = beside(moto_session)
    cloud.fake.install(moto_session)
    made = cloud.create()
    assert moto_session.client("cloudfront").get_distribution(Id=made)["Distribution"]["Id"] == made
    assert moto_session.client("lambda").list_functions()["Functions"] == []
    assert moto_session.client("sts").get_caller_identity()["Account"] == "123456789012"


def test_what_is_no_arn_names_no_version(moto_session: boto3.Session) -> None:
    lookup = lambda_lookup_from(
        lambda_client=moto_session.client("lambda"), iam_client=moto_session.client("iam")
    )
    assert lookup("gate:1") is None


def test_a_lookup_may_be_any_callable() -> None:
    lookup = {"arn:aws:lambda:us-east-1:123456789012:function:f:1": LambdaVersion("x", state="Failed")}.get
    with refused(CODE, text="is Failed"):
        attach(Cloud(lambda_lookup=lookup), "arn:aws:lambda:us-east-1:123456789012:function:f:1")
