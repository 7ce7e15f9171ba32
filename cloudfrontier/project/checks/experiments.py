"""Experiments: what a handler would refuse when it starts, and what would not do what it says.

`edge` checks the same settings once more at the edge, where it knows of no file and no line.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

from cloudfrontier.project.checks.text import (
    check_cookie,
    check_header_names,
    check_header_values,
    check_patterns,
    is_token,
)
from cloudfrontier.project.checks.variants import check_redirects, check_variants
from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import AbTesting, Experiment
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_experiments"]

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def check_experiments(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the table `ab_testing`."""
    testing = draft.project.ab_testing
    if testing is None:
        yield from _of_functions(draft, ())
        return
    path = ("ab_testing",)
    yield from _cookies(path, testing)
    experiments = testing.experiments
    if not experiments:
        yield unfit((*path, "experiments"), experiments, "one experiment at least")
    ids = [experiment.id.lower() for experiment in experiments]
    for index, experiment in enumerate(experiments):
        place = (*path, "experiments", index)
        if experiment.id.lower() in ids[:index]:
            message = (
                f"`{experiment.id}` is the id of an experiment before it; case does not count in headers"
            )
            yield Mistake((*place, "id"), message)
        yield from _experiment(place, experiment)
        yield from check_variants(place, experiment, draft)
    yield from check_redirects((*path, "experiments"), experiments)
    yield from _namespaces((*path, "experiments"), experiments)
    yield from _of_functions(draft, experiments)


def _cookies(path: KeyPath, testing: AbTesting) -> Iterator[Mistake]:
    yield from check_cookie((*path, "visitor_cookie"), testing.visitor_cookie)
    ours = {f"ab-{item.id}": item.id for item in testing.experiments}
    for key in ("visitor_cookie", "site_cookie", "force_cookie"):
        name = getattr(testing, key)
        if name in ours:
            yield Mistake((*path, key), f"the cookie of the experiment `{ours[name]}` too")
        elif name and key != "visitor_cookie":
            yield from check_cookie((*path, key), name)
    if testing.visitor_header and not is_token(testing.visitor_header):
        yield unfit((*path, "visitor_header"), testing.visitor_header, "the name of a header")
    if not re.fullmatch(r"[A-Za-z0-9._~-]+", testing.force_parameter):
        expected = "the name of a query parameter: letters, digits and `-._~`"
        yield unfit((*path, "force_parameter"), testing.force_parameter, expected)
    if testing.sign_cookies and testing.key is None:
        yield Mistake((*path, "sign_cookies"), "cookies are signed with a key; expected the table `key` too")


def _experiment(path: KeyPath, experiment: Experiment) -> Iterator[Mistake]:
    if not experiment.paths:
        yield unfit((*path, "paths"), experiment.paths, "one path pattern at least, such as `/*`")
    yield from check_patterns((*path, "paths"), experiment.paths)
    yield from _times(path, experiment)
    yield from _audience(path, experiment)
    namespace = experiment.namespace
    if namespace and namespace.start >= namespace.end:
        yield unfit((*path, "namespace", "end"), namespace.end, "more than its start")


def _times(path: KeyPath, experiment: Experiment) -> Iterator[Mistake]:
    begins, ends = _time(experiment.start), _time(experiment.end)
    for key, text, time in (("start", experiment.start, begins), ("end", experiment.end, ends)):
        if text and time is None:
            yield unfit((*path, key), text, "a time with its offset, such as `2026-12-01T08:00:00Z`")
    if begins and ends and begins >= ends:
        yield unfit((*path, "end"), experiment.end, "a time after the start")


def _audience(path: KeyPath, experiment: Experiment) -> Iterator[Mistake]:
    for key in ("countries", "except_countries"):
        for index, country in enumerate(getattr(experiment, key)):
            if not _COUNTRY.fullmatch(country):
                yield unfit((*path, key, index), country, "two capitals (ISO 3166-1), such as `DE`")
    for index, language in enumerate(experiment.languages):
        if not _LANGUAGE.fullmatch(language):
            yield unfit((*path, "languages", index), language, "a language, such as `en` or `en-GB`")
    yield from check_header_names((*path, "headers"), experiment.headers, at_key=True)
    yield from check_header_values((*path, "headers"), experiment.headers)


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _of_functions(draft: Draft, experiments: tuple[Experiment, ...]) -> Iterator[Mistake]:
    """Functions name the experiments that are theirs."""
    kinds = {item.id: item.kind for item in experiments}
    known = tuple(name for name, kind in kinds.items() if kind == "function")
    for function, table in draft.project.functions.items():
        for index, name in enumerate(table.experiments):
            place = ("functions", function, "experiments", index)
            if name not in kinds:
                message = f"there is no experiment `{name}` in `ab_testing`"
                yield Mistake(place, message, name=name, known=known)
            elif name not in known:
                yield Mistake(place, f'`{name}` is for handlers; expected one of kind = "function"')


def _namespaces(path: KeyPath, experiments: tuple[Experiment, ...]) -> Iterator[Mistake]:
    """Experiments of one namespace are there so as not to overlap."""
    parts = [(index, item, item.namespace) for index, item in enumerate(experiments) if item.namespace]
    for (_, first, one), (index, _, other) in combinations(parts, 2):
        if one.id == other.id and one.start < other.end and other.start < one.end:
            shared = f"from {max(one.start, other.start):g} to {min(one.end, other.end):g}"
            message = f"overlaps the experiment `{first.id}` in the namespace `{one.id}`, {shared}"
            yield Mistake((*path, index, "namespace"), message)
