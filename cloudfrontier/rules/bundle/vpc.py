"""LAE231: a function in a VPC cannot be attached to a distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration.rule import ConfigurationRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["Vpc"]


class Vpc(ConfigurationRule):
    """The copies of a Lambda@Edge function run in other Regions, where your VPC is not.

    What is only in the VPC, such as a file system of EFS or a database, cannot be reached from the edge.
    """

    id = "LAE231"
    title = "The function is in no VPC"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured())
    invalid = (configured(subnets=2), configured(file_systems=1))

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.subnets:
            yield self.on_member(
                said,
                ("VpcConfig",),
                f"the function is in a VPC, with {said.subnets} subnets",
                do="`update-function-configuration --vpc-config SubnetIds=[],SecurityGroupIds=[]`",
            )
        elif said.file_systems:
            yield self.on_member(
                said,
                ("FileSystemConfigs",),
                "the function mounts a file system, which takes a VPC",
                do="take the file system off the function",
            )
