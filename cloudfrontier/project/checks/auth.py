"""The table `auth`: what a handler would refuse when it starts, or a provider when somebody signs in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.project.checks.auth_provider import check_providers
from cloudfrontier.project.checks.text import check_cookie, check_header_names, check_patterns
from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.model import Auth, SessionKey
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_auth"]

_VISIBLE = re.compile(r"[!$-;=?-\[\]_a-z~]+")
"""Visible ASCII but for `" # < > \\ ^ ` { | }`: what may stand in a URL as it is."""
_HTTPS = re.compile(r"https://[^/?@]+(?:[/?].*)?")
_PARAMETER = re.compile(r"[A-Za-z0-9._~-]+")
_FOLDER = re.compile(r"(?:/[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_OURS = {"x-auth-subject", "x-auth-signature"}


def check_auth(path: KeyPath, auth: Auth) -> Iterator[Mistake]:
    """What is wrong with it."""
    schemes = (auth.bearer, auth.basic, auth.signed_links, auth.api_keys)
    if not auth.keys and (auth.providers or not any(schemes)):
        yield unfit((*path, "keys"), auth.keys, "one key at least: sessions are signed with the first")
    yield from _key_ids((*path, "keys"), auth.keys)
    yield from _key_ids((*path, "origin_keys"), auth.origin_keys)
    yield from _places(path, auth)
    yield from _session(path, auth)
    yield from _headers((*path, "headers"), auth)
    for index, rule in enumerate(auth.rules):
        place = (*path, "rules", index)
        if not rule.paths:
            yield unfit((*place, "paths"), rule.paths, "one path pattern at least, such as `/*`")
        yield from check_patterns((*place, "paths"), rule.paths)
        for number, domain in enumerate(rule.email_domains):
            if not _DOMAIN.fullmatch(domain.lower()):
                yield unfit((*place, "email_domains", number), domain, "a domain such as `example.com`")
    yield from check_providers((*path, "providers"), auth.providers)
    for place, secret in auth.secret_places():
        simulate = secret.simulate
        if simulate and bool(simulate.file) == bool(simulate.environment):
            message = "what stands for the secret is not clear; expected `file`, or `environment`"
            yield Mistake((*path, *place, "simulate"), message)


def _key_ids(path: KeyPath, keys: tuple[SessionKey, ...]) -> Iterator[Mistake]:
    ids = [key.id for key in keys]
    for index, key_id in enumerate(ids):
        if key_id in ids[:index]:
            yield Mistake((*path, index, "id"), "the id of another key before it; expected one of its own")


def _places(path: KeyPath, auth: Auth) -> Iterator[Mistake]:
    text = auth.sign_in
    rooted = text.startswith("/") and not text.startswith("//")
    if not _VISIBLE.fullmatch(text) or not (rooted or _HTTPS.fullmatch(text)):
        yield unfit((*path, "sign_in"), text, "a path such as `/sign-in/`, or an https URL")
    if not _PARAMETER.fullmatch(auth.return_parameter):
        expected = "the name of a query parameter: letters, digits and `-._~`"
        yield unfit((*path, "return_parameter"), auth.return_parameter, expected)
    if not _FOLDER.fullmatch(auth.path):
        yield unfit((*path, "path"), auth.path, "a folder such as `/.auth`, without `/` behind")
    yield from check_patterns((*path, "anonymous"), auth.anonymous)


def _session(path: KeyPath, auth: Auth) -> Iterator[Mistake]:
    session = auth.session
    yield from check_cookie((*path, "cookie"), auth.cookie)
    if session.lifetime > session.absolute:
        expected = f"at least `lifetime`, {session.lifetime:,} seconds"
        yield unfit((*path, "session", "absolute"), session.absolute, expected)
    if not session.domain:
        return
    if not _DOMAIN.fullmatch(session.domain):
        yield unfit((*path, "session", "domain"), session.domain, "a domain such as `example.com`")
    if auth.cookie.startswith("__Host-"):
        expected = "a name with `__Secure-`: a `__Host-` cookie is of one host, and `session.domain` is set"
        yield unfit((*path, "cookie"), auth.cookie, expected)


def _headers(path: KeyPath, auth: Auth) -> Iterator[Mistake]:
    yield from check_header_names(path, auth.headers, at_key=True)
    for name in auth.headers:
        if not name.lower().startswith("x-auth-") or name.lower() in _OURS:
            message = (
                f"`{name}` cannot be a header for the origin; expected one that begins with `x-auth-`, which "
                "visitors cannot set, other than `x-auth-subject` and `x-auth-signature`"
            )
            yield Mistake((*path, name), message, at_key=True)
