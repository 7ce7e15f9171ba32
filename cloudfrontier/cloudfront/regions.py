"""Where edge code runs and where it logs: the Regions of Lambda@Edge, and the names of the log groups.

1. A handler lives in us-east-1 and runs in the Region nearest the viewer; it logs in the Region where it ran.
2. The name of its log group keeps the prefix `us-east-1.` in every Region.
3. CloudFront Functions always log in us-east-1.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html,
.../edge-functions-logs.html and .../lambda-edge-testing-debugging.html (read 2026-04).
"""

from __future__ import annotations

import re

__all__ = [
    "EDGE_REGIONS",
    "HOME_REGION",
    "function_log_group",
    "handler_log_group",
    "validation_log_group",
]

HOME_REGION = "us-east-1"
"""Where every Lambda@Edge function is created, and where CloudFront Functions log."""

EDGE_REGIONS = (
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "ap-south-1",
    "ap-northeast-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "eu-central-1",
    "eu-west-1",
    "eu-west-2",
    "sa-east-1",
)
"""Regions that Lambda@Edge functions are replicated to and run in."""


_BUCKET = re.compile(r"\.s3[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$")


def bucket_region(domain_name: str) -> str:
    """The region in a bucket's domain name, such as `site.s3.eu-west-1.amazonaws.com`; empty without one."""
    found = _BUCKET.search(domain_name)
    return found[1] if found else ""


def handler_log_group(name: str) -> str:
    """The default log group of a Lambda@Edge function, in each Region where it runs."""
    return f"/aws/lambda/{HOME_REGION}.{name}"


def validation_log_group(distribution_id: str) -> str:
    """Where CloudFront writes why it refused what a handler returned, in the Region where that ran."""
    return f"/aws/cloudfront/LambdaEdge/{distribution_id}"


def function_log_group(name: str) -> str:
    """The log group of a CloudFront Function, in us-east-1."""
    return f"/aws/cloudfront/function/{name}"
