"""What a variant does to a request at the origin: today a prefix before its path. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edge.ab_testing.assignment import Variant

__all__ = ["prefixed"]


def prefixed(uri: str, variants: Iterable[Variant]) -> str:
    """The path below the prefixes of all variants, that of the first experiment outermost.

    A path that stands there already is left alone: with an origin group CloudFront may run origin-request
    twice for one request
    (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html,
    read in a copy of 2026-04).
    """
    prefix = "".join(variant.prefix for variant in variants)
    return uri if uri.startswith(f"{prefix}/") and prefix else prefix + uri
