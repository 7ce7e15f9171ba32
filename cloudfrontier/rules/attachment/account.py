"""DST417: functions and distribution belong to one account; an ARN copied from another one is refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config import function_arn, lambda_arn
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, lambdas, listed
from cloudfrontier.rules.attachment.sources import ALL_EDGE_FUNCTIONS
from cloudfrontier.rules.attachment.words import behavior_named, function_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import AttachedFunction
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Account"]


class Account(AttachmentRule):
    """A function and the distribution that it is attached to are owned by the same account.

    The account of the distribution is known from what `get-distribution` prints. Otherwise it is taken to be
    the one that most functions have, since two accounts cannot both be right.
    """

    id = "DST417"
    title = "All functions are of the distribution's account"
    source = ALL_EDGE_FUNCTIONS
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "FunctionAssociations": functions("viewer-request"),
                    "LambdaFunctionAssociations": lambdas("origin-request"),
                }
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "FunctionAssociations": functions("viewer-request"),
                    "LambdaFunctionAssociations": listed(
                        {
                            "LambdaFunctionARN": "arn:aws:lambda:us-east-1:210987654321:function:gate:7",
                            "EventType": "origin-request",
                        }
                    ),
                }
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Compares the accounts in the ARNs."""
        config = attachments.config
        owned = [
            (behavior, item, account)
            for behavior in config.behaviors
            for item in behavior.associations
            if (account := _account(item))
        ]
        counted = Counter(account for _, _, account in owned)
        own = config.account or next((account for account, _ in counted.most_common(1)), "")
        whose = "the distribution is" if config.account else "other functions are"
        for behavior, item, account in owned:
            if account != own:
                seen = f"{function_named(item)} is of account {account}, {whose} of {own}"
                member = "FunctionARN" if item.kind == "function" else "LambdaFunctionARN"
                do = "create the function in the distribution's account"
                message = f"{behavior_named(behavior)}: {seen}"
                yield self.finding(attachments, (*item.path, member), message, do=do)


def _account(item: AttachedFunction) -> str:
    arn = function_arn(item.arn) if item.kind == "function" else lambda_arn(item.arn)
    return arn.account if arn else ""
