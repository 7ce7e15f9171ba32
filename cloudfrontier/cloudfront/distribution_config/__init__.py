"""A `DistributionConfig` of CloudFront's API: read from JSON or an SDK's dict, with its places."""

from cloudfrontier.cloudfront.distribution_config.arns import (
    FunctionArn,
    LambdaArn,
    account_of,
    function_arn,
    lambda_arn,
)
from cloudfrontier.cloudfront.distribution_config.from_distribution import from_distribution
from cloudfrontier.cloudfront.distribution_config.json_text import JsonText, KeyPath, read_json
from cloudfrontier.cloudfront.distribution_config.policies import FORWARDED_VALUES, Policies
from cloudfrontier.cloudfront.distribution_config.policy_documents import KnownKeys, read_documents
from cloudfrontier.cloudfront.distribution_config.policy_shapes import (
    cache_policy_of,
    origin_request_policy_of,
    response_headers_policy_of,
)
from cloudfrontier.cloudfront.distribution_config.read import read_config
from cloudfrontier.cloudfront.distribution_config.to_distribution import Names, to_distribution
from cloudfrontier.cloudfront.distribution_config.treatment import notes_on
from cloudfrontier.cloudfront.distribution_config.values import (
    AttachedFunction,
    BehaviorConfig,
    ConfigFault,
    DistributionConfig,
    ErrorPage,
    OriginConfig,
    OriginGroup,
)

__all__ = [
    "FORWARDED_VALUES",
    "AttachedFunction",
    "BehaviorConfig",
    "ConfigFault",
    "DistributionConfig",
    "ErrorPage",
    "FunctionArn",
    "JsonText",
    "KeyPath",
    "KnownKeys",
    "LambdaArn",
    "Names",
    "OriginConfig",
    "OriginGroup",
    "Policies",
    "account_of",
    "cache_policy_of",
    "from_distribution",
    "function_arn",
    "lambda_arn",
    "notes_on",
    "origin_request_policy_of",
    "read_config",
    "read_documents",
    "read_json",
    "response_headers_policy_of",
    "to_distribution",
]
