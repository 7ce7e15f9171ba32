"""Who may pass: settings and a request in, a decision out. No I/O, no clock, nothing is changed.

1. For the sign-in page, or a plain path that matches an anonymous pattern: pass, as nobody.
2. One of our own paths, such as `/.auth/callback`: it is for the sign-in to answer.
3. With a valid session, or what another scheme takes for a proof: pass as its subject if the rules allow it;
   403 if not.
4. For a page that is navigated to (GET or HEAD, by a browser and not by a script): 302 to the sign-in page,
   where there is one.
5. For anything else (a form that is posted, a fetch, an image, a preflight): 401, for a redirect would answer
   it with HTML.

Where hosts have providers of their own, a host that none of them names is let in nowhere but on open paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge import headers
from edge.auth.authorization import denial
from edge.auth.identity import Identity, Refused
from edge.auth.paths import is_plain, return_path
from edge.auth.session import Session
from edge.auth.session_check import find_session
from edge.responses import percent_encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.session import Refusal
    from edge.auth.settings import AuthSettings, Site
    from edge.events import Request

__all__ = [
    "Allow", "Decision", "Forbid", "Own", "Redirect", "Refuse", "decide", "is_navigation", "is_open",
    "session_at", "site_of",
]  # fmt: skip

NO_LIVE: dict[str, object] = {}


class Allow(NamedTuple):
    """Let the request through, as somebody or, on an open path, as nobody."""

    identity: Identity | None


class Redirect(NamedTuple):
    """Send the visitor to sign in; `reason` is a word for the log."""

    location: str
    reason: str


class Refuse(NamedTuple):
    """Answer that a proof is needed; `reason` is a word for the log."""

    reason: str
    challenges: tuple[str, ...]
    """Values of `WWW-Authenticate`."""


class Forbid(NamedTuple):
    """Answer that it is not allowed, to this identity or at this host; `reason` is a word for the log."""

    reason: str


class Own(NamedTuple):
    """A path of the sign-in itself: `sign-in`, `callback`, `renew`, `sign-out`, or one that is not there."""

    action: str
    site: Site


Decision = Allow | Redirect | Refuse | Forbid | Own


def decide(
    settings: AuthSettings, request: Request, *, now: float, live: Mapping[str, object] = NO_LIVE
) -> Decision:
    """What becomes of a request at that time (seconds since the epoch).

    `live`: the table `auth` of the live settings.
    """
    uri = request["uri"]
    site = site_of(settings, request) if settings.sites else None
    if settings.sites and uri.startswith(settings.base):
        return Own(uri[len(settings.base) :], site) if site else Forbid("host")
    if is_open(settings, request):
        return Allow(None)
    if settings.sites and site is None:
        return Forbid("host")
    found = _identity(settings, request, site, now, live)
    if isinstance(found, Identity):
        reason = denial(settings.rules, found, method=request["method"], path=uri)
        return Forbid(reason) if reason else Allow(found)
    if not settings.redirect_to or not is_navigation(request):
        return Refuse(found.reason, _challenges(settings))
    back = return_path(uri, request["querystring"])
    return Redirect(settings.redirect_to + percent_encode(back), found.reason)


def session_at(  # noqa: PLR0913  what a verdict depends on, by name
    settings: AuthSettings,
    request: Request,
    site: Site | None,
    *,
    now: float,
    live: Mapping[str, object],
    renewable: bool = False,
) -> Session | Refusal:
    """The session of a request; `renewable`: one that is over counts until its end."""
    return find_session(
        request["headers"],
        cookie=settings.cookie,
        keys=settings.keys,
        site=site.name if site else "",
        now=now,
        live=live,
        renewable=renewable,
    )


def site_of(settings: AuthSettings, request: Request) -> Site | None:
    """The site whose host was asked, if there is one."""
    host = (headers.first(request["headers"], "host") or "").lower().partition(":")[0]
    return settings.sites.get(host) or settings.sites.get("*")


def is_open(settings: AuthSettings, request: Request) -> bool:
    """Whether the path is for everybody, whoever they are."""
    uri = request["uri"]
    if uri == settings.sign_in_path:
        host = headers.first(request["headers"], "host") or ""
        if settings.sign_in_host in ("", host.lower()):
            return True
    return settings.anonymous.match(uri) and is_plain(uri) and settings.anonymous.cover(uri)


def is_navigation(request: Request) -> bool:
    """Whether a person waits for a page.

    Browsers say so by `Sec-Fetch-Mode`. Where it is missing, a program is what sends `X-Requested-With` or
    `Authorization`, or would not take HTML.
    """
    lines = request["headers"]
    if request["method"] not in ("GET", "HEAD"):
        return False
    mode = headers.first(lines, "sec-fetch-mode")
    if mode is not None:
        return mode == "navigate"
    accept = headers.first(lines, "accept") or "*/*"
    program = "x-requested-with" in lines or "authorization" in lines
    return not program and ("text/html" in accept or "*/*" in accept)


def _identity(
    settings: AuthSettings, request: Request, site: Site | None, now: float, live: Mapping[str, object]
) -> Identity | Refused | Refusal:
    """Who sent the request; of several refusals the first that is more than `absent`."""
    refusal: Refused | Refusal = Refused("absent")
    if settings.keys:
        found = session_at(settings, request, site, now=now, live=live)
        if isinstance(found, Session):
            return Identity(found.subject, found.claims, "session", found.expires_at)
        refusal = found
    for scheme in settings.schemes:
        verdict = scheme.check(request, now)
        if isinstance(verdict, Identity):
            return verdict
        if verdict is not None and refusal.reason == "absent":
            refusal = verdict
    return refusal


def _challenges(settings: AuthSettings) -> tuple[str, ...]:
    """A 401 must hold a challenge (RFC 9110, section 15.5.2); no scheme is registered for cookies."""
    known = [str(getattr(scheme, "challenge", "")) for scheme in settings.schemes]
    challenges = tuple(filter(None, known))
    return ('Cookie realm="sign-in"', *challenges) if settings.keys or not challenges else challenges
