"""Where the sign-in's own paths lead: to the handler, or nobody ever comes back from a provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.path_pattern import PathPattern
from cloudfrontier.project.mistake import Mistake, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import BehaviorTable

__all__ = ["check_placement"]


_WHY = {
    "callback": "visitors come back from the provider to",
    "sign-in": "visitors are sent to sign in to",
    "renew": "pages renew their sessions at",
    "sign-out": "visitors sign out at",
    "signed-out": "the provider sends who has signed out to",
}
"""The sign-in's own paths and who asks for them, the one without which nothing works first."""


def check_placement(draft: Draft) -> Iterator[Mistake]:
    """A gate that sends visitors to paths which no gate answers; the first such path is told."""
    auth = draft.project.auth
    if auth is None or not auth.providers or not any(_is_gate(draft, table) for _, table in draft.behaviors):
        return
    for action, why in _WHY.items():
        path = f"{auth.path}/{action}"
        table = next((table for _, table in draft.behaviors if PathPattern(table.path).matches(path)), None)
        if table is not None and not _is_gate(draft, table):
            message = (
                f"{why} {quoted(path)}, which the behavior {quoted(table.path)} answers without a handler of "
                f"the feature `auth` on viewer-request; expected a behavior {quoted(auth.path + '/*')} "
                "before it, with that handler"
            )
            yield Mistake(("auth", "providers"), message, at_key=True)
            return


def _is_gate(draft: Draft, table: BehaviorTable) -> bool:
    handler = draft.project.handlers.get(table.viewer_request or "")
    return handler is not None and "auth" in handler.features
