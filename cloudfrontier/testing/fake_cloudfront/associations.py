"""Which functions may be attached to which events, as CloudFront answers when they may not.

1. One function an event and behavior, of either kind.
2. CloudFront Functions on the viewer events only, of this account, published.
3. If either viewer event has a CloudFront Function, no viewer event of that behavior may have Lambda@Edge.
4. Lambda@Edge by a numbered version in us-east-1, of this account; `IncludeBody` on request events only; no
   origin events before a VPC origin.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
and .../lambda-at-edge-function-restrictions.html (read 2026-04); texts as seen in public issues, named where
they stand. Which of the two codes answers rule 3, or two functions of different kinds on one event, was not
found: InvalidLambdaFunctionAssociation is assumed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront import limits
from cloudfrontier.cloudfront.distribution_config import lambda_arn
from cloudfrontier.cloudfront.events import ORIGIN_EVENTS, REQUEST_EVENTS, VIEWER_EVENTS
from cloudfrontier.testing.fake_cloudfront.behaviors import (
    Behavior,
    attached_functions,
    attached_lambdas,
    behaviors,
    items,
)
from cloudfrontier.testing.fake_cloudfront.lambda_versions import LambdaLookup, check_lambda_version
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.state import Account

__all__ = ["check_associations"]

_FUNCTION = "InvalidFunctionAssociation"
_LAMBDA = "InvalidLambdaFunctionAssociation"
_REGION = "us-east-1"


def check_associations(
    account: Account, config: Mapping[str, Any], *, own_id: str, lambda_lookup: LambdaLookup | None
) -> None:
    """Refuse a configuration whose associations CloudFront would refuse.

    Raises:
        ServiceError: MalformedXML, InvalidFunctionAssociation, InvalidLambdaFunctionAssociation or one of the
            TooMany* codes on associations.
    """
    _check_function_events(config)
    private = {origin["Id"] for origin in items(config, "Origins") if "VpcOriginConfig" in origin}
    for behavior in behaviors(config):
        _check_events(behavior)
        for item in behavior.functions:
            _check_function(account, str(item["FunctionARN"]))
        for item in behavior.lambdas:
            _check_lambda(account, item, lambda_lookup)
            if item["EventType"] in ORIGIN_EVENTS and behavior.members["TargetOriginId"] in private:
                raise ServiceError(_LAMBDA, because="origin events are not supported with a VPC origin")
    _check_counts(account, config, own_id)


def _check_function_events(config: Mapping[str, Any]) -> None:
    """Seen: https://github.com/terraform-aws-modules/terraform-aws-cloudfront/issues/53 (2021-09)."""
    wrong = [
        f"Value '{item['EventType']}' at '{behavior.path}.functionAssociations.items.{number}.member"
        ".eventType' failed to satisfy constraint: "
        "Member must satisfy value set: [viewer-request, viewer-response]"
        for behavior in behaviors(config)
        for number, item in enumerate(behavior.functions, start=1)
        if item["EventType"] not in VIEWER_EVENTS
    ]
    if wrong:
        raise ServiceError("MalformedXML", f"{len(wrong)} validation errors detected: {'; '.join(wrong)}")


def _check_events(behavior: Behavior) -> None:
    """The text was seen: https://github.com/anomalyco/sst/issues/2822 (2023-04)."""
    both = [*behavior.lambdas, *behavior.functions]
    twice = [event for event, count in Counter(item["EventType"] for item in both).items() if count > 1]
    if twice:
        here = [item for item in both if item["EventType"] == twice[0]]
        names = " and ".join(str(item.get("LambdaFunctionARN") or item.get("FunctionARN")) for item in here)
        raise ServiceError(
            _LAMBDA if "LambdaFunctionARN" in here[0] else _FUNCTION,
            "The event type of a function association must be unique in the cache behavior. "
            f"Event type {twice[0]} cannot be associated with two functions: {names}",
        )
    viewer_lambdas = [item for item in behavior.lambdas if item["EventType"] in VIEWER_EVENTS]
    if viewer_lambdas and behavior.functions:
        because = f"{behavior.pattern!r} has CloudFront Functions and Lambda@Edge on its viewer events"
        raise ServiceError(_LAMBDA, because=because)
    if behavior.members.get("SmoothStreaming") and both:
        code = _LAMBDA if behavior.lambdas else _FUNCTION
        raise ServiceError(code, because="edge functions are not supported with Smooth Streaming")


def _check_function(account: Account, arn: str) -> None:
    name = arn.rpartition("/")[2]
    if arn != account.arn("function", name):
        raise ServiceError(_FUNCTION, because=f"{arn} is not a function of account {account.id}")
    function = account.functions.get(name)
    if function is None:
        raise ServiceError(_FUNCTION, because=f"there is no function {name!r}")
    if function.live is None:
        raise ServiceError(_FUNCTION, because=f"function {name!r} has not been published to LIVE")


def _check_lambda(account: Account, item: Mapping[str, Any], lookup: LambdaLookup | None) -> None:
    arn, event = str(item["LambdaFunctionARN"]), item["EventType"]
    if item.get("IncludeBody") and event not in REQUEST_EVENTS:
        text = "The IncludeBody option can only be used with viewer-request or origin-request events."
        raise ServiceError(_LAMBDA, text)
    parts = lambda_arn(arn)
    if parts is None:
        raise ServiceError(_LAMBDA, because=f"{arn!r} is not the ARN of a Lambda function")
    if parts.region != _REGION:
        raise ServiceError(_LAMBDA, f"The function must be in region '{_REGION}'. ARN: {arn}")
    if not parts.numbered:
        text = "The function ARN must reference a specific function version."
        raise ServiceError(_LAMBDA, f"{text} (The ARN must end with the version number.) ARN: {arn}")
    if parts.account != account.id:
        raise ServiceError(_LAMBDA, because=f"{arn} is not a function of account {account.id}")
    if lookup is None:
        return
    version = lookup(arn)
    if version is None:
        text = "Lambda@Edge cannot retrieve the specified Lambda function. Update the IAM policy to add"
        raise ServiceError(
            _LAMBDA, f"{text} permission: lambda:GetFunction for resource: {arn} and try again."
        )
    check_lambda_version(version, event, known=account.limits)


def _check_counts(account: Account, config: Mapping[str, Any], own_id: str) -> None:
    others = [d.config.members for d in account.distributions.values() if d.id != own_id]
    lambdas = attached_lambdas(config)
    unversioned = {arn.rpartition(":")[0] for arn in lambdas}
    if len(unversioned) > account.limit(limits.LAMBDAS_PER_DISTRIBUTION):
        raise ServiceError("TooManyLambdaFunctionAssociations")
    with_lambdas = sum(1 for other in others if attached_lambdas(other))
    if lambdas and with_lambdas >= account.limit(limits.DISTRIBUTIONS_WITH_LAMBDA):
        raise ServiceError("TooManyDistributionsWithLambdaAssociations")
    for arn in unversioned:
        used = sum(1 for other in others if arn in {a.rpartition(":")[0] for a in attached_lambdas(other)})
        if used >= account.limit(limits.DISTRIBUTIONS_PER_LAMBDA):
            raise ServiceError("TooManyDistributionsWithSingleFunctionARN")
    for arn in attached_functions(config):
        used = sum(1 for other in others if arn in attached_functions(other))
        if used >= account.limit(limits.DISTRIBUTIONS_PER_FUNCTION):
            raise ServiceError("TooManyDistributionsWithFunctionAssociations")
