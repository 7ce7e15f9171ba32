"""The way back from the provider: from a code to a session, or to a page that says why not.

1. The `state` names an attempt, and its cookie must be in this browser: who was lured here with somebody
   else's answer has none. The attempt is spent whatever happens next.
2. The answer must come from the provider that was asked: its `iss`, where it is there or must be (RFC 9207),
   and the attempt's site are compared, so that no provider can answer for another.
3. The code is exchanged with the verifier of this attempt, and the ID token must hold its nonce. A code that
   somebody injected belongs to another verifier and another nonce.
4. The session is new: its id, its times and its claims; nothing that the browser brought along goes into it.
   In the background nobody becomes somebody else: a page that renews goes on as whom it was shown to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.auth.decision import session_at
from edge.auth.jwt import TokenError
from edge.auth.oidc import attempt as attempts
from edge.auth.oidc.exchange import Answer
from edge.auth.oidc.github import github_claims
from edge.auth.oidc.id_token import check_id_token
from edge.auth.oidc.new_session import new_session, session_cookies
from edge.auth.oidc.query import read_query
from edge.auth.oidc.sign_in import redirect_uri
from edge.auth.oidc.token_endpoint import GrantError, redeem
from edge.auth.paths import local_path
from edge.auth.sealed import NONCE
from edge.auth.session import Session, SessionError
from edge.responses import percent_encode

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from edge.auth.oidc.attempt import Attempt
    from edge.auth.oidc.exchange import Context, Flow, HttpReply, HttpRequest
    from edge.auth.oidc.token_endpoint import Tokens

__all__ = ["callback"]

LONGEST_CODE = 4096
ERRORS = {
    "access_denied": "denied",
    "consent_required": "denied",
    "login_required": "denied",
    "interaction_required": "denied",
    "account_selection_required": "denied",
    "server_error": "unavailable",
    "temporarily_unavailable": "unavailable",
}
"""Errors that may be logged by their name (RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0, section
3.1.2.6) and the page for each; every other text there is somebody's, and is not repeated."""


def callback(context: Context) -> Flow:
    """Answers `callback?code=...&state=...`."""
    parameters = read_query(context.request["querystring"])
    if parameters is None:
        return Answer("refused", "malformed", page="malformed", link=_again(context, "/"))
    host = context.origin.partition("://")[2]
    lines, keys = context.request["headers"], context.settings.keys
    attempt = attempts.find(lines, parameters.get("state", ""), keys, host=host, now=context.now)
    if attempt is None or attempt.site != context.site.name:
        reason = "state" if attempt is None else "site"
        return Answer("refused", reason, page="attempt", link=_again(context, "/"))
    answer = yield from _finish(context, attempt, parameters)
    if answer.outcome != "signed_in":
        return answer._replace(cookies=(*answer.cookies, attempts.finished_cookie(attempt)))
    key = next(iter(keys.values()))
    spent = attempts.spent_cookie(attempt, key, host=host, now=context.now, nonce=context.entropy(NONCE))
    return answer._replace(cookies=(*answer.cookies, spent))


def _finish(context: Context, attempt: Attempt, parameters: Mapping[str, str]) -> Flow:
    again = _again(context, attempt.back)
    refusal = _refusal(context, attempt, parameters, again)
    if refusal:
        return refusal
    code = parameters["code"]
    try:
        tokens = yield from redeem(context, _grant(context, attempt, code), code=True)
        claims = yield from _claims(context, attempt, tokens, code)
    except GrantError as error:
        return _shown(attempt, Answer("refused", str(error), page="unverified", link=again))
    except TokenError as error:
        facts = (("token", "id_token"),)
        return _shown(attempt, Answer("refused", error.reason, page="unverified", link=again, facts=facts))
    session = new_session(context, claims, scope=tokens.scope)
    try:
        cookies = session_cookies(context, session, tokens)
    except SessionError:
        return _shown(attempt, Answer("refused", "too-large", page="too-large"))
    if attempt.silent:
        return Answer("renewed", page="renewed", cookies=cookies)
    # its id is no proof of anything, and is what somebody needs who wants to take the session back
    facts = (("session", session.session_id),)
    return Answer("signed_in", location=local_path(attempt.back), cookies=cookies, facts=facts)


def _refusal(context: Context, attempt: Attempt, parameters: Mapping[str, str], again: str) -> Answer | None:
    """Why the answer of the provider holds no code for us."""
    provider = context.provider
    issuer = parameters.get("iss")
    if issuer != provider.issuer and (issuer is not None or provider.issuer_in_callback):
        return _shown(attempt, Answer("refused", "issuer", page="unverified", link=again))
    error = parameters.get("error")
    if error is not None:
        reason = error if error in ERRORS else "provider-error"
        page = ERRORS.get(error, "denied")
        outcome = "unavailable" if page == "unavailable" else "denied"
        return _shown(attempt, Answer(outcome, reason, page=page, link=again))
    code = parameters.get("code", "")
    if not code or len(code) > LONGEST_CODE or not code.isascii() or not code.isprintable():
        return _shown(attempt, Answer("refused", "code", page="malformed", link=again))
    return None


def _shown(attempt: Attempt, answer: Answer) -> Answer:
    """A refusal as its reader needs it: a page that renews in the background looks for one title only."""
    silent = attempt.silent and answer.page != "unavailable"
    return answer._replace(outcome="not_renewed", page="not-renewed", link="") if silent else answer


def _grant(context: Context, attempt: Attempt, code: str) -> dict[str, str]:
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri(context),
        "code_verifier": attempt.verifier,
    }


def _claims(
    context: Context, attempt: Attempt, tokens: Tokens, code: str
) -> Generator[HttpRequest, HttpReply, Mapping[str, object]]:
    """What the provider says of the visitor."""
    if context.provider.kind != "github":
        return check_id_token(
            context,
            tokens.id_token,
            nonce=attempt.nonce,
            subject=_subject_to_keep(context) if attempt.silent else "",
            code=code,
            access_token=tokens.access_token,
        )
    if not tokens.access_token or not tokens.access_token.isascii() or not tokens.access_token.isprintable():
        raise TokenError("absent")
    return (yield from github_claims(tokens.access_token, context.provider.scopes))


def _subject_to_keep(context: Context) -> str:
    """Whose session is there, also if it is over; empty if there is none."""
    settings, request, site = context.settings, context.request, context.site
    found = session_at(settings, request, site, now=context.now, live=context.live, renewable=True)
    return found.subject if isinstance(found, Session) else ""


def _again(context: Context, back: str) -> str:
    return context.settings.redirect_to + percent_encode(back)
