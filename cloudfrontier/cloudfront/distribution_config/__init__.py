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
from cloudfrontier.cloudfront.distribution_config.read import read_config
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
    "LambdaArn",
    "OriginConfig",
    "OriginGroup",
    "Policies",
    "account_of",
    "from_distribution",
    "function_arn",
    "lambda_arn",
    "read_config",
    "read_json",
]
