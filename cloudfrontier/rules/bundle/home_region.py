"""LAE237: a Lambda@Edge function is made in us-east-1, and copied from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config.arns import lambda_arn
from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration.rule import ConfigurationRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["HomeRegion"]


class HomeRegion(ConfigurationRule):
    """CloudFront was seen to refuse any other with "The function must be in region 'us-east-1'"."""

    id = "LAE237"
    title = "The function is in us-east-1"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured(arn="arn:aws:lambda:us-east-1:123456789012:function:gate"))
    invalid = (configured(arn="arn:aws:lambda:eu-west-1:123456789012:function:gate:4"),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        arn = lambda_arn(said.arn)
        if arn is not None and arn.region != HOME_REGION:
            yield self.on_member(
                said,
                ("FunctionArn",),
                f"the function is in {arn.region}; CloudFront takes functions in {HOME_REGION} only",
                do=f"make it in {HOME_REGION}: it runs near every viewer all the same",
            )
