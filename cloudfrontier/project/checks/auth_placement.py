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


def check_placement(draft: Draft) -> Iterator[Mistake]:
    """A gate that sends visitors to paths which no gate answers."""
    auth = draft.project.auth
    gates = [table for _, table in draft.behaviors if _is_gate(draft, table)]
    if auth is None or not auth.providers or not gates:
        return
    callback = f"{auth.path}/callback"
    for _, table in draft.behaviors:
        if not PathPattern(table.path).matches(callback):
            continue
        if not _is_gate(draft, table):
            message = (
                f"visitors come back from the provider to {quoted(callback)}, which the behavior "
                f"{quoted(table.path)} answers without a handler of the feature `auth` on viewer-request; "
                f"expected a behavior {quoted(auth.path + '/*')} before it, with that handler"
            )
            yield Mistake(("auth", "providers"), message, at_key=True)
        return


def _is_gate(draft: Draft, table: BehaviorTable) -> bool:
    handler = draft.project.handlers.get(table.viewer_request or "")
    return handler is not None and "auth" in handler.features
