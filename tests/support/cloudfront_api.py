"""What tests against the fake CloudFront share: clients whose every answer is held against the service model.

Each answer of a `Cloud`'s clients is checked with botocore's own validator against the shape that the
operation declares, and each error against the codes that it declares: every test of a rule is one of shapes.
"""

from __future__ import annotations

import copy
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.loaders import create_loader
from botocore.validate import ParamValidator

from cloudfrontier.testing.fake_cloudfront import FakeCloudFront

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT = "123456789012"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03"
_MODELS = create_loader()
"""Shared by all sessions: to read CloudFront's model takes longer than most of the tests."""

GENERAL_CODES = frozenset({"MalformedXML", "Throttling", "InternalFailure", "ServiceUnavailable"})
"""Codes that no operation declares and any may answer."""


class Cloud:
    """A fake with a session and a client for each of the two services."""

    def __init__(self, **arguments: Any) -> None:
        self.fake = FakeCloudFront(ACCOUNT, **arguments)
        self.session = session()
        self.fake.install(self.session)
        self.answered: set[str] = set()
        self.api = self._checked_client("cloudfront")
        self.data = self._checked_client("cloudfront-keyvaluestore")

    def _checked_client(self, service: str) -> Any:
        client = self.session.client(service)
        client.meta.events.register(f"after-call.{service}", self._check)
        return client

    def _check(self, model: Any, parsed: dict[str, Any], **_: object) -> None:
        members = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
        if "Error" in members:
            declared = {shape.error_code for shape in model.error_shapes} | GENERAL_CODES
            assert members["Error"]["Code"] in declared, f"{model.name} does not declare it"
        elif model.output_shape is not None:
            report = ParamValidator().validate(members, model.output_shape)
            assert not report.has_errors(), report.generate_report()
            self.answered.add(f"{model.service_model.service_name}:{model.name}")

    def create(self, config: dict[str, Any] | None = None) -> str:
        """The id of a new distribution."""
        answer = self.api.create_distribution(DistributionConfig=config or distribution_config())
        return str(answer["Distribution"]["Id"])

    def etag(self, distribution_id: str) -> str:
        """Its present ETag."""
        return str(self.api.get_distribution_config(Id=distribution_id)["ETag"])

    def update(self, distribution_id: str, **members: Any) -> dict[str, Any]:
        """Read the configuration, put members in place, and write it back; None takes a member away."""
        read = self.api.get_distribution_config(Id=distribution_id)
        config = {**read["DistributionConfig"], **members}
        config = {name: value for name, value in config.items() if value is not None}
        answer = self.api.update_distribution(
            Id=distribution_id, IfMatch=read["ETag"], DistributionConfig=config
        )
        return dict(answer)

    def publish(self, name: str, code: bytes = b"function handler(event) { return event.request; }") -> str:
        """The ARN of a new function that is LIVE."""
        created = self.api.create_function(Name=name, FunctionConfig=function_config(), FunctionCode=code)
        self.api.publish_function(Name=name, IfMatch=created["ETag"])
        return str(created["FunctionSummary"]["FunctionMetadata"]["FunctionARN"])

    def staging(self, primary_id: str, reference: str = "staging") -> dict[str, Any]:
        """A staging distribution copied from this primary."""
        copied = self.api.copy_distribution(
            PrimaryDistributionId=primary_id,
            Staging=True,
            IfMatch=self.etag(primary_id),
            CallerReference=reference,
        )
        return dict(copied)


def session() -> boto3.Session:
    """A session with credentials, so that botocore looks for none on the machine or the network."""
    core = botocore.session.Session()
    core.register_component("data_loader", _MODELS)
    core.set_credentials("testing", "testing")
    return boto3.Session(botocore_session=core, region_name="us-east-1")


def distribution_config(reference: str = "one", **members: Any) -> dict[str, Any]:
    """A small configuration: one origin `shop`, a default behavior with `CachingOptimized`."""
    config = {
        "CallerReference": reference,
        "Comment": "a shop",
        "Enabled": True,
        "Origins": listed(
            {"Id": "shop", "DomainName": "shop.example.com", "CustomOriginConfig": custom_origin()}
        ),
        "DefaultCacheBehavior": behavior(),
    }
    return copy.deepcopy({**config, **members})


def custom_origin(**members: Any) -> dict[str, Any]:
    """A `CustomOriginConfig`."""
    return {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only", **members}


def behavior(
    *, functions: dict[str, str] | None = None, lambdas: dict[str, str] | None = None, **members: Any
) -> dict[str, Any]:
    """A behavior; `functions` and `lambdas` map events to ARNs."""
    made: dict[str, Any] = {
        "TargetOriginId": "shop",
        "ViewerProtocolPolicy": "redirect-to-https",
        "CachePolicyId": CACHING_OPTIMIZED,
    }
    if functions:
        items = [{"EventType": event, "FunctionARN": arn} for event, arn in functions.items()]
        made["FunctionAssociations"] = listed(*items)
    if lambdas:
        items = [{"EventType": event, "LambdaFunctionARN": arn} for event, arn in lambdas.items()]
        made["LambdaFunctionAssociations"] = listed(*items)
    return {**made, **members}


def function_config(**members: Any) -> dict[str, Any]:
    """A `FunctionConfig`."""
    return {"Comment": "", "Runtime": "cloudfront-js-2.0", **members}


def lambda_arn(
    name: str = "gate", version: str = "7", *, region: str = "us-east-1", account: str = ACCOUNT
) -> str:
    """The ARN of a version of a Lambda function."""
    return f"arn:aws:lambda:{region}:{account}:function:{name}:{version}"


def listed(*items: Any) -> dict[str, Any]:
    """The API's form of a list."""
    return {"Quantity": len(items), "Items": list(items)} if items else {"Quantity": 0}


@contextmanager
def refused(code: str, *, text: str = "") -> Iterator[None]:
    """Expect a refusal with this code, the status that the service model has for it, and this text in it."""
    with pytest.raises(ClientError) as caught:
        yield
    response = caught.value.response
    assert response["Error"]["Code"] == code
    assert response["ResponseMetadata"]["HTTPStatusCode"] == _statuses()[code]
    assert text in response["Error"]["Message"]


@cache
def _statuses() -> dict[str, int]:
    """Every code of both models -> its HTTP status; 400 where a model says nothing."""
    found = dict.fromkeys(GENERAL_CODES, 400)
    for service in ("cloudfront", "cloudfront-keyvaluestore"):
        model = session().client(service).meta.service_model
        for shape in (model.shape_for(name) for name in model.shape_names):
            if shape.type_name == "structure" and shape.metadata.get("exception"):
                found[shape.error_code] = shape.metadata.get("error", {}).get("httpStatusCode", 400)
    return found
