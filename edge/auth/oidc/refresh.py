"""Renewing a session with the refresh token that is kept beside it (OpenID Connect Core 1.0, section 12).

By default no refresh token is kept: an hour later the visitor is sent to the provider, whose own session
answers without a question, which costs a few redirects and keeps nothing that could be stolen. With `refresh
= true` it is kept in a sealed cookie (`edge.auth.sealed`), and the provider is asked directly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.auth.decision import session_at
from edge.auth.jwt import TokenError
from edge.auth.oidc.id_token import check_id_token
from edge.auth.oidc.kept import ID_TOKEN, REFRESH_TOKEN, kept
from edge.auth.oidc.new_session import longer_session, session_cookies
from edge.auth.oidc.token_endpoint import GrantError, redeem
from edge.auth.session import Session, SessionError

if TYPE_CHECKING:
    from collections.abc import Generator

    from edge.auth.oidc.exchange import Context, HttpReply, HttpRequest

__all__ = ["refreshed"]


def refreshed(context: Context) -> Generator[HttpRequest, HttpReply, tuple[str, ...]]:
    """The `Set-Cookie` lines of the renewed session; none where it cannot be renewed so.

    Raises:
        UnavailableError: the provider cannot be reached, or refuses the client.
    """
    session = session_at(
        context.settings,
        context.request,
        context.site,
        now=context.now,
        live=context.live,
        renewable=True,
    )
    if not context.provider.refresh or not isinstance(session, Session):
        return ()
    token = kept(context, REFRESH_TOKEN, session)
    if not token:
        return ()
    try:
        grant = {"grant_type": "refresh_token", "refresh_token": token}
        tokens = yield from redeem(context, grant, code=False)
        claims = None
        if tokens.id_token:
            claims = check_id_token(
                context, tokens.id_token, subject=session.subject, access_token=tokens.access_token
            )
        # what the provider did not give anew stays as it is
        tokens = tokens._replace(
            refresh_token=tokens.refresh_token or token,
            id_token=tokens.id_token or kept(context, ID_TOKEN, session),
        )
        longer = longer_session(context, session, claims, scope=tokens.scope)
        return session_cookies(context, longer, tokens)
    except (GrantError, TokenError, SessionError):
        return ()
