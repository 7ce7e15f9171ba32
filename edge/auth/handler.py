"""Sign-in on viewer-request: acts on a decision, and makes sure that an origin can trust what it is told.

1. Whatever a visitor sends as `x-auth-*` is taken away, also from anonymous requests; `x-auth-subject` is
   set from a verified session and from nothing else. An origin request policy must name it for the origin
   to see it.
2. Nothing that this answers is stored. What the origin answers is: on a behavior that serves private pages
   use the cache policy CachingDisabled, or one with `x-auth-subject` in its key; otherwise the first
   visitor's page is served to the next. The check itself runs before the cache, for every request.
3. It fails closed: a request that cannot be decided is not let through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.auth.decision import Redirect, Refuse, decide
from edge.auth.settings import read_settings
from edge.headers import remove_prefixed, replace
from edge.responses import generate, redirect

if TYPE_CHECKING:
    from typing import ClassVar, Literal

    from edge.events import Request, Response
    from edge.handler import Invocation
    from edge.settings import Table

__all__ = ["Auth"]

IDENTITY = "x-auth-"
"""Headers with this prefix are ours alone."""
CHALLENGE = ("WWW-Authenticate", 'Cookie realm="sign-in"')
"""A 401 must hold a challenge (RFC 9110, section 15.5.2); no scheme is registered for cookies."""


class Auth:
    """The feature `auth`; outcomes: `allowed`, `anonymous`, `redirected`, `refused`."""

    name: ClassVar[str] = "auth"
    fails: ClassVar[Literal["open", "closed"]] = "closed"

    __slots__ = ("_settings",)

    def __init__(self, table: Table) -> None:
        self._settings = read_settings(table)

    def viewer_request(self, request: Request, call: Invocation) -> Request | Response:
        """Let the request through with its verified subject, or answer it."""
        decision = decide(self._settings, request, now=call.now)
        if isinstance(decision, Redirect):
            call.outcome("redirected", reason=decision.reason)
            return redirect(decision.location)
        if isinstance(decision, Refuse):
            call.outcome("refused", reason=decision.reason)
            return generate(401, "A session is needed: sign in first.\n", headers=(CHALLENGE,))
        remove_prefixed(request["headers"], IDENTITY)
        if decision.session is None:
            call.outcome("anonymous")
        else:
            replace(request["headers"], "X-Auth-Subject", decision.session.subject)
            call.outcome("allowed")
        return request
