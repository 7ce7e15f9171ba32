"""Why signing in did not help: the page that ends a loop before it goes round a third time."""

from __future__ import annotations

from edge.auth.pages import TRY_AGAIN, Page

__all__ = ["loop_page"]

KEYS = "The servers of this site do not agree on their keys, as after an update. Wait a few minutes."
WHY = {
    "absent": (
        "You were signed in, but your browser did not send the session's cookie back. Allow cookies for this "
        "site, and check that a browser extension does not remove them."
    ),
    "expired": (
        "The session was over as soon as it began. Whoever runs this site should check how long sessions "
        "last."
    ),
    "future": "The session begins in the future: the clocks of this site's servers disagree.",
    "key": KEYS,
    "signature": KEYS,
    "revoked": "Your access to this site was taken back.",
    "site": "You are signed in at another part of this site, whose sessions do not hold here.",
    "ambiguous": (
        "Your browser sends sessions of several people. Clear the cookies of this site and try again."
    ),
}
OTHER = (
    "Your browser sends a session that this site did not make. Clear the cookies of this site and try again."
)


def loop_page(reason: str) -> Page:
    """The page for what was wrong with the session after the last attempt."""
    return Page(400, "Bad Request", "Signing in did not work", WHY.get(reason, OTHER), TRY_AGAIN)
