"""The way to the provider: `sign-in` for people, `renew` for pages whose session is about to end.

1. Who has a session already is sent back at once: of many tabs, the later ones profit from the first.
2. A session that is over but has a refresh token beside it is renewed without leaving the site.
3. Otherwise the visitor goes to the provider: authorization code with PKCE (RFC 7636, S256), a state and a
   nonce of this attempt alone. `renew` asks with `prompt=none`, so that nobody sees anything.
4. Who follows a link of another site brings no Strict session along: the page asks for itself again first.
5. Where two attempts in a row came back and the session still does not hold, the third ends on a page that
   says why.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from edge import headers
from edge.auth.base64url import encode
from edge.auth.decision import session_at
from edge.auth.oidc import attempt as attempts
from edge.auth.oidc.exchange import Answer
from edge.auth.oidc.query import read_query
from edge.auth.oidc.refresh import refreshed
from edge.auth.oidc.token_endpoint import form
from edge.auth.paths import local_path
from edge.auth.sealed import NONCE
from edge.auth.session import Session
from edge.responses import percent_encode

if TYPE_CHECKING:
    from edge.auth.oidc.exchange import Context, Flow

__all__ = ["authorization_url", "redirect_uri", "renew", "sign_in"]


def sign_in(context: Context) -> Flow:
    """Answers `sign-in?return_to=...`."""
    settings, request = context.settings, context.request
    back = back_from(context)
    host = context.origin.partition("://")[2]
    canonical = context.provider.canonical_host
    if canonical and host != canonical:
        location = f"https://{canonical}{settings.redirect_to}{percent_encode(back)}"
        return Answer("sent_to_host", location=location)
    if _hides_strict_session(context):
        return Answer("asked_again", location=settings.redirect_to + percent_encode(back))
    session = session_at(settings, request, context.site, now=context.now, live=context.live)
    if isinstance(session, Session):
        return Answer("already_signed_in", location=back)
    lines = request["headers"]
    spent, cleared = attempts.read_all(lines, settings.keys, host=host, now=context.now)
    if spent >= attempts.MOST_ATTEMPTS:
        again = settings.redirect_to + percent_encode(back)
        return Answer("loop_ended", session.reason, page="loop", link=again, cookies=attempts.clear(lines))
    renewed = yield from refreshed(context)
    if renewed:
        mark = _attempt(context, back, spent + 1, silent=False)._replace(spent=True, seed=b"")
        return Answer("renewed", location=back, cookies=(*renewed, *cleared, _cookie(context, mark)))
    attempt = _attempt(context, back, spent + 1, silent=False)
    cookies = (*cleared, _cookie(context, attempt))
    return Answer("sent", session.reason, authorization_url(context, attempt), cookies=cookies)


def renew(context: Context) -> Flow:
    """Answers `renew`: with a page called `renewed`, or by way of the provider, without a question."""
    host = context.origin.partition("://")[2]
    renewed = yield from refreshed(context)
    if renewed:
        return Answer("renewed", page="renewed", cookies=renewed)
    _, cleared = attempts.read_all(
        context.request["headers"], context.settings.keys, host=host, now=context.now
    )
    if context.provider.kind == "github":
        return Answer("not_renewed", "github", page="not-renewed", cookies=cleared)
    attempt = _attempt(context, "/", 1, silent=True)
    cookies = (*cleared, _cookie(context, attempt))
    return Answer("sent", "silent", authorization_url(context, attempt), cookies=cookies)


def back_from(context: Context) -> str:
    """The way back that the query names, if it leads to a page of this site that is not one of ours."""
    parameters = read_query(context.request["querystring"]) or {}
    name = context.settings.redirect_to.partition("?")[2].rstrip("=")
    back = local_path(parameters.get(name, "/"))
    return "/" if back.startswith(context.settings.base) else back


def redirect_uri(context: Context) -> str:
    """Where the provider sends visitors back to; it must be registered there, for each host."""
    return f"{context.origin}{context.settings.base}callback"


def authorization_url(context: Context, attempt: attempts.Attempt) -> str:
    """The authorization request (OpenID Connect Core 1.0, section 3.1.2.1)."""
    provider = context.provider
    parameters = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect_uri(context),
        "scope": " ".join(provider.scopes),
        "state": attempt.id,
        "code_challenge": encode(sha256(attempt.verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    if provider.kind == "oidc":
        parameters["nonce"] = attempt.nonce
    parameters |= dict(provider.parameters)
    if attempt.silent:
        parameters["prompt"] = "none"
    endpoint = provider.authorization_endpoint
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{form(parameters)}"


def _hides_strict_session(context: Context) -> bool:
    """Whether another site led here, so that a Strict session is not sent though it may be there."""
    came_from = headers.first(context.request["headers"], "sec-fetch-site")
    return context.settings.session.same_site == "Strict" and came_from in ("cross-site", "same-site")


def _attempt(context: Context, back: str, count: int, *, silent: bool) -> attempts.Attempt:
    return attempts.begin(
        site=context.site.name,
        back=back,
        count=count,
        silent=silent,
        now=context.now,
        entropy=context.entropy,
    )


def _cookie(context: Context, attempt: attempts.Attempt) -> str:
    key = next(iter(context.settings.keys.values()))
    host = context.origin.partition("://")[2]
    return attempts.attempt_cookie(attempt, key, host=host, nonce=context.entropy(NONCE))
