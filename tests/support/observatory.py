"""Mozilla's HTTP Observatory in small: the tests that headers decide, as their published criteria say.

Source: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring (read 2026-11). A site begins
at 100, penalties are taken away, and where 90 are left bonuses are added. The tests of cookies, redirects and
scripts of other hosts depend on the site, and are taken as neither passed nor failed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["grade", "score"]

PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"))
SIX_MONTHS = 15768000


def grade(headers: Mapping[str, str]) -> str:
    """The letter of the grading chart; everything below 50 is `D`."""
    points = score(headers)
    return next((letter for least, letter in GRADES if points >= least), "D")


def score(headers: Mapping[str, str]) -> int:
    """Points of a response with these headers, by names in lower case."""
    policy = parsed(headers.get("content-security-policy", ""))
    modifiers = [
        policy_points(policy),
        hsts_points(headers.get("strict-transport-security")),
        referrer_points(headers.get("referrer-policy")),
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        frame_points(headers.get("x-frame-options"), policy),
        resource_points(headers.get("cross-origin-resource-policy")),
    ]
    left = 100 + sum(points for points in modifiers if points < 0)
    return left + sum(points for points in modifiers if points > 0) if left >= 90 else left


def parsed(policy: str) -> dict[str, list[str]]:
    """Directive -> sources."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0].lower(): part[1:] for part in parts}


def policy_points(policy: dict[str, list[str]]) -> int:
    """The test of the Content-Security-Policy, the worst finding first."""
    if not policy:
        return -25
    default = policy.get("default-src", ["*"])
    scripts, objects = policy.get("script-src", default), policy.get("object-src", default)
    styles = policy.get("style-src", default)
    broad = {"*", "https:", "http:", "data:", "blob:"}
    if "'unsafe-inline'" in scripts or broad & {*scripts, *objects}:
        return -20
    everything = [source for sources in policy.values() for source in sources]
    if any(source.startswith("http:") for source in everything):
        return -20
    if "'unsafe-eval'" in everything:
        return -10
    if "'unsafe-inline'" in styles or broad & {*styles}:
        return 0
    return 10 if default == ["'none'"] else 5


def hsts_points(value: str | None) -> int:
    """Strict-Transport-Security: six months or more."""
    found = re.search(r"max-age=(\d+)", value or "")
    if found is None:
        return -20
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def referrer_points(value: str | None) -> int:
    """Referrer-Policy."""
    if value is None:
        return 0
    return 5 if value in PRIVATE else -5


def frame_points(value: str | None, policy: dict[str, list[str]]) -> int:
    """X-Frame-Options, or what stands for it in the policy."""
    if "frame-ancestors" in policy:
        return 5
    return 0 if value in {"DENY", "SAMEORIGIN"} else -20


def resource_points(value: str | None) -> int:
    """Cross-Origin-Resource-Policy; its absence has no penalty."""
    return 0 if value in {None, "same-origin", "same-site"} else -20
