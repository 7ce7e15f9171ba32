"""Providers of sign-in: each preset has the fields that it needs, and a host leads to one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.project.model import Provider
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_providers"]

_NEEDED = {
    "oidc": ("issuer",),
    "cognito": ("region", "user_pool", "domain"),
    "google": (),
    "entra": ("tenant",),
    "okta": ("domain",),
    "auth0": ("domain",),
    "keycloak": ("url", "realm"),
    "github": ("secret",),
}
_FIELDS = ("issuer", "region", "user_pool", "domain", "tenant", "url", "realm")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE)
_URL = re.compile(
    r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~:@!$&'()*+,;=%/-]*)?"
    r"|http://(?:localhost|127\.0\.0\.1)(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?"
)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RESERVED = frozenset({
    "response_type", "response_mode", "client_id", "redirect_uri", "scope", "state", "nonce",
    "code_challenge", "code_challenge_method", "request", "request_uri",
})  # fmt: skip
"""Parameters that the handler sets, or that would make the provider answer in another way."""
_MANY_TENANTS = frozenset({"common", "organizations", "consumers"})


def check_providers(path: KeyPath, providers: Mapping[str, Provider]) -> Iterator[Mistake]:
    """What is wrong with them."""
    hosts: dict[str, str] = {}
    for name, provider in providers.items():
        place = (*path, name)
        yield from _fields(place, provider)
        yield from _client(place, provider)
        yield from _hosts(place, name, provider, hosts)


def _fields(path: KeyPath, provider: Provider) -> Iterator[Mistake]:
    preset = provider.preset
    needed = _NEEDED[preset]
    for name in needed:
        if not getattr(provider, name):
            yield Mistake(path, f"a provider `{preset}` needs `{name}`, which is not there")
    for name in _FIELDS:
        if getattr(provider, name) and name not in needed:
            message = (
                f"`{name}` says nothing to a provider `{preset}`; leave it out, or name another `preset`"
            )
            yield Mistake((*path, name), message, at_key=True)
    yield from _texts(path, provider, needed)


def _texts(path: KeyPath, provider: Provider, needed: tuple[str, ...]) -> Iterator[Mistake]:
    for name in ("issuer", "url"):
        if name in needed and (text := getattr(provider, name)) and not _URL.fullmatch(text):
            yield unfit((*path, name), text, "an https URL")
    for name in ("region", "user_pool", "tenant", "realm"):
        if name in needed and (text := getattr(provider, name)) and not _WORD.fullmatch(text):
            yield unfit((*path, name), text, "letters, digits, `.`, `-` and `_`")
    if "domain" in needed and provider.domain and not _HOST.fullmatch(provider.domain):
        yield unfit((*path, "domain"), provider.domain, "a host such as `id.example.com`")
    if provider.tenant in _MANY_TENANTS:
        expected = "the id of one tenant: this would let in whoever has an account with Microsoft"
        yield unfit((*path, "tenant"), provider.tenant, expected)


def _client(path: KeyPath, provider: Provider) -> Iterator[Mistake]:
    method = provider.client_authentication
    if provider.preset == "github" and method != "post":
        yield unfit((*path, "client_authentication"), method, '"post", which is what GitHub takes')
    elif provider.preset == "entra" and method == "private_key_jwt":
        expected = '"basic" or "post": Entra ID asks for a certificate\'s thumbprint beside the signature'
        yield unfit((*path, "client_authentication"), method, expected)
    elif method != "none" and provider.secret is None:
        message = (
            f'`client_authentication` is "{method}", and there is no `secret`; expected where it is kept'
        )
        yield Mistake((*path, "client_authentication"), message)
    elif method == "none" and provider.secret is not None:
        message = '`secret` beside `client_authentication = "none"`; expected "basic", "post" or another way'
        yield Mistake((*path, "secret"), message, at_key=True)
    for name in provider.parameters:
        if name in _RESERVED:
            message = f"the parameter `{name}` is set by the handler; leave it out"
            yield Mistake((*path, "parameters", name), message, at_key=True)
    if provider.scopes and provider.preset != "github" and "openid" not in provider.scopes:
        yield unfit((*path, "scopes"), provider.scopes, "`openid` among them")
    if not provider.algorithms:
        yield unfit((*path, "algorithms"), provider.algorithms, 'one at least, such as "RS256"')


def _hosts(path: KeyPath, name: str, provider: Provider, taken: dict[str, str]) -> Iterator[Mistake]:
    """`taken`: hosts of the providers before it; its own are added."""
    for index, host in enumerate(provider.hosts):
        if not _HOST.fullmatch(host):
            yield unfit((*path, "hosts", index), host, "a host such as `www.example.com`")
        elif host.lower() in taken:
            message = f"`{host}` is a host of the provider `{taken[host.lower()]}` too"
            yield Mistake((*path, "hosts", index), message)
        taken.setdefault(host.lower(), name)
    if not provider.hosts and "" in taken:
        message = f"neither this provider nor `{taken['']}` has `hosts`: which of them is meant is not known"
        yield Mistake(path, message)
    if not provider.hosts:
        taken.setdefault("", name)
    canonical = provider.canonical_host.lower()
    if canonical and provider.hosts and canonical not in [host.lower() for host in provider.hosts]:
        yield unfit((*path, "canonical_host"), provider.canonical_host, "one of `hosts`")
    elif canonical and not _HOST.fullmatch(canonical):
        yield unfit((*path, "canonical_host"), provider.canonical_host, "a host such as `www.example.com`")
