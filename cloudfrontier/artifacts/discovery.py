"""What a provider says of itself, read when a handler is built and baked, so that a cold start asks nobody.

1. The discovery document and the keys come from files that the project names, or are fetched: https, ten
   seconds, a megabyte, no redirect to another scheme. A build from files needs no network and never changes.
2. The document is held against what the project wants: its issuer letter by letter (OpenID Connect Discovery
   1.0, section 4.3), PKCE with S256, the client's way to prove itself, the algorithms of its tokens.
3. Of the keys only the public numbers are kept, and only keys that could be used: without certificates a set
   is a tenth as large.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from edge.auth.jwt.keys import KeySet
from edge.auth.jwt.token import read_object
from edge.auth.oidc.fetch import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cloudfrontier.project.model import Provider

    Fetch = Callable[[str], bytes]

__all__ = ["Discovered", "DiscoveryError", "discover", "fetch_document"]

WELL_KNOWN = "/.well-known/openid-configuration"
TIMEOUT, LARGEST = 10, 1024 * 1024
"""Seconds, bytes."""
METHODS = {"basic": "client_secret_basic", "post": "client_secret_post"}
MEMBERS = ("kty", "crv", "kid", "alg", "use", "n", "e", "x", "y")


class DiscoveryError(ValueError):
    """A provider cannot be used; `key` is the key of its table that says why it was asked."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True)
class Discovered:
    """What of a provider's documents is baked."""

    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str
    jwks_uri: str
    jwks: str
    issuer_in_callback: bool


def discover(provider: Provider, issuer: str, *, root: Path, fetch: Fetch) -> Discovered:
    """The documents of an OpenID Connect provider, from its files below `root` or by `fetch`.

    Raises:
        DiscoveryError: they cannot be read, or do not fit what the project says.
    """
    place = issuer.rstrip("/") + WELL_KNOWN
    document = _document("discovery", provider.discovery, place, root, fetch)
    _check(provider, issuer, document)
    jwks_uri = _endpoint(document, "jwks_uri")
    keys = _document("jwks", provider.jwks, jwks_uri, root, fetch)
    return Discovered(
        authorization_endpoint=_endpoint(document, "authorization_endpoint"),
        token_endpoint=_endpoint(document, "token_endpoint"),
        end_session_endpoint=_endpoint(document, "end_session_endpoint", needed=False),
        jwks_uri=jwks_uri,
        jwks=_baked_keys(provider, keys),
        issuer_in_callback=document.get("authorization_response_iss_parameter_supported") is True,
    )


@cache
def fetch_document(url: str) -> bytes:
    """What is at a URL, asked for once in a process.

    Raises:
        OSError: it cannot be had; the message says why.
    """
    if not _is_safe(url):
        raise OSError("expected an https URL")
    request = Request(url, headers={"Accept": "application/json", "User-Agent": "cloudfrontier"})  # noqa: S310  checked
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310  checked above and below
            if not _is_safe(answer.url):
                raise OSError("redirected to a URL that is not https")
            data: bytes = answer.read(LARGEST + 1)
    except URLError as error:
        raise OSError(str(error.reason)) from None
    if len(data) > LARGEST:
        raise OSError("more than a megabyte")
    return data


def _document(key: str, file: str, url: str, root: Path, fetch: Fetch) -> dict[str, object]:
    where = file or url
    try:
        data = (root / file).read_bytes() if file else fetch(url)
    except OSError as error:
        hint = "" if file else f"; for a build without a network save it and name the file: `{key} = ...`"
        reason = error.strerror or str(error)
        raise DiscoveryError(key, f"{where}: cannot be read ({reason}){hint}") from None
    document = read_object(data)
    if document is None:
        raise DiscoveryError(key, f"{where}: expected a JSON object")
    return document


def _check(provider: Provider, issuer: str, document: Mapping[str, object]) -> None:
    found = document.get("issuer")
    if found != issuer:
        raise DiscoveryError("discovery", f"the document is of the issuer {found!r}; expected {issuer!r}")
    method = METHODS.get(provider.client_authentication, provider.client_authentication)
    wanted = (
        ("code_challenge_methods_supported", "S256", "PKCE with S256"),
        ("token_endpoint_auth_methods_supported", method, f"`client_authentication` by {method}"),
    )
    for member, value, words in wanted:
        listed = document.get(member)
        # Cognito, Auth0 and Keycloak take public clients and do not list `none`, for it is no way to prove
        # oneself; Google takes none from web sites
        if value == "none" and provider.preset != "google":
            continue
        # what a provider does not list it may still take
        if isinstance(listed, list) and value not in listed:
            offered = ", ".join(map(str, listed))
            raise DiscoveryError("discovery", f"the provider offers no {words}; it lists {offered}")
    listed = document.get("id_token_signing_alg_values_supported")
    if isinstance(listed, list) and not set(provider.algorithms) & set(map(str, listed)):
        offered = ", ".join(map(str, listed))
        raise DiscoveryError("algorithms", f"the provider signs ID tokens with {offered}")


def _endpoint(document: Mapping[str, object], name: str, *, needed: bool = True) -> str:
    url = document.get(name, "")
    if not needed and not url:
        return ""
    if not isinstance(url, str) or not _is_safe(url):
        raise DiscoveryError("discovery", f"the document's `{name}` is no https URL")
    return url


def _is_safe(url: str) -> bool:
    """Https, or a provider on this very machine; nothing that could end a header."""
    parts = urlsplit(url)
    visible = url.isascii() and url.isprintable() and " " not in url
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    return visible and bool(parts.hostname) and (parts.scheme == "https" or local) and not parts.fragment


def _baked_keys(provider: Provider, document: Mapping[str, object]) -> str:
    listed = document.get("keys")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    public: dict[str, object] = {
        "keys": [
            {name: entry[name] for name in MEMBERS if name in entry}
            for entry in entries
            if entry.get("use", "sig") == "sig"
        ]
    }
    try:
        KeySet(public, provider.algorithms)
    except ValueError as error:
        raise DiscoveryError("jwks", f"the provider's keys cannot be used: {error}") from None
    return json.dumps(public, sort_keys=True, separators=(",", ":"))
