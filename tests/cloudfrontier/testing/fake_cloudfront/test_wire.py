"""A second opinion from botocore's models: on every operation's answer, and on every code of a rule."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cloudfront_api import CACHING_OPTIMIZED, Cloud, distribution_config, function_config, listed, session

from cloudfrontier.cloudfront.limits import Limits
from cloudfrontier.errors import InternalError
from cloudfrontier.testing import fake_cloudfront
from cloudfrontier.testing.fake_cloudfront import TestOutcome
from cloudfrontier.testing.fake_cloudfront.service_error import UNDECLARED, ServiceError
from cloudfrontier.testing.fake_cloudfront.wire import refusal, reply_of
from cloudfrontier.testing.fake_cloudfront.xml_answer import element_of

SOURCES = Path(fake_cloudfront.__file__).parent


def service_model(service: str) -> Any:
    return session().client(service).meta.service_model


def walk_distributions(cloud: Cloud) -> None:
    made = cloud.create(distribution_config())
    arn = cloud.api.get_distribution(Id=made)["Distribution"]["ARN"]
    config = {"DistributionConfig": distribution_config("tagged"), "Tags": {"Items": []}}
    cloud.api.create_distribution_with_tags(DistributionConfigWithTags=config)
    cloud.api.tag_resource(Resource=arn, Tags={"Items": [{"Key": "a"}]})
    cloud.api.list_tags_for_resource(Resource=arn)
    cloud.api.untag_resource(Resource=arn, TagKeys={"Items": ["a"]})
    cloud.api.list_distributions()
    batch = {"CallerReference": "r", "Paths": listed("/")}
    invalidation = cloud.api.create_invalidation(DistributionId=made, InvalidationBatch=batch)["Invalidation"]
    cloud.api.get_invalidation(DistributionId=made, Id=invalidation["Id"])
    cloud.api.list_invalidations(DistributionId=made)
    etag = cloud.update(made, Enabled=False)["ETag"]
    cloud.fake.settle()
    cloud.api.delete_distribution(Id=made, IfMatch=etag)


def walk_staging(cloud: Cloud) -> None:
    primary = cloud.create(distribution_config("primary"))
    staging = cloud.staging(primary)["Distribution"]
    config = {"StagingDistributionDnsNames": listed(staging["DomainName"]), "Enabled": True}
    made = cloud.api.create_continuous_deployment_policy(ContinuousDeploymentPolicyConfig=config)
    policy, etag = made["ContinuousDeploymentPolicy"]["Id"], made["ETag"]
    cloud.api.get_continuous_deployment_policy(Id=policy)
    cloud.api.get_continuous_deployment_policy_config(Id=policy)
    cloud.api.update_continuous_deployment_policy(
        Id=policy, IfMatch=etag, ContinuousDeploymentPolicyConfig=config
    )
    cloud.api.list_continuous_deployment_policies()
    cloud.update(primary, ContinuousDeploymentPolicyId=policy)
    both = f"{cloud.etag(primary)}, {cloud.etag(staging['Id'])}"
    cloud.api.update_distribution_with_staging_config(
        Id=primary, StagingDistributionId=staging["Id"], IfMatch=both
    )
    cloud.update(primary, ContinuousDeploymentPolicyId=None)
    etag = cloud.api.get_continuous_deployment_policy(Id=policy)["ETag"]
    cloud.api.delete_continuous_deployment_policy(Id=policy, IfMatch=etag)


def walk_functions(cloud: Cloud) -> None:
    cloud.publish("f")
    etag = cloud.api.describe_function(Name="f")["ETag"]
    cloud.api.get_function(Name="f")
    cloud.api.update_function(Name="f", IfMatch=etag, FunctionConfig=function_config(), FunctionCode=b"x")
    etag = cloud.api.describe_function(Name="f")["ETag"]
    cloud.api.test_function(Name="f", IfMatch=etag, EventObject=b"{}")
    cloud.api.list_functions()
    cloud.api.delete_function(Name="f", IfMatch=etag)


def walk_stores(cloud: Cloud) -> None:
    store = cloud.api.create_key_value_store(Name="s")["KeyValueStore"]
    etag = cloud.api.describe_key_value_store(Name="s")["ETag"]
    etag = cloud.api.update_key_value_store(Name="s", Comment="c", IfMatch=etag)["ETag"]
    cloud.api.list_key_value_stores()
    cloud.fake.settle()
    arn = store["ARN"]
    data = cloud.data.describe_key_value_store(KvsARN=arn)["ETag"]
    data = cloud.data.put_key(KvsARN=arn, Key="a", Value="b", IfMatch=data)["ETag"]
    puts = [{"Key": "c", "Value": "d"}]
    data = cloud.data.update_keys(KvsARN=arn, Puts=puts, IfMatch=data)["ETag"]
    cloud.data.get_key(KvsARN=arn, Key="a")
    cloud.data.list_keys(KvsARN=arn)
    cloud.data.delete_key(KvsARN=arn, Key="a", IfMatch=data)
    cloud.api.delete_key_value_store(Name="s", IfMatch=etag)


def walk_policies(cloud: Cloud) -> None:
    for name in ("cache_policy", "origin_request_policy", "response_headers_policy"):
        camel, api = name.title().replace("_", ""), cloud.api
        shown = getattr(api, f"list_{name.removesuffix('y')}ies")()[f"{camel}List"]["Items"]
        config = {**shown[-1][camel][f"{camel}Config"], "Name": "mine"}
        made = getattr(api, f"create_{name}")(**{f"{camel}Config": config})
        policy, etag = made[camel]["Id"], made["ETag"]
        getattr(api, f"get_{name}")(Id=policy)
        getattr(api, f"get_{name}_config")(Id=policy)
        etag = getattr(api, f"update_{name}")(Id=policy, IfMatch=etag, **{f"{camel}Config": config})["ETag"]
        getattr(api, f"list_distributions_by_{name}_id")(**{f"{camel}Id": policy})
        getattr(api, f"delete_{name}")(Id=policy, IfMatch=etag)


def walk_access_controls(cloud: Cloud) -> None:
    config = {
        "Name": "n",
        "SigningProtocol": "sigv4",
        "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3",
    }
    made = cloud.api.create_origin_access_control(OriginAccessControlConfig=config)
    control, etag = made["OriginAccessControl"]["Id"], made["ETag"]
    cloud.api.get_origin_access_control(Id=control)
    cloud.api.get_origin_access_control_config(Id=control)
    cloud.api.list_origin_access_controls()
    etag = cloud.api.update_origin_access_control(Id=control, IfMatch=etag, OriginAccessControlConfig=config)[
        "ETag"
    ]
    cloud.api.delete_origin_access_control(Id=control, IfMatch=etag)


def test_every_operation_answers_what_its_model_says() -> None:
    """The clients of `Cloud` hold each answer against the shape; this makes sure that none was left out."""
    cloud = Cloud(test_runner=lambda _: TestOutcome())
    for walk in (
        walk_distributions,
        walk_staging,
        walk_functions,
        walk_stores,
        walk_policies,
        walk_access_controls,
    ):
        walk(cloud)
    called = {(call.service, call.operation) for call in cloud.fake.calls}
    for service, operations in cloud.fake.operations.items():
        model = service_model(service)
        assert {name for called_service, name in called if called_service == service} == set(operations)
        answering = {name for name in operations if model.operation_model(name).output_shape is not None}
        assert {f"{service}:{name}" for name in answering} <= cloud.answered


def test_every_managed_policy_is_what_the_api_would_take() -> None:
    """All but the quota: one of AWS's own names more headers than a customer's may."""
    cloud = Cloud(limits=Limits({"policy-headers": 100}))
    for name in ("cache_policy", "origin_request_policy", "response_headers_policy"):
        camel = name.title().replace("_", "")
        items = getattr(cloud.api, f"list_{name.removesuffix('y')}ies")()[f"{camel}List"]["Items"]
        for number, item in enumerate(items):
            config = {**item[camel][f"{camel}Config"], "Name": f"copy-{number}"}
            getattr(cloud.api, f"create_{name}")(**{f"{camel}Config": config})


def test_codes_in_the_sources_are_codes_of_the_models() -> None:
    known = set(UNDECLARED)
    for service in ("cloudfront", "cloudfront-keyvaluestore"):
        model = service_model(service)
        known |= {
            shape.error_code
            for name in model.operation_names
            for shape in model.operation_model(name).error_shapes
        }
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    codes = set(re.findall(r'ServiceError\(\s*"(\w+)"', text)) | set(re.findall(r'"(TooMany\w+)"', text))
    assert len(codes) > 40
    assert codes <= known


def test_statuses_are_the_model_s_own() -> None:
    model = service_model("cloudfront").operation_model("UpdateDistribution")
    told = {
        code: refusal(model, ServiceError(code)).status for code in ("PreconditionFailed", "IllegalUpdate")
    }
    assert told == {"PreconditionFailed": 412, "IllegalUpdate": 400}


def test_a_refusal_says_what_the_model_says_and_then_why() -> None:
    model = service_model("cloudfront").operation_model("UpdateDistribution")
    error = refusal(model, ServiceError("NoSuchCachePolicy", because="id 'x'"))
    assert error.message == "The cache policy does not exist. (id 'x')"


def test_a_rule_cannot_answer_with_a_code_that_its_operation_does_not_declare() -> None:
    model = service_model("cloudfront").operation_model("ListDistributions")
    with pytest.raises(InternalError, match="ListDistributions does not declare NoSuchDistribution"):
        refusal(model, ServiceError("NoSuchDistribution"))


WRONG_ANSWERS: dict[str, dict[str, Any]] = {
    "a member too many": {"Distribution": {}, "Extra": 1},
    "a member too many inside": {"DistributionConfig": {"Extra": 1}},
    "no list": {"DistributionConfig": {"Aliases": {"Items": "a.com"}}},
}


@pytest.mark.parametrize("answer", WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_an_answer_that_does_not_fit_is_a_fault_of_the_fake(answer: dict[str, Any]) -> None:
    model = service_model("cloudfront").operation_model("GetDistributionConfig")
    with pytest.raises(InternalError):
        reply_of(model, answer, {})


def test_a_managed_policy_is_known_by_its_id(cloud: Cloud) -> None:
    assert cloud.api.get_cache_policy(Id=CACHING_OPTIMIZED)["CachePolicy"]["Id"] == CACHING_OPTIMIZED


def test_bytes_inside_a_structure_are_base64() -> None:
    blob = SimpleNamespace(type_name="blob", name="Blob", serialization={})
    assert element_of(b"\x00\xff", blob, tag="Code").text == "AP8="
