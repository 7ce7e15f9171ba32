"""The Lambda@Edge associations of a configuration, with their ARNs taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.cloudfront.distribution_config import lambda_arn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import AttachedFunction, BehaviorConfig, LambdaArn
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["AttachedLambda", "attached_lambdas"]


class AttachedLambda(NamedTuple):
    """One association, where it stands, and its ARN."""

    behavior: BehaviorConfig
    item: AttachedFunction
    arn: LambdaArn


def attached_lambdas(attachments: Attachments) -> Iterator[AttachedLambda]:
    """All whose ARN can be read; the others are the affair of the rule on shapes."""
    for behavior in attachments.config.behaviors:
        for item in behavior.associations:
            if item.kind == "handler" and (arn := lambda_arn(item.arn)):
                yield AttachedLambda(behavior, item, arn)
