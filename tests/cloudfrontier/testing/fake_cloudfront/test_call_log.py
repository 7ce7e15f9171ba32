"""The log tells what was called and with what, but nothing that should not stand in a CI's output."""

from __future__ import annotations

from typing import Any

from cloudfront_api import Cloud, custom_origin, distribution_config, function_config, listed

SECRET = "correct-horse-battery-staple"


def test_calls_are_logged_in_order_with_what_was_asked(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.update(made, Comment="new")
    assert [call.operation for call in cloud.fake.calls] == [
        "CreateDistribution",
        "GetDistributionConfig",
        "UpdateDistribution",
    ]
    assert cloud.fake.calls[2].params["Id"] == made
    assert cloud.fake.calls[2].params["DistributionConfig"]["Comment"] == "new"
    assert cloud.fake.calls[2].service == "cloudfront"


def test_a_call_that_was_refused_is_logged_too(cloud: Cloud) -> None:
    try:
        cloud.api.get_distribution(Id="ENONE")
    except cloud.api.exceptions.NoSuchDistribution:
        assert [call.operation for call in cloud.fake.calls] == ["GetDistribution"]


def test_no_secret_is_logged(cloud: Cloud) -> None:
    custom = {"HeaderName": "x-origin-secret", "HeaderValue": SECRET}
    origin: dict[str, Any] = {"Id": "shop", "DomainName": "a.example", "CustomHeaders": listed(custom)}
    made = cloud.create(
        distribution_config(Origins=listed({**origin, "CustomOriginConfig": custom_origin()}))
    )
    domain = cloud.staging(made)["Distribution"]["DomainName"]
    header = {"Header": "aws-cf-cd-open", "Value": SECRET}
    cloud.api.create_continuous_deployment_policy(
        ContinuousDeploymentPolicyConfig={
            "StagingDistributionDnsNames": listed(domain),
            "Enabled": True,
            "TrafficConfig": {"Type": "SingleHeader", "SingleHeaderConfig": header},
        }
    )
    cloud.api.create_function(Name="f", FunctionConfig=function_config(), FunctionCode=SECRET.encode())
    arn = cloud.api.create_key_value_store(Name="s")["KeyValueStore"]["ARN"]
    cloud.fake.settle()
    etag = cloud.data.describe_key_value_store(KvsARN=arn)["ETag"]
    etag = cloud.data.put_key(KvsARN=arn, Key="k", Value=SECRET, IfMatch=etag)["ETag"]
    cloud.data.update_keys(KvsARN=arn, IfMatch=etag, Puts=[{"Key": "k", "Value": SECRET}])
    logged = repr(cloud.fake.calls)
    assert SECRET not in logged
    assert "x-origin-secret" in logged
    assert f"({len(SECRET)} hidden)" in logged


def test_an_event_of_testfunction_is_not_logged() -> None:
    cloud = Cloud()
    etag = cloud.api.create_function(Name="f", FunctionConfig=function_config(), FunctionCode=b"x")["ETag"]
    try:
        cloud.api.test_function(Name="f", IfMatch=etag, EventObject=SECRET.encode())
    except Exception:  # noqa: BLE001  (there is no runner; only the log matters here)
        assert SECRET not in repr(cloud.fake.calls)
