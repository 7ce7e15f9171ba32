"""What experiments of a project need in a cache key, so that no visitor is served another's variant.

1. A handler names the variant in a header, which must be in the key. Where countries decide who takes part,
   origin-request asks for them and origin-response marks what is stored, so that both must be attached and
   `CloudFront-Viewer-Country` must be in the key as well.
2. A function puts prefixes before the path at viewer-request, and the path is in every key. The header is
   needed only where paths do not tell variants apart: two have the same prefix, or one has headers for the
   origin, which whoever asks for the path itself has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.rules.attachment.subject import Experiment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.project import model

__all__ = ["experiments_of_function", "experiments_of_handler"]

COUNTRY = "cloudfront-viewer-country"


def experiments_of_handler(testing: model.AbTesting | None) -> tuple[Experiment, ...]:
    """What a handler with the feature `ab_testing` needs."""
    return tuple(_of_handler(testing)) if testing else ()


def experiments_of_function(
    testing: model.AbTesting | None, function: model.FunctionTable
) -> tuple[Experiment, ...]:
    """What a function that names experiments needs."""
    listed = testing.experiments if testing else ()
    return tuple(
        Experiment(item.id, header=f"x-ab-{fold(item.id)}", paths=item.paths)
        for item in listed
        if item.id in function.experiments and not _paths_tell(item)
    )


def _of_handler(testing: model.AbTesting) -> Iterator[Experiment]:
    for item in testing.experiments:
        if item.kind != "handler":
            continue
        acts = any(variant.prefix or variant.origin or variant.headers for variant in item.variants)
        events: tuple[EventType, ...] = ("origin-request",) if acts else ()
        yield Experiment(item.id, header=f"x-ab-{fold(item.id)}", paths=item.paths, events=events)
        if item.countries or item.except_countries:
            both: tuple[EventType, ...] = ("origin-request", "origin-response")
            yield Experiment(item.id, header=COUNTRY, paths=item.paths, events=both)


def _paths_tell(item: model.Experiment) -> bool:
    prefixes = [variant.prefix for variant in item.variants]
    if len(set(prefixes)) < len(prefixes):
        return False
    return not any(variant.headers for variant in item.variants)
