"""Lists of routes beside a canonical address: sources and targets in the form that addresses have.

Routes are tried with the canonical path of a request. So a rule for `/About/` is one for `/about` where paths
are in lower case and have no slash at the end, and a redirect to `/New` leads to `/new` at once.

1. A source that is one path gets the form of that path. In a pattern the texts get it; what is captured is
   canonical already.
2. So does the target of a redirect if it is one path of this host. Of a target with slots the texts get small
   letters, and the last one loses its slash; whatever else it has is redirected once more.
3. Targets of rewrites stay: what is fetched has no visitor, and no address.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfront_functions.reference.path_forms import formed
from cloudfront_functions.rules import Capture, Pattern, Redirect, Routes, Target, exact, text_of
from cloudfront_functions.rules.canonical import Canonical
from cloudfront_functions.rules.path_forms import (
    LowerCase,
    WithBase,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.rules import Route, Step
    from cloudfront_functions.rules.pattern import Rest, Segment
    from cloudfront_functions.rules.target import Template

__all__ = ["canonical_path", "canonical_routes", "with_canonical_routes"]


def with_canonical_routes(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps; where there is a `Canonical` among them, with routes in its form."""
    listed = tuple(steps)
    canonical = next((step for step in listed if isinstance(step, Canonical)), None)
    return tuple(
        Routes(canonical_routes(step.rules, canonical)) if isinstance(step, Routes) else step
        for step in listed
    )


def canonical_routes(rules: Iterable[Route], canonical: Canonical | None) -> tuple[Route, ...]:
    """The rules for canonical paths."""
    if canonical is None or not canonical.forms:
        return tuple(rules)
    return tuple(in_form(rule, canonical) for rule in rules)


def canonical_path(path: str, canonical: Canonical) -> str:
    """The path in all its forms."""
    for form in canonical.forms:
        path = formed(path, form)
    return path


def in_form(rule: Route, canonical: Canonical) -> Route:
    """The rule for canonical paths."""
    rule = replace(rule, source=source_in_form(rule.source, canonical))
    if isinstance(rule, Redirect):
        return replace(rule, target=target_in_form(rule.target, canonical))
    return rule


def source_in_form(source: Pattern, canonical: Canonical) -> Pattern:
    """The pattern of canonical paths."""
    if source.path is not None:
        has_one_end = {WithSlash, WithoutSlash} & set(map(type, canonical.forms))
        any_slash = source.any_slash and not has_one_end
        return exact(canonical_path(source.path, canonical), any_slash=any_slash)
    segments, rest = source.segments, source.rest
    any_slash = source.any_slash
    for form in canonical.forms:
        match form:
            case LowerCase():
                segments = tuple(map(small, segments))
                rest = rest and replace(rest, before=letters(rest.before), after=letters(rest.after))
            case WithoutHtml():
                segments, rest = without_html(segments, rest)
            case WithSlash() | WithoutSlash():
                any_slash = any_slash or not (rest and (rest.before or rest.after))
            case WithBase() | WithoutBase():
                segments = on_base(segments, form)
            case _:
                pass
    return Pattern(segments, rest, any_slash=any_slash)


def small(segment: Segment) -> Segment:
    """A segment in small letters."""
    if isinstance(segment, str):
        return letters(segment)
    return replace(segment, before=letters(segment.before), after=letters(segment.after))


def letters(text: str) -> str:
    """A text in small letters."""
    return formed(text, LowerCase())


def without_html(segments: tuple[Segment, ...], rest: Rest | None) -> tuple[tuple[Segment, ...], Rest | None]:
    """The end of a pattern without its extension."""
    if rest:
        return segments, replace(rest, after=rest.after.removesuffix(".html"))
    last = segments[-1]
    if isinstance(last, Capture):
        return (*segments[:-1], replace(last, after=last.after.removesuffix(".html"))), None
    return (*segments[:-1], formed(f"/{last}", WithoutHtml())[1:]), None


def on_base(segments: tuple[Segment, ...], form: WithBase | WithoutBase) -> tuple[Segment, ...]:
    """The pattern with a base in front, or without it."""
    base = tuple(form.base[1:].split("/"))
    has_base = segments[: len(base)] == base
    if isinstance(form, WithBase):
        return segments if has_base else (*base, *segments)
    return segments[len(base) :] if has_base else segments


def target_in_form(target: Target, canonical: Canonical) -> Target:
    """The target; on this host, with the path that addresses have."""
    if not target.start.startswith("/"):
        return target
    path = text_of(target.path)
    if path is not None:
        # without a base, `/app//host` would begin with two slashes
        reached = canonical_path(path, canonical)
        return replace(target, path=("/" + reached.lstrip("/\\"),))
    return replace(target, path=slots_in_form(target.path, canonical))


def slots_in_form(path: Template, canonical: Canonical) -> Template:
    """A path with slots: its texts."""
    kinds = set(map(type, canonical.forms))
    if LowerCase in kinds:
        path = tuple(letters(part) if isinstance(part, str) else part for part in path)
    last = path[-1]
    if WithoutSlash in kinds and isinstance(last, str) and last.strip("/"):
        return (*path[:-1], last.rstrip("/"))
    return path[:-1] if WithoutSlash in kinds and last == "/" else path
