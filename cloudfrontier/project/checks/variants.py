"""The variants of experiments: names, ranges, and effects that could not be what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import adding_fails, fold, is_disallowed, is_read_only
from cloudfrontier.cloudfront.path_pattern import PathPattern
from cloudfrontier.project.checks.text import check_header_names, check_header_values
from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.events import EventType, Kind
    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import Experiment, Variant
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_redirects", "check_variants"]

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_TARGET = re.compile(r"(?:/(?![/\\])|https://[^/?#@\\]+(?:[/?#]|$))[!$-;=?-\[\]_a-z~#]*")
_OURS = "x-ab-"
"""Prefix of the headers that say which variant a visitor is in."""
_ELSEWHERE = frozenset({"cookie", "host", "set-cookie"})
"""What a variant cannot set: `origin` sets the Host, and cookies would take the place of all others."""


def check_variants(path: KeyPath, experiment: Experiment, draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the variants of one experiment."""
    variants = experiment.variants
    if len(variants) < 2:
        yield Mistake((*path, "variants"), f"variants: {len(variants)}; expected two at least to choose from")
    elif not any(variant.weight for variant in variants):
        yield Mistake(
            (*path, "variants"), "the weight of each variant is 0; expected one at least that is more"
        )
    names = [variant.name for variant in variants]
    for index, variant in enumerate(variants):
        place = (*path, "variants", index)
        if variant.name in names[:index]:
            yield Mistake((*place, "name"), f"`{variant.name}` is the name of another variant before it")
        yield from _ranges(place, variant, experiment)
        yield from _effects(place, variant, draft)
        yield from _unsettable(place, variant, experiment.kind)
        if experiment.kind == "function":
            yield from _of_function(place, variant)
    if experiment.kind == "function" and draft.project.ab_testing and draft.project.ab_testing.sign_cookies:
        yield Mistake(
            (*path, "kind"), "a function signs no cookies; expected a handler, or no `sign_cookies`"
        )
    redirects = any(variant.redirect for variant in variants)
    if redirects and (experiment.countries or experiment.except_countries):
        key = "countries" if experiment.countries else "except_countries"
        message = "a handler redirects before CloudFront tells it the country; leave out one of both"
        yield Mistake((*path, key), message)


def check_redirects(path: KeyPath, experiments: tuple[Experiment, ...]) -> Iterator[Mistake]:
    """Redirects that lead to where an experiment redirects, and so could go round in circles."""
    redirecting = [item for item in experiments if any(variant.redirect for variant in item.variants)]
    for index, experiment in enumerate(experiments):
        for number, variant in enumerate(experiment.variants):
            if not _TARGET.fullmatch(variant.redirect):
                continue
            target = _path_of(variant.redirect)
            for other in redirecting:
                if any(PathPattern(pattern).matches(target) for pattern in other.paths):
                    message = f"leads to a path on which the experiment `{other.id}` redirects: a loop"
                    yield Mistake((*path, index, "variants", number, "redirect"), message)
                    break


def _ranges(path: KeyPath, variant: Variant, experiment: Experiment) -> Iterator[Mistake]:
    given = [bool(item.range) for item in experiment.variants]
    if any(given) and not all(given) and not variant.range:
        yield Mistake(path, f"`{variant.name}` has no range; expected one for each variant, or for none")
    elif variant.range and (len(variant.range) != 2 or variant.range[0] > variant.range[1]):
        yield unfit((*path, "range"), variant.range, "a start and an end, such as `[0.0, 0.4]`")


def _effects(path: KeyPath, variant: Variant, draft: Draft) -> Iterator[Mistake]:
    if not _PREFIX.fullmatch(variant.prefix):
        yield unfit((*path, "prefix"), variant.prefix, "nothing, or a path such as `/b` without `/` behind")
    if variant.redirect and not _TARGET.fullmatch(variant.redirect):
        yield unfit((*path, "redirect"), variant.redirect, "a path such as `/new/`, or an https URL")
    origins = draft.names("origins")
    if variant.origin is not None and origins is not None and variant.origin not in origins:
        message = f"there is no origin `{variant.origin}`"
        yield Mistake((*path, "origin"), message, name=variant.origin, known=origins)
    for key, headers in (("headers", variant.headers), ("response_headers", variant.response_headers)):
        yield from check_header_names((*path, key), headers, at_key=True)
        yield from check_header_values((*path, key), headers)


def _unsettable(path: KeyPath, variant: Variant, kind: Kind) -> Iterator[Mistake]:
    """Headers that CloudFront lets nobody set at the event at which the variant would."""
    at_request: EventType = "viewer-request" if kind == "function" else "origin-request"
    for key, headers, event in (
        ("headers", variant.headers, at_request),
        ("response_headers", variant.response_headers, "viewer-response"),
    ):
        for name in headers:
            if fold(name) in _ELSEWHERE or fold(name).startswith(_OURS) or _is_denied(name, kind, event):
                yield Mistake((*path, key, name), f"`{name}` cannot be set by a variant", at_key=True)


def _is_denied(name: str, kind: Kind, event: EventType) -> bool:
    return is_disallowed(name) or is_read_only(name, kind=kind, event=event) or adding_fails(name, event)


def _of_function(path: KeyPath, variant: Variant) -> Iterator[Mistake]:
    for key in ("origin", "redirect"):
        if getattr(variant, key):
            expected = 'prefixes, headers and cookies only, or kind = "handler"'
            yield Mistake((*path, key), f"an experiment of a function has no {key}; expected {expected}")


def _path_of(target: str) -> str:
    bare = re.split(r"[?#]", target, maxsplit=1)[0]
    return bare if bare.startswith("/") else "/" + bare.partition("://")[2].partition("/")[2]
