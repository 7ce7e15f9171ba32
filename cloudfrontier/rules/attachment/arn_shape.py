"""DST414: an association names its function by an ARN, each kind of function by one of its own shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config import function_arn, lambda_arn
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, lambdas, listed
from cloudfrontier.rules.attachment.sources import api
from cloudfrontier.rules.attachment.words import behavior_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import AttachedFunction
    from cloudfrontier.cloudfront.events import Kind
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ArnShape"]

_MEMBERS: dict[Kind, str] = {"function": "FunctionARN", "handler": "LambdaFunctionARN"}
_SHAPES: dict[Kind, str] = {
    "function": "arn:aws:cloudfront::ACCOUNT:function/NAME",
    "handler": "arn:aws:lambda:us-east-1:ACCOUNT:function:NAME:VERSION",
}


class ArnShape(AttachmentRule):
    """`FunctionARN` names a CloudFront Function, `LambdaFunctionARN` a version of a Lambda function.

    A function's name alone is refused, and so is an ARN of the other kind.
    """

    id = "DST414"
    title = "Functions are named by their ARNs"
    source = api("FunctionAssociation")
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {"FunctionAssociations": functions("viewer-request")}}),
        AttachmentSample({"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")}}),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "FunctionAssociations": listed({"FunctionARN": "router", "EventType": "viewer-request"})
                }
            }
        ),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": listed(
                        {
                            "LambdaFunctionARN": "arn:aws:cloudfront::123456789012:function/router",
                            "EventType": "viewer-request",
                        }
                    )
                }
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Reads each ARN; a project has none before it is deployed."""
        for behavior in attachments.config.behaviors:
            for item in behavior.associations:
                if item.arn and not _is_right(item):
                    message = f"{behavior_named(behavior)}: {short(item.arn)} is no {_what(item.kind)}"
                    path = (*item.path, _MEMBERS[item.kind])
                    yield self.finding(attachments, path, message, do=f"write {_SHAPES[item.kind]}")


def _is_right(item: AttachedFunction) -> bool:
    return (function_arn if item.kind == "function" else lambda_arn)(item.arn) is not None


def _what(kind: Kind) -> str:
    return "ARN of a CloudFront Function" if kind == "function" else "ARN of a Lambda function"
