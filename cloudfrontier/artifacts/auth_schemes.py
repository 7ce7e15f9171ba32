"""The tables of bearer tokens, passwords, signed links and API keys, as settings.json has them for the edge.

What edge.toml names as a file is read here and baked: key sets, password hashes, keys of links. Everything is
read with the code that reads it at the edge, so that a handler that is built also starts.
"""

from __future__ import annotations

import importlib.util
import secrets
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.key_files import read_secret, write_key
from edge.auth.jwt.keys import KeySet
from edge.auth.jwt.token import read_object
from edge.auth.passwords import read_hash

if TYPE_CHECKING:
    from cloudfrontier.artifacts.discovery import Fetch
    from cloudfrontier.errors import Problem
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model.auth_schemes import ApiKeys, BasicAuth, Bearer, SignedLinks, TokenIssuer
    from cloudfrontier.project.positions import KeyPath

__all__ = ["scheme_settings"]

PUBLIC_MEMBERS = ("kty", "crv", "kid", "alg", "use", "key_ops", "n", "e", "x", "y")
"""Of a key; the rest, such as certificates, is of no use at the edge."""
PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


def scheme_settings(loaded: LoadedProject, problems: list[Problem], *, fetch: Fetch) -> dict[str, object]:
    """The tables that `auth` has of these schemes; what is wrong with their files is added to `problems`.

    `fetch` answers a URL with what is there, for key sets that are no files of the project.
    """
    auth = loaded.project.auth
    tables: dict[str, object] = {}
    if auth is None:
        return tables
    if auth.bearer is not None:
        tables["bearer"] = _bearer(loaded, auth.bearer, problems, fetch)
    if auth.api_keys is not None:
        tables["api_keys"] = _api_keys(loaded, auth.api_keys, problems)
    if auth.signed_links is not None:
        tables["signed_links"] = _signed_links(loaded, auth.signed_links, problems)
    if auth.basic is not None:
        tables["basic"] = _basic(loaded, auth.basic, problems)
    return tables


def _bearer(
    loaded: LoadedProject, bearer: Bearer, problems: list[Problem], fetch: Fetch
) -> dict[str, object]:
    issuers = []
    for index, issuer in enumerate(bearer.issuers):
        path: KeyPath = ("auth", "bearer", "issuers", index)
        if not issuer.audiences and not issuer.clients:
            message = "neither `audiences` nor `clients`: a token for anybody would do; expected one of both"
            problems.append(loaded.problem(path, message))
        try:
            keys = _key_set(loaded, issuer, fetch)
        except ValueError as error:
            key = "jwks" if issuer.jwks else "jwks_uri"
            problems.append(loaded.problem((*path, key), f"{issuer.jwks or issuer.jwks_uri}: {error}"))
            continue
        issuers.append({**asdict(issuer), "jwks": keys})
    return {**asdict(bearer), "issuers": issuers}


def _key_set(loaded: LoadedProject, issuer: TokenIssuer, fetch: Fetch) -> dict[str, object]:
    """The public part of an issuer's key set.

    Raises:
        ValueError: it cannot be read, or is no key set that can be used.
    """
    if not issuer.jwks and not issuer.jwks_uri:
        raise ValueError("neither `jwks` nor `jwks_uri`; expected where the issuer's keys are")
    try:
        data = (loaded.root / issuer.jwks).read_bytes() if issuer.jwks else fetch(issuer.jwks_uri)
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror or error})") from None
    document = read_object(data)
    listed = document.get("keys") if document else None
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise ValueError("expected a JSON object with `keys`, a list of objects")
    entries: list[dict[str, object]] = listed
    if any(PRIVATE_MEMBERS & entry.keys() for entry in entries):
        raise ValueError("holds a private or a secret key; expected public keys only")
    public: dict[str, object] = {
        "keys": [{name: entry[name] for name in PUBLIC_MEMBERS if name in entry} for entry in entries]
    }
    keys = KeySet(public, issuer.algorithms)
    if importlib.util.find_spec("cryptography"):
        for key in keys:
            key.load()
    return public


def _basic(loaded: LoadedProject, basic: BasicAuth, problems: list[Problem]) -> dict[str, object]:
    place: KeyPath = ("auth", "basic", "users")
    try:
        lines = (loaded.root / basic.users).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not ASCII"
        problems.append(loaded.problem(place, f"{basic.users}: cannot be read ({reason})"))
        return {}
    users: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, colon, text = line.strip().partition(":")
        if not name or name.startswith("#"):
            continue
        try:
            read_hash(text)
            if not colon or name in users:
                raise ValueError("expected `name:hash` with a name of its own")  # noqa: TRY301 - told alike
            users[name] = text
        except ValueError as error:
            problems.append(loaded.problem(place, f"{basic.users}: line {number}: {error}"))
    if not users:
        make = "print a line with `cloudfrontier auth hash --user NAME`"
        problems.append(loaded.problem(place, f"{basic.users}: names no user; {make}"))
    return {"realm": basic.realm, "users": [{"name": name, "hash": text} for name, text in users.items()]}


def _signed_links(loaded: LoadedProject, links: SignedLinks, problems: list[Problem]) -> dict[str, object]:
    keys = []
    for index, key in enumerate(links.keys):
        path = loaded.root / key.file
        if key.create and not path.exists():
            write_key(path, entropy=secrets.token_bytes)
        try:
            keys.append({"id": key.id, "secret": read_secret(path)})
        except ValueError as error:
            place: KeyPath = ("auth", "signed_links", "keys", index, "file")
            make = f"make a key with `cloudfrontier auth new-key -o {key.file}`"
            problems.append(loaded.problem(place, f"{key.file}: {error}; {make}"))
    _check_names(loaded, "signed_links", "id", [key.id for key in links.keys], problems)
    return {"keys": keys, "bind_ip": links.bind_ip}


def _api_keys(loaded: LoadedProject, api_keys: ApiKeys, problems: list[Problem]) -> dict[str, object]:
    keys = []
    for index, key in enumerate(api_keys.keys):
        try:
            keys.append({"name": key.name, "sha256": key.sha256, "expires": _end_of(key.expires)})
        except ValueError:
            place: KeyPath = ("auth", "api_keys", "keys", index, "expires")
            problems.append(loaded.problem(place, f"`{key.expires}` is no day of the calendar"))
    _check_names(loaded, "api_keys", "sha256", [key.sha256 for key in api_keys.keys], problems)
    return {"keys": keys, "header": api_keys.header}


def _end_of(day: str) -> int:
    """The first second after a day in UTC, since the epoch; 0 for no day."""
    if not day:
        return 0
    start = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
    return int((start + timedelta(days=1)).timestamp())


def _check_names(
    loaded: LoadedProject, table: str, key: str, values: list[str], problems: list[Problem]
) -> None:
    """That there is one key at least, and no two of one name."""
    path: KeyPath = ("auth", table, "keys")
    if not values:
        problems.append(loaded.problem(path, "no keys; expected one at least"))
    for index, value in enumerate(values):
        if value in values[:index]:
            message = "that of another key before it; expected one of its own"
            problems.append(loaded.problem((*path, index, key), message))
