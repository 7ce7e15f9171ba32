"""Visitors of experiments who are told by what `auth` has verified: `auth` must have been there before.

Otherwise a header is what the visitor wrote, and a claim is never there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.project.mistake import Mistake, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import AbTesting, Auth, BehaviorTable

__all__ = ["check_visitor_id"]

VERIFIED = "x-auth-"
"""Prefix of the headers that are `auth`'s alone."""


def check_visitor_id(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with `visitor_claim` and `visitor_header`, which `auth` provides."""
    auth, testing = draft.project.auth, draft.project.ab_testing
    if testing is None:
        return
    place = ("ab_testing", "visitor_claim")
    if testing.visitor_claim:
        if auth is None or not auth.keys:
            yield Mistake(place, "a claim is one of a session; expected the table `auth` with its `keys` too")
        elif not _is_kept(auth, testing.visitor_claim):
            message = (
                f"sessions do not keep {quoted(testing.visitor_claim)}; name it in `auth.session.claims`"
            )
            yield Mistake(place, message)
        if any(item.kind == "function" for item in testing.experiments):
            yield Mistake(place, "a function reads no session; expected experiments of handlers only")
    if key := _verified(testing):
        yield from _placed(draft, key)


def _is_kept(auth: Auth, claim: str) -> bool:
    """Sessions that a provider begins keep what they are told to; other sessions may have any claim."""
    return not auth.providers or claim in ("sub", *auth.session.claims, *auth.headers.values())


def _verified(testing: AbTesting) -> str:
    if testing.visitor_claim:
        return "visitor_claim"
    return "visitor_header" if testing.visitor_header.lower().startswith(VERIFIED) else ""


def _placed(draft: Draft, key: str) -> Iterator[Mistake]:
    attached = [name for _, table in draft.behaviors for name in _viewer_handlers(table, key)]
    for name in dict.fromkeys(attached):
        handler = draft.project.handlers.get(name)
        features = handler.features if handler else ()
        if "ab_testing" in features and "auth" not in features[: features.index("ab_testing")]:
            message = f"{quoted(key)} is what `auth` has verified; expected `auth` before `ab_testing`"
            yield Mistake(("handlers", name, "features"), message)


def _viewer_handlers(table: BehaviorTable, key: str) -> tuple[str, ...]:
    """Those that make out who the visitor is; the header is written for viewer-response too."""
    events = (table.viewer_request, table.viewer_response if key == "visitor_claim" else None)
    return tuple(name for name in events if name)
