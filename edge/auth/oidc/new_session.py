"""The session that signing in ends with: its claims, chosen and bounded, and the cookies that carry it.

Kept are the claims that the project names (`session.claims`, `headers`) and those that its rules look at. Of
groups and scopes that rules alone ask for, only the values they name are kept: somebody may be in two hundred
groups of which the site knows three. The session's id is always a new one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from edge.auth.authorization import claim_values, wanted_claims
from edge.auth.base64url import encode
from edge.auth.oidc.file_cookies import file_cookies
from edge.auth.oidc.kept import ID_TOKEN, REFRESH_TOKEN, keep
from edge.auth.session import Session, sign
from edge.auth.session_cookie import session_cookie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.oidc.exchange import Context
    from edge.auth.oidc.token_endpoint import Tokens

__all__ = ["chosen_claims", "longer_session", "new_session", "session_cookies"]


def new_session(context: Context, claims: Mapping[str, object], *, scope: str) -> Session:
    """The session of somebody who just signed in; `scope`: what the provider granted."""
    times = context.settings.session
    begins = int(context.now)
    return Session(
        subject=str(claims["sub"]),
        issued_at=begins,
        expires_at=begins + min(times.lifetime, times.absolute),
        session_id=encode(context.entropy(16)),
        key_id=next(iter(context.settings.keys)),
        claims=chosen_claims(context, claims, scope=scope),
        end=begins + times.absolute,
        site=context.site.name,
    )


def longer_session(
    context: Context, session: Session, claims: Mapping[str, object] | None, *, scope: str
) -> Session:
    """The same session, renewed by the provider now, with its claims of now if it said any."""
    expires = min(int(context.now) + context.settings.session.lifetime, session.end)
    kept = session.claims if claims is None else chosen_claims(context, claims, scope=scope)
    return session._replace(expires_at=expires, claims=kept)


def session_cookies(context: Context, session: Session, tokens: Tokens) -> tuple[str, ...]:
    """The `Set-Cookie` lines of a session and of what is kept beside it.

    Raises:
        SessionError: it is too large for a cookie.
    """
    settings, provider = context.settings, context.provider
    key = next(iter(settings.keys.values()))
    lines = [session_cookie(settings, sign(key, session), max_age=session.end - int(context.now))]
    if provider.refresh and tokens.refresh_token:
        lines += keep(context, REFRESH_TOKEN, tokens.refresh_token, session)
    if provider.sign_out == "oidc" and tokens.id_token:
        lines += keep(context, ID_TOKEN, tokens.id_token, session)
    if settings.file_cookies is not None:
        pem = context.file_key()
        lines += file_cookies(
            settings.file_cookies, session, pem=pem, now=context.now, entropy=context.entropy
        )
    return tuple(lines)


def chosen_claims(context: Context, claims: Mapping[str, object], *, scope: str) -> dict[str, object]:
    """What the session keeps of a provider's claims."""
    settings, provider = context.settings, context.provider
    found = dict(claims)
    groups = _at(claims, provider.groups_claim)
    if groups is not None:
        found["groups"] = groups
    if scope:
        found["scope"] = scope
    if provider.trust_email and isinstance(found.get("email"), str):
        found["email_verified"] = True
    named = (*settings.session.claims, *settings.headers.values())
    chosen = {name: found[name] for name in named if name in found}
    for name, values in wanted_claims(settings.rules).items():
        if name not in found or name in chosen:
            continue
        chosen[name] = sorted(_values(found, name) & values) if values else found[name]
    return chosen


def _values(claims: Mapping[str, object], name: str) -> frozenset[str]:
    values = claim_values(claims, name)
    return frozenset(part for value in values for part in value.split()) if name == "scope" else values


def _at(claims: Mapping[str, object], name: str) -> object:
    """The claim of that name or, where no claim has it, what its dots lead to, as `realm_access.roles`."""
    if name in claims:
        return claims[name]
    value: object = claims
    for step in name.split("."):
        value = value.get(step) if isinstance(value, (dict, MappingProxyType)) else None
    return value
