"""Which requests a staging distribution is given: a share of them by weight, or those that carry a header.

1. At most 15 % by weight; sessions may stick to the side that they began on, for 300 to 3600 seconds.
2. The name of a header begins with `aws-cf-cd-`.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment-quotas-considerations.html
and .../understanding-continuous-deployment.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import (
    CONTINUOUS_DEPLOYMENT_HEADER_PREFIX,
    CONTINUOUS_DEPLOYMENT_STICKINESS,
    CONTINUOUS_DEPLOYMENT_WEIGHT,
)
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Split", "split_of"]


@dataclass(frozen=True)
class Split:
    """By weight (percent) if there is no header; `sticky` in seconds, 0 for requests one by one."""

    weight: float = 0.0
    sticky: int = 0
    header: str = ""
    value: str = ""

    def check(self) -> Split:
        """The same, if CloudFront would take it.

        Raises:
            UsageError: it would not.
        """
        prefix, weights = CONTINUOUS_DEPLOYMENT_HEADER_PREFIX, CONTINUOUS_DEPLOYMENT_WEIGHT
        if self.header and not (self.header.lower().startswith(prefix) and self.value):
            raise UsageError(
                f"--header {self.header}: expected {prefix}NAME=VALUE, which CloudFront asks for"
            )
        if not self.header and not weights.holds(self.weight):
            raise UsageError(f"--weight {self.weight:g}: CloudFront allows {weights}")
        if self.sticky and not CONTINUOUS_DEPLOYMENT_STICKINESS.holds(self.sticky):
            raise UsageError(f"--sticky {self.sticky}: CloudFront allows {CONTINUOUS_DEPLOYMENT_STICKINESS}")
        return self

    @property
    def traffic(self) -> dict[str, Any]:
        """The `TrafficConfig` of a continuous deployment policy."""
        if self.header:
            return {
                "Type": "SingleHeader",
                "SingleHeaderConfig": {"Header": self.header, "Value": self.value},
            }
        weight: dict[str, Any] = {"Weight": round(self.weight / 100, 6)}
        if self.sticky:
            weight["SessionStickinessConfig"] = {"IdleTTL": self.sticky, "MaximumTTL": self.sticky}
        return {"Type": "SingleWeight", "SingleWeightConfig": weight}

    def __str__(self) -> str:
        if self.header:
            # who knows the value is let in: it is not printed
            return f"requests with the header {self.header}"
        return f"{self.weight:g} % of the requests"


def split_of(config: Mapping[str, Any]) -> Split:
    """What a continuous deployment policy says."""
    traffic = config.get("TrafficConfig") or {}
    header = traffic.get("SingleHeaderConfig")
    if header:
        return Split(header=header["Header"], value=header["Value"])
    weight = traffic.get("SingleWeightConfig") or {}
    sticky = (weight.get("SessionStickinessConfig") or {}).get("MaximumTTL", 0)
    return Split(round(float(weight.get("Weight", 0)) * 100, 4), int(sticky))
