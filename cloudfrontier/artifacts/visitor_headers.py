"""Rules that ask for a visitor's country or device, on behaviors whose policies never tell it.

CloudFront adds its own `CloudFront-*` headers only where a cache policy or an origin request policy names
them. Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
(read 2026-10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.rules import Routes
from cloudfront_functions.rules.experiments import Experiments
from cloudfront_functions.rules.visitors import Device, Locale, header_of
from cloudfrontier.cloudfront.generated_headers import GENERATED, GENERATED_NAMES
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.project.to_distribution import to_distribution
from cloudfrontier.rules.attachment.forwarding import header_reaches_origin
from cloudfrontier.rules.notices import UNTOLD_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfront_functions.rules import Conditions, Step
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.project import LoadedProject

__all__ = ["asked_headers", "check_visitor_headers"]

COUNTRY = "cloudfront-viewer-country"
WRITTEN = {fold(name): name for names in GENERATED.values() for name in names}
"""Name in lower case -> as AWS writes it."""


def check_visitor_headers(loaded: LoadedProject, name: str, steps: Iterable[Step]) -> Iterator[Finding]:
    """A finding for each header that a behavior of the function does not get, at the behavior."""
    asked = sorted(asked_headers(steps))
    behaviors = to_distribution(loaded.project).behaviors if asked else ()
    for index, behavior in enumerate(behaviors):
        if loaded.project.behaviors[index].viewer_request != name:
            continue
        for header in asked:
            if header_reaches_origin(header, behavior.cache_policy, behavior.origin_request_policy):
                continue
            message = (
                f"`{name}` asks for `{WRITTEN[header]}`, and no policy of `{behavior.path_pattern}` names it:"
                " the header is never there, and what depends on it never matches"
            )
            do = "name it in an origin request policy, or in the cache policy if pages depend on it"
            place = loaded.where(("behaviors", index, "viewer-request"))
            yield UNTOLD_HEADER.finding(loaded.shown, message, place=(place.line, place.column), do=do)


def asked_headers(steps: Iterable[Step]) -> frozenset[str]:
    """The headers of CloudFront's own that steps look at, in lower case."""
    asked: set[str] = set()
    for step in steps:
        if isinstance(step, Device):
            asked.update(header_of(name) for name, _ in step.devices)
        elif isinstance(step, Locale) and step.countries:
            asked.add(COUNTRY)
        elif isinstance(step, Experiments):
            asked.update(header for item in step.experiments for header in headers_of(item.when))
            asked.update(COUNTRY for item in step.experiments if item.except_countries)
        elif isinstance(step, Routes):
            asked.update(header for rule in step.rules for header in headers_of(rule.when))
    return frozenset(asked & GENERATED_NAMES)


def headers_of(when: Conditions) -> Iterator[str]:
    """The headers that conditions look at."""
    yield from (match.name for match in when.headers)
    if when.countries:
        yield COUNTRY
