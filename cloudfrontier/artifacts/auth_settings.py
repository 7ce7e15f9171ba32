"""The table `auth` as settings.json has it: key files read, providers discovered, presets filled in.

The edge reads what is written here with `edge.auth.settings` and `edge.auth.oidc.provider`; no secret of a
client is ever in it, only where it is kept.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.auth_schemes import scheme_settings
from cloudfrontier.artifacts.discovery import DiscoveryError, discover
from cloudfrontier.artifacts.key_files import read_secret, write_key
from cloudfrontier.artifacts.presets import GITHUB, preset_of
from cloudfrontier.errors import ProjectError
from edge.auth.pages import LARGEST_TEMPLATE

if TYPE_CHECKING:
    from cloudfrontier.artifacts.discovery import Fetch
    from cloudfrontier.artifacts.presets import Preset
    from cloudfrontier.errors import Problem
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model import Auth, Provider, SessionKey
    from cloudfrontier.project.model.auth_provider import SecretPlace
    from cloudfrontier.project.positions import KeyPath

__all__ = ["auth_settings"]


def auth_settings(loaded: LoadedProject, auth: Auth, *, fetch: Fetch) -> dict[str, object]:
    """The table; a key marked `create` is made; `fetch` reads documents of providers that have no file.

    Raises:
        ProjectError: files or documents are absent or wrong, all of them named.
    """
    problems: list[Problem] = []
    settings: dict[str, object] = {
        "keys": _keys(loaded, "keys", auth.keys, problems),
        "origin_keys": _keys(loaded, "origin_keys", auth.origin_keys, problems),
        "sign_in": auth.sign_in if auth.keys else "",
        "return_parameter": auth.return_parameter,
        "cookie": auth.cookie,
        "anonymous": auth.anonymous,
        "path": auth.path.rstrip("/"),
        "session": asdict(auth.session),
        "rules": [asdict(rule) for rule in auth.rules],
        "headers": auth.headers,
        "page": _page(loaded, auth, problems),
        "providers": [
            _provider(loaded, name, provider, fetch, problems) for name, provider in auth.providers.items()
        ],
        **scheme_settings(loaded, problems, fetch=fetch),
    }
    if auth.file_cookies is not None:
        place = _place(auth.file_cookies.secret)
        settings["file_cookies"] = {**asdict(auth.file_cookies), "secret": place}
    if problems:
        raise ProjectError(tuple(problems))
    return settings


def _keys(
    loaded: LoadedProject, name: str, keys: tuple[SessionKey, ...], problems: list[Problem]
) -> list[dict[str, str]]:
    found = []
    for index, key in enumerate(keys):
        path = loaded.root / key.file
        if key.create and not path.exists():
            write_key(path, entropy=secrets.token_bytes)
        try:
            found.append({"id": key.id, "secret": read_secret(path)})
        except ValueError as error:
            make = f"make a key with `cloudfrontier auth new-key -o {key.file}`"
            problems.append(loaded.problem(("auth", name, index, "file"), f"{key.file}: {error}; {make}"))
    return found


def _page(loaded: LoadedProject, auth: Auth, problems: list[Problem]) -> str:
    if not auth.page:
        return ""
    message = ""
    try:
        text = (loaded.root / auth.page).read_text(encoding="utf-8")
    except OSError as error:
        text, message = "", f"cannot be read ({error.strerror})"
    except UnicodeError:
        text, message = "", "is no UTF-8"
    if text and "{{message}}" not in text:
        message = "lacks `{{message}}`, where people are told what happened"
    if len(text.encode()) > LARGEST_TEMPLATE:
        message = f"has {len(text.encode()):,} bytes; a page may have {LARGEST_TEMPLATE:,}"
    if message:
        problems.append(loaded.problem(("auth", "page"), f"{auth.page}: {message}"))
    return text


def _provider(
    loaded: LoadedProject, name: str, provider: Provider, fetch: Fetch, problems: list[Problem]
) -> dict[str, object]:
    place: KeyPath = ("auth", "providers", name)
    preset = preset_of(provider)
    settings: dict[str, object] = {
        "name": name,
        "hosts": provider.hosts,
        "canonical_host": provider.canonical_host,
        "kind": "github" if provider.preset == "github" else "oidc",
        "issuer": preset.issuer,
        "client_id": provider.client_id,
        "client_authentication": provider.client_authentication,
        "key_id": provider.key_id,
        "scopes": _scopes(provider),
        "parameters": {
            **(dict(preset.refresh_parameters) if provider.refresh else {}),
            **provider.parameters,
        },
        "groups_claim": provider.groups_claim or preset.groups_claim,
        "trust_email": provider.trust_email,
        "refresh": provider.refresh,
        "algorithms": provider.algorithms,
    }
    if provider.secret is not None:
        settings["secret"] = _place(provider.secret)
    if provider.preset == "github":
        return {**settings, **GITHUB, "sign_out": "local"}
    try:
        found = discover(provider, preset.issuer, root=loaded.root, fetch=fetch)
    except DiscoveryError as error:
        path = (*place, error.key) if getattr(provider, error.key, "") else place
        problems.append(loaded.problem(path, f"the provider `{name}`: {error}"))
        return settings
    return {**settings, **asdict(found), **_sign_out(provider, preset, found.end_session_endpoint)}


def _place(secret: SecretPlace) -> dict[str, str]:
    """Where a secret is kept, without what stands for it on this machine."""
    place: dict[str, str] = asdict(replace(secret, simulate=None))
    del place["simulate"]
    return place


def _sign_out(provider: Provider, preset: Preset, named: str) -> dict[str, str]:
    """How the provider is told that somebody signed out; `named`: the endpoint of its own document."""
    sign_out, end_session = preset.sign_out, preset.end_session
    # what the document names is the standard's endpoint; Cognito's takes other parameters
    if named and preset.sign_out != "cognito":
        sign_out, end_session = "oidc", named
    if provider.sign_out == "local" or not end_session:
        sign_out = "local"
    return {"sign_out": sign_out, "end_session_endpoint": end_session}


def _scopes(provider: Provider) -> tuple[str, ...]:
    preset = preset_of(provider)
    scopes = provider.scopes or preset.scopes
    more = preset.refresh_scopes if provider.refresh else ()
    return tuple(dict.fromkeys((*scopes, *more)))
