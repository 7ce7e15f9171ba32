"""Signing out: here, and at the provider, which would otherwise sign the visitor in again without a question.

1. Everything of ours is cleared: session, attempts, what was kept of tokens. A session that somebody copied
   goes on until it ends or is revoked by its id; cookies cannot be taken back from a thief.
2. The provider is told by RP-Initiated Logout 1.0, with the ID token as a hint so that it need not ask, or by
   the endpoint that Cognito or Auth0 have. `sign-out?scope=local` ends the session here only.
3. Another site must not sign people out: a request that comes from one is asked to confirm.

Sources: https://openid.net/specs/openid-connect-rpinitiated-1_0.html,
https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html and
https://auth0.com/docs/authenticate/login/logout/log-users-out-of-auth0 (read 2026-11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import headers
from edge.auth.decision import session_at
from edge.auth.oidc import attempt as attempts
from edge.auth.oidc.exchange import Answer
from edge.auth.oidc.file_cookies import clear_file_cookies
from edge.auth.oidc.kept import ID_TOKEN, REFRESH_TOKEN, clear_kept, kept
from edge.auth.oidc.query import read_query
from edge.auth.oidc.token_endpoint import form
from edge.auth.session import Session
from edge.auth.session_cookie import clear_session

if TYPE_CHECKING:
    from edge.auth.oidc.exchange import Context

__all__ = ["sign_out", "signed_out"]


def sign_out(context: Context) -> Answer:
    """Answers `sign-out`."""
    lines = context.request["headers"]
    parameters = read_query(context.request["querystring"]) or {}
    came_from = headers.first(lines, "sec-fetch-site")
    if came_from not in (None, "same-origin", "none"):
        return Answer("sign_out_asked", "cross-site", page="sign-out", link=_path(context, "sign-out"))
    cookies = (
        clear_session(context.settings),
        *attempts.clear(lines),
        *clear_kept(context, REFRESH_TOKEN, ID_TOKEN),
        *clear_file_cookies(context),
    )
    location = "" if parameters.get("scope") == "local" else _end_session(context)
    return Answer("signed_out", location=location or _path(context, "signed-out"), cookies=cookies)


def signed_out(context: Context) -> Answer:
    """Answers `signed-out`, where the provider sends visitors back to."""
    return Answer("signed_out_page", page="signed-out", link=_path(context, "sign-in"))


def _end_session(context: Context) -> str:
    """The provider's URL; empty where it has none, or must not be told."""
    provider = context.provider
    back = f"{context.origin}{_path(context, 'signed-out')}"
    if provider.sign_out == "local" or not provider.end_session_endpoint:
        return ""
    if provider.sign_out == "cognito":
        parameters = {"client_id": provider.client_id, "logout_uri": back}
    elif provider.sign_out == "auth0":
        parameters = {"client_id": provider.client_id, "returnTo": back}
    else:
        parameters = {"client_id": provider.client_id, "post_logout_redirect_uri": back}
        hint = _hint(context)
        if hint:
            parameters["id_token_hint"] = hint
    endpoint = provider.end_session_endpoint
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{form(parameters)}"


def _hint(context: Context) -> str:
    settings, request, site = context.settings, context.request, context.site
    session = session_at(settings, request, site, now=context.now, live={}, renewable=True)
    return kept(context, ID_TOKEN, session) if isinstance(session, Session) else ""


def _path(context: Context, action: str) -> str:
    return context.settings.base + action
