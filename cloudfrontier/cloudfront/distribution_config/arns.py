"""The ARNs of edge functions taken apart, so that rules can speak of region, account and version.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html (read
2026-04) for Lambda, https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_FunctionAssociation.html
(botocore 1.43.11) for CloudFront Functions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["FunctionArn", "LambdaArn", "account_of", "function_arn", "lambda_arn"]

_FUNCTION = re.compile(r"arn:aws:cloudfront::([0-9]{12}):function/([a-zA-Z0-9_-]{1,64})")
_LAMBDA = re.compile(
    r"arn:aws[a-z-]*:lambda:([a-z0-9-]+):([0-9]{12}):function:([a-zA-Z0-9_-]{1,64})(?::([a-zA-Z0-9$_-]{1,128}))?"
)
_DISTRIBUTION = re.compile(r"arn:aws[a-z-]*:cloudfront::([0-9]{12}):distribution/[A-Z0-9]+")


@dataclass(frozen=True)
class FunctionArn:
    """Of a CloudFront Function, which has no versions."""

    account: str
    name: str


@dataclass(frozen=True)
class LambdaArn:
    """Of a Lambda function; `qualifier` is a version's number, an alias, `$LATEST`, or empty."""

    region: str
    account: str
    name: str
    qualifier: str

    @property
    def numbered(self) -> bool:
        """Whether it names one published version, as CloudFront wants it."""
        return self.qualifier.isdigit()


def function_arn(text: str) -> FunctionArn | None:
    """The parts; None if the text is no ARN of a CloudFront Function."""
    found = _FUNCTION.fullmatch(text)
    return FunctionArn(*found.groups()) if found else None


def lambda_arn(text: str) -> LambdaArn | None:
    """The parts; None if the text is no ARN of a Lambda function."""
    found = _LAMBDA.fullmatch(text)
    return LambdaArn(*(part or "" for part in found.groups())) if found else None


def account_of(distribution_arn: str) -> str:
    """The account that a distribution belongs to; empty if the text is no ARN of a distribution."""
    found = _DISTRIBUTION.fullmatch(distribution_arn)
    return found[1] if found else ""
