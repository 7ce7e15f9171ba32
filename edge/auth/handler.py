"""Sign-in on viewer-request: acts on a decision, and makes sure that an origin can trust what it is told.

1. Whatever a visitor sends as `x-auth-*` is taken away, also from anonymous requests; what the origin is told
   comes from a verified identity and from nothing else. An origin request policy must name the headers for
   the origin to see them.
   Headers by which some origins take another path or method for the one that was judged go, too.
2. Nothing that this answers is stored. What the origin answers is: on a behavior that serves private pages
   use the cache policy CachingDisabled, or one with `x-auth-subject` in its key; otherwise the first
   visitor's page is served to the next. The check itself runs before the cache, for every request.
3. It fails closed: a request that cannot be decided is not let through.
4. On viewer-response, where a behavior attaches it there too, a session of which half is over is renewed. The
   cookie is set on whatever is answered, so no redirect is needed and none can go round in circles.
5. Whose session it is, later features are told on both viewer events by `call.session`; on paths that are
   open to all it is nobody's.
6. Signing in is imported when one of its own paths is asked for: a request with a session never pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import headers
from edge.auth.decision import (
    Forbid,
    Own,
    Redirect,
    Refuse,
    decide,
    is_navigation,
    is_open,
    session_at,
    site_of,
)
from edge.auth.identity_headers import set_identity
from edge.auth.session import Session
from edge.auth.session_cookie import renewed_cookie
from edge.auth.settings import read_settings
from edge.responses import generate, redirect
from edge.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import ClassVar, Literal

    from edge.auth.oidc.service import Ports, SignIn
    from edge.events import Request, Response
    from edge.handler import Invocation
    from edge.settings import Table

__all__ = ["Auth"]


OTHER_PATHS = ("x-original-url", "x-rewrite-url")
"""Some frameworks of IIS's and PHP's serve the path that these name, whatever was asked for
(https://portswigger.net/web-security/access-control, read 2026-11); no browser sends them."""
OTHER_METHODS = ("x-http-method-override", "x-http-method", "x-method-override")


class Auth:
    """The feature `auth`.

    Outcomes: `allowed`, `anonymous`, `redirected`, `refused`, `forbidden`, `extended` (on viewer-response),
    and of the sign-in `sent`, `sent_to_host` (the canonical one), `asked_again`, `signed_in`,
    `already_signed_in`, `denied`, `unavailable`, `loop_ended`, `renewed` (by the provider), `not_renewed`,
    `sign_out_asked`, `signed_out`, `signed_out_page`.

    Routine are `allowed` and `anonymous`, and that a visitor without any proof was `redirected` or `refused`:
    pages have many files, and robots come again and again.
    """

    name: ClassVar[str] = "auth"
    fails: ClassVar[Literal["open", "closed"]] = "closed"

    __slots__ = ("_ports", "_settings", "_sign_in", "_unwanted")

    def __init__(self, table: Table, *, ports: Ports | None = None) -> None:
        """Read the settings; `ports` replaces the world outside."""
        self._settings = read_settings(table)
        by_method = any(rule.methods for rule in self._settings.rules)
        self._unwanted = OTHER_PATHS + OTHER_METHODS if by_method else OTHER_PATHS
        self._ports = ports
        self._sign_in: SignIn | None = None

    def viewer_request(self, request: Request, call: Invocation) -> Request | Response:
        """Let the request through with its verified identity, or answer it."""
        settings = self._settings
        decision = decide(settings, request, now=call.now, live=_live(call))
        if isinstance(decision, Own):
            return self._own().answer(decision.action, decision.site, request, call)
        if isinstance(decision, Redirect):
            (call.routine if decision.reason == "absent" else call.outcome)(
                "redirected", reason=decision.reason
            )
            return redirect(decision.location)
        if isinstance(decision, Refuse):
            (call.routine if decision.reason == "absent" else call.outcome)("refused", reason=decision.reason)
            challenges = [("WWW-Authenticate", challenge) for challenge in decision.challenges]
            return generate(401, "A session is needed: sign in first.\n", headers=challenges)
        if isinstance(decision, Forbid):
            call.outcome("forbidden", reason=decision.reason)
            return self._forbidden(decision, request, call)
        identity = decision.identity
        headers.remove_named(request["headers"], self._unwanted)
        set_identity(request["headers"], identity, settings.headers, key=settings.origin_key, now=call.now)
        if identity is None:
            call.routine("anonymous")
        else:
            _hide_signature(request, identity.scheme)
            if identity.scheme == "session":
                call.session = {**identity.claims, "sub": identity.subject}
            call.routine("allowed", scheme=identity.scheme)
        return request

    def viewer_response(self, request: Request, response: Response, call: Invocation) -> Response:
        """Say whose session it is, and set its cookie anew where half of its time is over."""
        settings = self._settings
        if not settings.keys or (settings.base and request["uri"].startswith(settings.base)):
            return response  # what signing out has cleared stays cleared
        site = site_of(settings, request)
        session = session_at(settings, request, site, now=call.now, live=_live(call))
        if not isinstance(session, Session) or (settings.sites and site is None):
            return response
        if not is_open(settings, request):
            call.session = {**session.claims, "sub": session.subject}
        cookie = renewed_cookie(settings, session, call.now)
        if cookie is None:
            return response
        headers.append(response["headers"], "Set-Cookie", cookie)
        # a shared cache between here and the visitor must not keep somebody's cookie
        headers.replace(response["headers"], "Cache-Control", "private, no-store")
        call.outcome("extended")
        return response

    def _own(self) -> SignIn:
        if self._sign_in is None:
            try:
                from edge.auth.oidc.service import Ports, SignIn  # noqa: PLC0415  see 6 above
            except ImportError:
                raise SettingsError("this zip was built without its sign-in: build it again") from None
            self._sign_in = SignIn(self._settings, self._ports or Ports())
        return self._sign_in

    def _forbidden(self, decision: Forbid, request: Request, call: Invocation) -> Response:
        from edge.auth.pages import PAGES, render  # noqa: PLC0415  a page that few are shown

        base = self._settings.base
        return render(
            PAGES["host" if decision.reason == "host" else "forbidden"],
            template=self._settings.page,
            request_id=call.request_id,
            link=f"{base}sign-out" if base else "",
            as_text=not is_navigation(request),
        )


def _live(call: Invocation) -> Mapping[str, object]:
    table = call.live.get("auth") if call.live else None
    return table if isinstance(table, dict) else {}


def _hide_signature(request: Request, scheme: str) -> None:
    """Take a link's signature out of the query: it is for us, and would be in every cache key and log."""
    if scheme == "signed-link":
        from edge.auth.signed_links import without_signature  # noqa: PLC0415  loaded already, then

        request["querystring"] = without_signature(request["querystring"])
