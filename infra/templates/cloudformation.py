"""CloudFormation, and SAM, which uploads zips by itself.

1. A version of a handler has the digest of its code and settings in its logical id: other code is another
   version, and the old one is kept, since copies at the edge live on for hours.
2. CloudFormation reads zips and entries of stores from S3, under names that hold their digests: upload dist/
   to the bucket first, as `Metadata` says. Entries are read when the store is made; to change them afterwards
   is for `attach`, or for the API.
3. Functions stand in the template, which must be deployed in us-east-1.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from infra.aws import EDGE_REGION
from infra.naming import marker
from infra.permissions import POLICY_NAME, handler_policy, trust_policy
from infra.templates.blueprint import logical
from infra.templates.properties import (
    access_properties,
    cache_properties,
    distribution_properties,
    request_properties,
)
from infra.templates.response_headers import response_headers_properties

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import Kind
    from infra.desired import DesiredFunction, DesiredHandler, DesiredStore
    from infra.templates.blueprint import Blueprint, PolicyKind

__all__ = ["cloudformation", "sam"]

Tree = dict[str, Any]
_BUCKET = "ArtifactBucket"
_DIGITS = 8
_ANY_ARN = "arn:${AWS::Partition}:"


def cloudformation(blueprint: Blueprint) -> str:
    """The template, as JSON."""
    return _template(blueprint, is_sam=False)


def sam(blueprint: Blueprint) -> str:
    """The template for SAM, as JSON."""
    return _template(blueprint, is_sam=True)


class References:
    """How CloudFormation names what a template makes."""

    def __init__(self, blueprint: Blueprint, *, is_sam: bool) -> None:
        self._names = {item.deployed_name: item.name for item in blueprint.desired.functions}
        self._handlers = {item.deployed_name: item for item in blueprint.desired.handlers}
        self._is_sam = is_sam

    def arn(self, kind: Kind, deployed_name: str) -> Tree:
        """Of a function that is LIVE, or of a version."""
        if kind == "function":
            of = logical("function", self._names[deployed_name])
            return {"Fn::GetAtt": [of, "FunctionMetadata.FunctionARN"]}
        handler = self._handlers[deployed_name]
        return {"Ref": f"{logical('handler', handler.name)}.Version" if self._is_sam else _version(handler)}

    def policy(self, kind: PolicyKind, name: str) -> Tree:
        """By its id, which is what `Ref` is."""
        return {"Ref": logical(kind, "policy", name)}

    def access(self) -> Tree:
        """By its id."""
        return {"Fn::GetAtt": ["OriginAccess", "Id"]}

    def given(self, name: str) -> Tree:
        """A parameter."""
        return {"Ref": name}


def _template(blueprint: Blueprint, *, is_sam: bool) -> str:
    desired = blueprint.desired
    template: Tree = {"AWSTemplateFormatVersion": "2010-09-09"}
    if is_sam:
        template["Transform"] = "AWS::Serverless-2016-10-31"
    template["Description"] = f"Edge code of {desired.project}, written by cloudfrontier"
    uploads = _uploads(blueprint, is_sam=is_sam)
    if uploads:
        template["Metadata"] = {"Uploads": uploads}
    parameters = _parameters(blueprint, needs_bucket=bool(uploads))
    if parameters:
        template["Parameters"] = parameters
    is_there = {"Fn::Equals": [{"Ref": "AWS::Region"}, EDGE_REGION]}
    because = f"edge code is made in {EDGE_REGION}"
    rules = {"Region": {"Assertions": [{"Assert": is_there, "AssertDescription": because}]}}
    template["Rules"] = rules
    template["Resources"] = _resources(blueprint, is_sam=is_sam)
    domain = {"Fn::GetAtt": ["Distribution", "DomainName"]}
    template["Outputs"] = {
        "DistributionId": {"Value": {"Ref": "Distribution"}},
        "DomainName": {"Value": domain},
    }
    return json.dumps(template, indent=2) + "\n"


def _uploads(blueprint: Blueprint, *, is_sam: bool) -> Tree:
    """File below dist/ -> its key in the bucket."""
    items: tuple[DesiredStore | DesiredHandler, ...] = (
        *blueprint.desired.stores,
        *(() if is_sam else blueprint.desired.handlers),
    )
    return {str(blueprint.dist / item.path): _key(blueprint, item) for item in items}


def _parameters(blueprint: Blueprint, *, needs_bucket: bool) -> Tree:
    bucket = {_BUCKET: {"Type": "String", "Description": "The bucket that dist/ was uploaded to"}}
    return {
        **(bucket if needs_bucket else {}),
        **{
            item.name: {
                "Type": "String",
                "Description": item.about,
                **({"NoEcho": True} if item.is_secret else {}),
            }
            for item in blueprint.given
        },
    }


def _resources(blueprint: Blueprint, *, is_sam: bool) -> Tree:
    desired, project = blueprint.desired, blueprint.desired.project
    found: Tree = {}
    for store in desired.stores:
        found[logical("store", store.name)] = _store(store, blueprint)
    for function in desired.functions:
        found[logical("function", function.name)] = _function(function, blueprint)
    for handler in desired.handlers:
        found |= _handler(handler, blueprint, is_sam=is_sam)
    named = f"{project}-{{}}"
    used_cache = {item.cache_policy.name: item.cache_policy for item in blueprint.distribution.behaviors}
    requests = (item.origin_request_policy for item in blueprint.distribution.behaviors)
    used_request = {item.name: item for item in requests if item is not None}
    for name, cache in used_cache.items():
        if not cache.id:
            properties = cache_properties(named.format(name), cache)
            found[logical("cache", "policy", name)] = _of("CloudFront::CachePolicy", properties)
    for name, request in used_request.items():
        if not request.id:
            properties = request_properties(named.format(name), request)
            found[logical("request", "policy", name)] = _of("CloudFront::OriginRequestPolicy", properties)
    responses = (item.response_headers_policy for item in blueprint.distribution.behaviors)
    for name, headers in {item.name: item for item in responses if item is not None and not item.id}.items():
        properties = response_headers_properties(named.format(name), headers)
        made = logical("response headers", "policy", name)
        found[made] = _of("CloudFront::ResponseHeadersPolicy", properties)
    if blueprint.has_buckets:
        found["OriginAccess"] = _of("CloudFront::OriginAccessControl", access_properties(project))
    references = References(blueprint, is_sam=is_sam)
    properties = distribution_properties(blueprint, references)
    return {**found, "Distribution": _of("CloudFront::Distribution", properties)}


def _of(kind: str, properties: Tree, **attributes: Any) -> Tree:
    return {"Type": f"AWS::{kind}", **attributes, "Properties": properties}


def _store(store: DesiredStore, blueprint: Blueprint) -> Tree:
    arn = {"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::${{{_BUCKET}}}/{_key(blueprint, store)}"}
    properties: Tree = {
        "Name": store.deployed_name,
        "Comment": marker(blueprint.desired.project, store.name),
        "ImportSource": {"SourceType": "S3", "SourceArn": arn},
    }
    return _of("CloudFront::KeyValueStore", properties)


def _function(function: DesiredFunction, blueprint: Blueprint) -> Tree:
    config: Tree = {"Comment": function.comment, "Runtime": function.runtime}
    stores = [item.name for item in blueprint.desired.stores if item.deployed_name == function.store]
    if stores:
        arn = {"Fn::GetAtt": [logical("store", stores[0]), "Arn"]}
        config["KeyValueStoreAssociations"] = [{"KeyValueStoreARN": arn}]
    properties = {
        "Name": function.deployed_name,
        "AutoPublish": True,
        "FunctionConfig": config,
        "FunctionCode": blueprint.contents[function.path],
    }
    return _of("CloudFront::Function", properties)


def _handler(handler: DesiredHandler, blueprint: Blueprint, *, is_sam: bool) -> Tree:
    name, role = logical("handler", handler.name), logical("role", handler.name)
    settings, project = handler.settings, blueprint.desired.project
    properties: Tree = {
        "FunctionName": handler.deployed_name,
        "Description": marker(project, handler.name),
        "Runtime": settings.runtime,
        "Handler": settings.handler,
        "MemorySize": settings.memory_mb,
        "Timeout": settings.timeout_s,
        "Role": blueprint.desired.role or {"Fn::GetAtt": [role, "Arn"]},
    }
    made: Tree = {} if blueprint.desired.role else {role: _role(handler)}
    if is_sam:
        local: Tree = {"CodeUri": str(blueprint.dist / handler.path), "AutoPublishAlias": "live"}
        return {**made, name: _of("Serverless::Function", {**properties, **local})}
    code: Tree = {"Code": {"S3Bucket": {"Ref": _BUCKET}, "S3Key": _key(blueprint, handler)}}
    published = {"FunctionName": {"Ref": name}, "CodeSha256": handler.code_sha256}
    kept = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    return {
        **made,
        name: _of("Lambda::Function", {**properties, **code}),
        _version(handler): _of("Lambda::Version", published, **kept),
    }


def _role(handler: DesiredHandler) -> Tree:
    document = handler_policy("${AWS::AccountId}", handler.deployed_name, handler.grants)
    properties = {
        "RoleName": handler.deployed_name,
        "AssumeRolePolicyDocument": trust_policy(),
        "Policies": [{"PolicyName": POLICY_NAME, "PolicyDocument": _substituted(document)}],
    }
    return _of("IAM::Role", properties)


def _version(handler: DesiredHandler) -> str:
    content = f"{handler.code_sha256}{handler.settings}"
    return f"{logical('version', handler.name)}{hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]}"


def _key(blueprint: Blueprint, item: DesiredStore | DesiredHandler) -> str:
    suffix = item.path.rpartition(".")[2]
    return f"{blueprint.desired.project}/{item.name}-{item.sha256[:_DIGITS]}.{suffix}"


def _substituted(tree: Any) -> Any:
    """Every text that names the account is one in which CloudFormation puts it."""
    if isinstance(tree, str):
        return {"Fn::Sub": tree.replace("arn:aws:", _ANY_ARN)} if "${AWS::" in tree else tree
    if isinstance(tree, list):
        return [_substituted(item) for item in tree]
    if isinstance(tree, dict):
        return {name: _substituted(value) for name, value in tree.items()}
    return tree
