"""lae2xx: what holds for a Lambda@Edge package, as the build makes it and as anybody else's zip comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.bundle import Bundle, BundleRule
from cloudfrontier.rules.bundle.fault import CodeFault, FaultKind
from cloudfrontier.rules.bundle.registry import BUNDLE_RULES

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["BUNDLE_RULES", "Bundle", "BundleRule", "CodeFault", "FaultKind", "check_bundle"]


def check_bundle(bundle: Bundle) -> tuple[Finding, ...]:
    """What all the rules find in one package, sorted, each finding once."""
    found = {finding for rule in BUNDLE_RULES for finding in rule.check(bundle)}
    return tuple(sorted(found, key=lambda finding: finding.sort_key))
