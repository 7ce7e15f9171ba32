"""lae2xx: what holds for a Lambda@Edge package, as the build makes it and as anybody else's zip comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.bundle import Bundle, BundleRule
from cloudfrontier.rules.bundle.compiled_code import CompiledCode
from cloudfrontier.rules.bundle.computed_import import ComputedImport
from cloudfrontier.rules.bundle.fault import CodeFault, FaultKind
from cloudfrontier.rules.bundle.handler import Handler
from cloudfrontier.rules.bundle.legacy_zip_size import LegacyZipSize
from cloudfrontier.rules.bundle.memory import Memory
from cloudfrontier.rules.bundle.missing_import import MissingImport
from cloudfrontier.rules.bundle.runtime import Runtime
from cloudfrontier.rules.bundle.syntax import Syntax
from cloudfrontier.rules.bundle.timeout import Timeout
from cloudfrontier.rules.bundle.unzipped_size import UnzippedSize
from cloudfrontier.rules.bundle.zip_size import ZipSize

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["BUNDLE_RULES", "Bundle", "BundleRule", "CodeFault", "FaultKind", "check_bundle"]

BUNDLE_RULES: tuple[BundleRule, ...] = (
    ZipSize(),
    LegacyZipSize(),
    UnzippedSize(),
    Memory(),
    Timeout(),
    Runtime(),
    CompiledCode(),
    MissingImport(),
    Handler(),
    ComputedImport(),
    Syntax(),
)
"""Every rule on packages, in the order of their ids."""


def check_bundle(bundle: Bundle) -> tuple[Finding, ...]:
    """What all the rules find in one package, sorted."""
    found = [finding for rule in BUNDLE_RULES for finding in rule.check(bundle)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))
