"""Which permissions each thing takes that these commands do: the table behind `cloudfrontier iam`.

1. An action is named as IAM names it, which is mostly, not always, how the API names the call.
2. Resources are as narrow as IAM lets them be: by the project's prefix, by the distribution. KeyValueStores,
   policies and staging distributions get random ids, and lists cannot be narrowed at all.
3. Replication of a Lambda@Edge version, passing a role and making service-linked roles are no calls of ours:
   CloudFront and Lambda ask for them in the name of whoever calls.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html (read
2026-04); the API reference of CopyDistribution and UpdateDistributionWithStagingConfig (botocore 1.44.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from infra.remote_tests import PREFIX

__all__ = ["ACCESS", "DENIED_CALLS", "Access", "Purpose"]

Purpose = Literal["read", "attach", "stage", "logs", "records", "test"]

_PROJECT_FUNCTIONS = "arn:aws:cloudfront::{account}:function/{project}-*"
_FUNCTIONS = "arn:aws:cloudfront::{account}:function/*"
_STORES = "arn:aws:cloudfront::{account}:key-value-store/*"
_HANDLERS = "arn:aws:lambda:us-east-1:{account}:function:{project}-*"
_ROLES = "arn:aws:iam::{account}:role/{project}-*"
_DISTRIBUTION = "arn:aws:cloudfront::{account}:distribution/{distribution}"
_DISTRIBUTIONS = "arn:aws:cloudfront::{account}:distribution/*"
_SERVICE_ROLES = "arn:aws:iam::{account}:role/aws-service-role"
_LOGS = "arn:aws:logs:*:{account}:log-group:"
_BUCKET = "arn:aws:s3:::{bucket}"

DENIED_CALLS: Mapping[str, str] = {
    "cloudfront:UpdateDistributionWithStagingConfig": "cloudfront:UpdateDistribution",
    "s3:ListObjectsV2": "s3:ListBucket",
}
"""Call -> the action that IAM looks at, where they have different names."""


@dataclass(frozen=True)
class Access:
    """What one purpose takes on one kind of resource; `calls`: whether we make these calls ourselves."""

    id: str
    purpose: Purpose
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: Mapping[str, Mapping[str, str]] | None = None
    calls: bool = True


ACCESS: tuple[Access, ...] = (
    Access(
        "ReadDistribution",
        "read",
        ("cloudfront:GetDistribution", "cloudfront:ListTagsForResource"),
        (_DISTRIBUTION,),
    ),
    Access("ReadFunctions", "read", ("cloudfront:DescribeFunction", "cloudfront:GetFunction"), (_FUNCTIONS,)),
    Access(
        "ReadPolicies",
        "read",
        (
            "cloudfront:GetCachePolicy",
            "cloudfront:GetOriginRequestPolicy",
            "cloudfront:GetResponseHeadersPolicy",
        ),
        (
            "arn:aws:cloudfront::{account}:cache-policy/*",
            "arn:aws:cloudfront::{account}:origin-request-policy/*",
            "arn:aws:cloudfront::{account}:response-headers-policy/*",
        ),
    ),
    Access(
        "ReadStores",
        "read",
        ("cloudfront:DescribeKeyValueStore", "cloudfront-keyvaluestore:ListKeys"),
        (_STORES,),
    ),
    Access(
        "ReadHandlers",
        "read",
        ("lambda:GetFunctionConfiguration", "lambda:ListVersionsByFunction"),
        (_HANDLERS,),
    ),
    Access("ReadRoles", "read", ("iam:GetRole", "iam:GetRolePolicy"), (_ROLES,)),
    Access("Attach", "attach", ("cloudfront:UpdateDistribution",), (_DISTRIBUTION,)),
    Access(
        "WriteFunctions",
        "attach",
        (
            "cloudfront:CreateFunction",
            "cloudfront:UpdateFunction",
            "cloudfront:TestFunction",
            "cloudfront:PublishFunction",
            "cloudfront:DeleteFunction",
        ),
        (_PROJECT_FUNCTIONS,),
    ),
    Access(
        "WriteStores",
        "attach",
        (
            "cloudfront:CreateKeyValueStore",
            "cloudfront-keyvaluestore:DescribeKeyValueStore",
            "cloudfront-keyvaluestore:UpdateKeys",
        ),
        (_STORES,),
    ),
    Access(
        "WriteHandlers",
        "attach",
        (
            "lambda:CreateFunction",
            "lambda:UpdateFunctionCode",
            "lambda:UpdateFunctionConfiguration",
            "lambda:PublishVersion",
            "lambda:DeleteFunction",
        ),
        (_HANDLERS,),
    ),
    Access(
        "ReplicateHandlers",
        "attach",
        ("lambda:GetFunction", "lambda:EnableReplication*", "lambda:DisableReplication*"),
        (f"{_HANDLERS}:*",),
        calls=False,
    ),
    Access(
        "WriteRoles",
        "attach",
        ("iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy"),
        (_ROLES,),
    ),
    Access(
        "PassRoles",
        "attach",
        ("iam:PassRole",),
        (_ROLES,),
        {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}},
        calls=False,
    ),
    Access(
        "FirstTime",
        "attach",
        ("iam:CreateServiceLinkedRole",),
        (
            f"{_SERVICE_ROLES}/replicator.lambda.amazonaws.com/AWSServiceRoleForLambdaReplicator",
            f"{_SERVICE_ROLES}/logger.cloudfront.amazonaws.com/AWSServiceRoleForCloudFrontLogger",
        ),
        calls=False,
    ),
    Access(
        "Lists",
        "attach",
        ("cloudfront:ListDistributions", "cloudfront:ListFunctions", "lambda:ListFunctions"),
        ("*",),
    ),
    Access(
        "Copy",
        "stage",
        (
            "cloudfront:CopyDistribution",
            "cloudfront:CreateDistribution",
            "cloudfront:GetDistribution",
            "cloudfront:UpdateDistribution",
            "cloudfront:DeleteDistribution",
        ),
        (_DISTRIBUTIONS,),
    ),
    Access(
        "Split",
        "stage",
        (
            "cloudfront:CreateContinuousDeploymentPolicy",
            "cloudfront:GetContinuousDeploymentPolicy",
            "cloudfront:UpdateContinuousDeploymentPolicy",
            "cloudfront:DeleteContinuousDeploymentPolicy",
        ),
        ("arn:aws:cloudfront::{account}:continuous-deployment-policy/*",),
    ),
    Access(
        "Watch",
        "stage",
        ("cloudfront:ListContinuousDeploymentPolicies", "cloudwatch:GetMetricData"),
        ("*",),
    ),
    Access(
        "Logs",
        "logs",
        ("logs:FilterLogEvents",),
        (
            f"{_LOGS}/aws/lambda/us-east-1.{{project}}-*",
            f"{_LOGS}/aws/cloudfront/function/{{project}}-*",
            f"{_LOGS}/aws/cloudfront/LambdaEdge/{{distribution}}",
        ),
    ),
    Access(
        "TryFunctions",
        "test",
        ("cloudfront:CreateFunction", "cloudfront:TestFunction", "cloudfront:DeleteFunction"),
        (f"arn:aws:cloudfront::{{account}}:function/{PREFIX}*",),
    ),
    Access("TryStores", "test", ("cloudfront:DescribeKeyValueStore",), (_STORES,)),
    Access("Records", "records", ("s3:GetObject", "s3:PutObject"), (f"{_BUCKET}/{{prefix}}*",)),
    Access("ListRecords", "records", ("s3:ListBucket",), (_BUCKET,)),
)
