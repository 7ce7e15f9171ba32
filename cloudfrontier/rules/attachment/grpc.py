"""DST420: gRPC goes straight to the origin, past the places where Lambda@Edge runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, lambdas, listed
from cloudfrontier.rules.attachment.words import behavior_named, function_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Grpc"]

_ALL = listed("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE")
_GRPC = {"GrpcConfig": {"Enabled": True}, "AllowedMethods": _ALL}
_WITH_HTTP_2 = ("", "http2", "http2and3")


class Grpc(AttachmentRule):
    """Lambda@Edge does not run for gRPC requests; CloudFront Functions do.

    On a behavior with gRPC a Lambda@Edge function sees the other requests only: a warning, and an error if it
    keeps visitors out, for any request whose `Content-Type` is `application/grpc` passes it. gRPC also needs
    POST, HTTP/2, and an origin that is neither a VPC origin nor one with mutual TLS.
    """

    id = "DST420"
    title = "gRPC is where nothing depends on Lambda@Edge"
    source = guide("distribution-using-grpc")
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {**_GRPC, "FunctionAssociations": functions("viewer-request")},
                "HttpVersion": "http2",
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {"DefaultCacheBehavior": {**_GRPC, "LambdaFunctionAssociations": lambdas("viewer-request")}}
        ),
        AttachmentSample({"DefaultCacheBehavior": {"GrpcConfig": {"Enabled": True}}}),
        AttachmentSample({"DefaultCacheBehavior": _GRPC, "HttpVersion": "http1.1"}),
        AttachmentSample(
            {
                "DefaultCacheBehavior": _GRPC,
                "Origins": [{"VpcOriginConfig": {"VpcOriginId": "vo_1234567890"}}],
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the behaviors with gRPC."""
        for behavior in attachments.config.behaviors:
            if behavior.grpc:
                yield from self._lambdas(attachments, behavior)
                yield from self._needs(attachments, behavior)

    def _lambdas(self, attachments: Attachments, behavior: BehaviorConfig) -> Iterator[Finding]:
        for item in behavior.associations:
            if item.kind == "handler":
                facts = attachments.facts_of(item)
                message = (
                    f"{behavior_named(behavior)} has gRPC, for which {function_named(item)} at {item.event} "
                    "does not run"
                )
                do = "use a CloudFront Function at a viewer event, or a behavior of its own for gRPC"
                severity: Severity = "error" if facts and facts.is_auth else "warning"
                yield self.finding(attachments, item.path, message, do=do, severity=severity)

    def _needs(self, attachments: Attachments, behavior: BehaviorConfig) -> Iterator[Finding]:
        named, config = f"{behavior_named(behavior)} has gRPC", attachments.config
        if "POST" not in behavior.allowed_methods:
            path = (*behavior.path, "AllowedMethods")
            yield self.finding(attachments, path, f"{named} and does not allow POST", do="allow all methods")
        if config.http_version not in _WITH_HTTP_2:
            path = (*config.path, "HttpVersion")
            message = f"{named} and the distribution speaks {short(config.http_version)}"
            yield self.finding(attachments, path, message, do="make `HttpVersion` http2 or http2and3")
        for origin in config.origins_of(behavior):
            if origin.is_vpc or origin.has_mutual_tls:
                what = "a VPC origin" if origin.is_vpc else "an origin with mutual TLS"
                message = f"{named} and asks {short(origin.id)}, {what}"
                path = (*behavior.path, "TargetOriginId")
                yield self.finding(attachments, path, message, do="use another origin for gRPC")
