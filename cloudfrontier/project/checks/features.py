"""The settings of the features: what a handler would refuse when it starts is refused before it is built.

`edge` checks the same settings once more at the edge, where it knows of no file and no line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.project.checks.auth import check_auth
from cloudfrontier.project.checks.auth_placement import check_placement
from cloudfrontier.project.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft

__all__ = ["check_features"]


def check_features(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the table `auth`, and with what it shares with `ab_testing`."""
    auth, ab_testing = draft.project.auth, draft.project.ab_testing
    if auth:
        yield from check_auth(("auth",), auth)
        yield from check_placement(draft)
    if auth and ab_testing:
        cookies = {
            ab_testing.visitor_cookie,
            ab_testing.force_cookie,
            *(f"ab-{item.id}" for item in ab_testing.experiments),
        }
        if auth.cookie in cookies:
            yield Mistake(("auth", "cookie"), f"the cookie `{auth.cookie}` is one of `ab_testing` too")
