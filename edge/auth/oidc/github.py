"""GitHub, which speaks OAuth 2.0 but issues no ID tokens: its API is asked who signed in.

What comes back is turned into the claims that an ID token would have: `sub` is the numeric id of the account,
since names are given anew. `email` is the primary address and whether GitHub verified it, with the scope
`user:email`; `groups` are the organisations, with `read:org`. The token is used here and kept nowhere.

Sources: https://docs.github.com/en/rest/users/users, https://docs.github.com/en/rest/users/emails and
https://docs.github.com/en/rest/orgs/orgs (read 2026-11).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edge.auth.oidc.exchange import HttpRequest, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Generator

    from edge.auth.oidc.exchange import HttpReply

__all__ = ["API", "github_claims"]

API = "https://api.github.com"
MOST_ORGANISATIONS = 100


def github_claims(
    access_token: str, scopes: tuple[str, ...]
) -> Generator[HttpRequest, HttpReply, dict[str, object]]:
    """The claims of whoever the token belongs to.

    Raises:
        UnavailableError: GitHub's answer is not what is documented.
    """
    user = yield from _ask(access_token, "/user")
    number = user.get("id") if isinstance(user, dict) else None
    if not isinstance(user, dict) or not isinstance(number, int) or isinstance(number, bool):
        raise UnavailableError("provider")
    claims: dict[str, object] = {"sub": str(number)}
    for name, member in (("preferred_username", "login"), ("name", "name"), ("picture", "avatar_url")):
        if isinstance(user.get(member), str):
            claims[name] = user[member]
    if "user:email" in scopes:
        emails = yield from _ask(access_token, "/user/emails")
        for entry in emails if isinstance(emails, list) else ():
            if isinstance(entry, dict) and entry.get("primary") is True:
                claims["email"] = entry.get("email")
                claims["email_verified"] = entry.get("verified") is True
    if "read:org" in scopes:
        found = yield from _ask(access_token, f"/user/orgs?per_page={MOST_ORGANISATIONS}")
        listed = found if isinstance(found, list) else []
        claims["groups"] = [item["login"] for item in listed if isinstance(item, dict) and "login" in item]
    return claims


def _ask(access_token: str, path: str) -> Generator[HttpRequest, HttpReply, object]:
    reply = yield HttpRequest(
        API + path,
        headers=(
            ("Authorization", f"Bearer {access_token}"),
            ("Accept", "application/vnd.github+json"),
            ("X-GitHub-Api-Version", "2022-11-28"),
            ("User-Agent", "cloudfrontier"),
        ),
    )
    try:
        value: object = json.loads(reply.body) if reply.status == 200 else None
    except (ValueError, RecursionError):
        value = None
    if value is None:
        raise UnavailableError("provider")
    return value
