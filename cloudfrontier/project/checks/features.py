"""The settings of the features: what a handler would refuse when it starts is refused before it is built.

`edge` checks the same settings once more at the edge, where it knows of no file and no line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.project.checks.text import check_cookie, check_patterns
from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import AbTesting, Auth, Experiment
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_features"]

_VISIBLE = re.compile(r"[!$-;=?-\[\]_a-z~]+")
"""Visible ASCII but for `" # < > \\ ^ ` { | }`: what may stand in a URL as it is."""
_HTTPS = re.compile(r"https://[^/?@]+(?:[/?].*)?")
_PARAMETER = re.compile(r"[A-Za-z0-9._~-]+")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def check_features(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the tables `auth` and `ab_testing`."""
    auth, ab_testing = draft.project.auth, draft.project.ab_testing
    if auth:
        yield from _auth(("auth",), auth)
    if ab_testing:
        yield from _ab_testing(("ab_testing",), ab_testing)
    if auth and ab_testing:
        cookies = {ab_testing.visitor_cookie, *(f"ab-{item.id}" for item in ab_testing.experiments)}
        if auth.cookie in cookies:
            yield Mistake(("auth", "cookie"), f"the cookie `{auth.cookie}` is one of `ab_testing` too")


def _auth(path: KeyPath, auth: Auth) -> Iterator[Mistake]:
    if not auth.keys:
        yield unfit((*path, "keys"), auth.keys, "one key at least: sessions are signed with the first")
    ids = [key.id for key in auth.keys]
    for index, key_id in enumerate(ids):
        if key_id in ids[:index]:
            yield Mistake(
                (*path, "keys", index, "id"), "the id of another key before it; expected one of its own"
            )
    text = auth.sign_in
    rooted = text.startswith("/") and not text.startswith("//")
    if not _VISIBLE.fullmatch(text) or not (rooted or _HTTPS.fullmatch(text)):
        yield unfit((*path, "sign_in"), text, "a path such as `/sign-in/`, or an https URL")
    if not _PARAMETER.fullmatch(auth.return_parameter):
        expected = "the name of a query parameter: letters, digits and `-._~`"
        yield unfit((*path, "return_parameter"), auth.return_parameter, expected)
    yield from check_cookie((*path, "cookie"), auth.cookie)
    yield from check_patterns((*path, "anonymous"), auth.anonymous)


def _ab_testing(path: KeyPath, ab_testing: AbTesting) -> Iterator[Mistake]:
    yield from check_cookie((*path, "visitor_cookie"), ab_testing.visitor_cookie)
    experiments = ab_testing.experiments
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
        if ab_testing.visitor_cookie == f"ab-{experiment.id}":
            yield Mistake((*path, "visitor_cookie"), f"the cookie of the experiment `{experiment.id}` too")
        yield from _experiment(place, experiment)


def _experiment(path: KeyPath, experiment: Experiment) -> Iterator[Mistake]:
    if not experiment.paths:
        yield unfit((*path, "paths"), experiment.paths, "one path pattern at least, such as `/*`")
    yield from check_patterns((*path, "paths"), experiment.paths)
    variants = experiment.variants
    if len(variants) < 2:
        yield Mistake((*path, "variants"), f"variants: {len(variants)}; expected two at least to choose from")
    names = [variant.name for variant in variants]
    for index, variant in enumerate(variants):
        place = (*path, "variants", index)
        if variant.name in names[:index]:
            yield Mistake((*place, "name"), f"`{variant.name}` is the name of another variant before it")
        if not _PREFIX.fullmatch(variant.prefix):
            yield unfit(
                (*place, "prefix"), variant.prefix, "nothing, or a path such as `/b` without `/` behind"
            )
