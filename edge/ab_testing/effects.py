"""What a variant does to a request at the origin, and where it redirects to. Pure.

1. Everything that is done twice is as if it were done once: with an origin group CloudFront may run
   origin-request twice for one request
   (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html,
   read in a copy of 2026-04).
2. Another origin needs its own Host, which CloudFront does not change by itself
   (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-examples.html, read in a copy of
   2026-04: all samples set it). A header that it is sent by itself must not be in the request as well.
3. No redirect leads to a path on which an experiment with redirects runs: settings that would are refused.
   So a redirect of ours is never followed by another, and cannot go round in circles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.headers import remove, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edge.ab_testing.experiment import Variant
    from edge.events import CustomOrigin, Origin, Request, S3Origin

__all__ = ["apply_at_origin", "path_of", "prefixed", "redirected"]


def prefixed(uri: str, variants: Iterable[Variant]) -> str:
    """The path below the prefixes of all variants, that of the first experiment outermost.

    A path that stands there already is left alone.
    """
    prefix = "".join(variant.prefix for variant in variants)
    return uri if uri.startswith(f"{prefix}/") and prefix else prefix + uri


def apply_at_origin(request: Request, variants: Sequence[Variant]) -> bool:
    """Change the request as the variants ask, those of later experiments last; whether anything changed."""
    changed = False
    uri = prefixed(request["uri"], variants)
    if uri != request["uri"]:
        request["uri"] = uri
        changed = True
    for variant in variants:
        for name, value in variant.headers:
            replace(request["headers"], name, value)
            changed = True
        if variant.origin is not None:
            _send_to(request, variant.origin)
            changed = True
    return changed


def redirected(variants: Iterable[Variant], querystring: str) -> str:
    """Where the first variant that redirects leads, with the query string of the request; else nothing."""
    for variant in variants:
        if variant.redirect:
            target, mark, fragment = variant.redirect.partition("#")
            joined = "&" if "?" in target else "?"
            return f"{target}{joined}{querystring}{mark}{fragment}" if querystring else variant.redirect
    return ""


def path_of(target: str) -> str:
    """The path of a redirect's target, `/` where it has none."""
    bare = target.partition("#")[0].partition("?")[0]
    if bare.startswith("/"):
        return bare
    return "/" + bare.partition("://")[2].partition("/")[2]


def _send_to(request: Request, origin: Origin) -> None:
    place: S3Origin | CustomOrigin = origin["s3"] if "s3" in origin else origin["custom"]
    request["origin"] = origin
    for name in place["customHeaders"]:
        remove(request["headers"], name)
    replace(request["headers"], "Host", place["domainName"])
