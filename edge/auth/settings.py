"""The table `features.auth` of settings.json, read once: keys, sites, schemes, rules, and what is open.

What every request needs is read and checked at the cold start. What signing in alone needs (a provider's
endpoints and keys) is read when somebody signs in for the first time; the build has checked it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.auth.authorization import Rule
from edge.auth.paths import Paths
from edge.auth.session import LONGEST_KEY_ID, Key, SessionError, decode_secret, is_key_id
from edge.headers import TOKEN
from edge.responses import percent_encode
from edge.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.identity import Scheme
    from edge.settings import Table

__all__ = ["AuthSettings", "FileCookies", "SessionSettings", "Site", "read_settings"]

BASE = "/.auth"
SAME_SITE = ("Lax", "Strict", "None")
RULE_LISTS = ("schemes", "subjects", "groups", "emails", "email_domains", "scopes")


class SessionSettings(NamedTuple):
    """How long a session lasts, and what it keeps."""

    lifetime: int = 3600
    """Seconds without renewal."""
    absolute: int = 28800
    """Seconds after which somebody has to sign in again, however often the session was renewed."""
    same_site: str = "Lax"
    domain: str = ""
    """Empty: the session is of one host."""
    claims: tuple[str, ...] = ()
    """Claims to keep besides those that rules and headers ask for."""


class Site(NamedTuple):
    """Hosts that sign in with one provider and client; sessions hold at their own site alone."""

    name: str
    hosts: tuple[str, ...]
    """In lower case; empty: whatever host no other site has."""
    provider: Table
    """The rest of its table, read when somebody signs in."""


class FileCookies(NamedTuple):
    """CloudFront's signed cookies, as `edge.auth.oidc.file_cookies` sets them."""

    key_pair_id: str
    resource: str
    path: str
    domain: str
    secret: Table
    """Where the private key is kept."""


class AuthSettings(NamedTuple):
    """Who may pass, and where everybody else is sent; all of it checked."""

    keys: Mapping[str, Key]
    """By their ids; the first is the one that signs. Empty: there are no sessions."""
    cookie: str
    """Name of the session cookie."""
    session: SessionSettings
    redirect_to: str
    """The sign-in page up to and with `return_to=`: an encoded return path is all that is missing. Empty:
    there is none."""
    sign_in_host: str
    """Host of a sign-in page of one's own, empty if it is a path of whatever host is asked."""
    sign_in_path: str
    """Its path, which is never gated; empty where we sign visitors in."""
    base: str
    """Our own paths begin so, as `/.auth/`; empty where there is no provider."""
    sites: Mapping[str, Site]
    """By host; `*`: the one for whatever host no other has."""
    anonymous: Paths
    """Paths that need no session."""
    rules: tuple[Rule, ...]
    schemes: tuple[Scheme, ...]
    """Other ways to prove who one is, in the order in which they are tried."""
    headers: Mapping[str, str]
    """Headers for the origin and the claims that they hold."""
    origin_key: Key | None
    """Signs these headers."""
    page: str
    """Template of the pages that are shown to people; empty: our own."""
    file_cookies: FileCookies | None = None


def read_settings(table: Table) -> AuthSettings:
    """The checked settings.

    Raises:
        SettingsError: a key is absent, unknown or wrong; no secret is repeated.
    """
    sites = _sites(table)
    keys = _keys(table)
    schemes = _schemes(table)
    if not keys and (sites or not schemes):
        raise table.refuse("keys", "one key or more")
    base = table.text("path", BASE) + "/" if sites else _unused(table, "path")
    sign_in, host, path = _sign_in(table, base, sessions=bool(keys))
    cookie = table.text("cookie", "__Host-session")
    if not cookie or not TOKEN.issuperset(cookie):
        raise table.refuse("cookie", "a cookie's name (RFC 6265: letters, digits, `-`, `_`, ...)")
    origin_keys = _keys(table, "origin_keys")
    settings = AuthSettings(
        keys=keys,
        cookie=cookie,
        session=_session(table),
        redirect_to=sign_in,
        sign_in_host=host,
        sign_in_path=path,
        base=base,
        sites=sites,
        anonymous=_patterns(table, "anonymous"),
        rules=tuple(_rule(entry) for entry in table.tables("rules")) if table.has("rules") else (),
        schemes=schemes,
        headers=dict(table.pairs("headers")),
        origin_key=next(iter(origin_keys.values()), None),
        page=table.text("page", ""),
        file_cookies=_file_cookies(table.table("file_cookies")) if table.has("file_cookies") else None,
    )
    table.end()
    return settings


def _unused(table: Table, key: str) -> str:
    table.text(key, "")
    return ""


def _keys(table: Table, name: str = "keys") -> dict[str, Key]:
    keys: dict[str, Key] = {}
    for entry in table.tables(name) if table.has(name) else ():
        key_id = entry.text("id")
        if not is_key_id(key_id) or key_id in keys:
            expected = (
                f"an id of letters, digits, `-` and `_`, at most {LONGEST_KEY_ID}, that no other key has"
            )
            raise entry.refuse("id", expected)
        try:
            keys[key_id] = Key(key_id, decode_secret(entry.text("secret")))
        except SessionError:
            raise entry.refuse(
                "secret", "base64url of 32 bytes or more (`cloudfrontier auth new-key`)"
            ) from None
        entry.end()
    return keys


def _sites(table: Table) -> dict[str, Site]:
    sites: dict[str, Site] = {}
    for entry in table.tables("providers") if table.has("providers") else ():
        site = Site(entry.text("name"), tuple(host.lower() for host in entry.texts("hosts", ())), entry)
        for host in site.hosts or ("*",):
            if host in sites:
                raise entry.refuse("hosts", "hosts that no other provider has")
            sites[host] = site
    return sites


def _session(table: Table) -> SessionSettings:
    if not table.has("session"):
        return SessionSettings()
    entry, default = table.table("session"), SessionSettings()
    session = SessionSettings(
        entry.integer("lifetime", default.lifetime, least=1),
        entry.integer("absolute", default.absolute, least=1),
        entry.text("same_site", default.same_site),
        entry.text("domain", default.domain),
        entry.texts("claims", default.claims),
    )
    if session.same_site not in SAME_SITE:
        raise entry.refuse("same_site", " or ".join(SAME_SITE))
    entry.end()
    return session


def _rule(entry: Table) -> Rule:
    lists = {name: frozenset(entry.texts(name, ())) for name in RULE_LISTS}
    for name in ("emails", "email_domains"):
        lists[name] = frozenset(item.lower() for item in lists[name])
    claims: tuple[tuple[str, frozenset[str]], ...] = ()
    if entry.has("claims"):
        wanted = entry.table("claims")
        claims = tuple((name, frozenset(wanted.texts(name))) for name in wanted.keys())  # noqa: SIM118  no dict
    methods = frozenset(method.upper() for method in entry.texts("methods", ()))
    rule = Rule(_patterns(entry, "paths", ("/*",)), methods, claims=claims, **lists)
    entry.end()
    return rule


def _file_cookies(entry: Table) -> FileCookies:
    cookies = FileCookies(
        entry.text("key_pair_id"),
        entry.text("resource"),
        entry.text("path", "/"),
        entry.text("domain", ""),
        entry.table("secret"),
    )
    entry.end()
    return cookies


def _patterns(table: Table, key: str, default: tuple[str, ...] = ()) -> Paths:
    patterns = table.texts(key, default)
    if not all(pattern.startswith("/") for pattern in patterns):
        raise table.refuse(key, "path patterns that begin with /")
    return Paths(patterns)


def _schemes(table: Table) -> tuple[Scheme, ...]:
    """Those that have a table, in a fixed order; a zip holds the modules of the schemes that it has."""
    schemes: list[Scheme] = []
    try:
        if table.has("bearer"):
            from edge.auth.bearer import read_bearer  # noqa: PLC0415  a cold start pays for what it uses

            schemes.append(read_bearer(table.table("bearer"), fetch=_fetch))
        if table.has("api_keys"):
            from edge.auth.api_keys import read_api_keys  # noqa: PLC0415  as above

            schemes.append(read_api_keys(table.table("api_keys")))
        if table.has("signed_links"):
            from edge.auth.signed_links import read_signed_links  # noqa: PLC0415  as above

            schemes.append(read_signed_links(table.table("signed_links")))
        if table.has("basic"):
            from edge.auth.basic import read_basic  # noqa: PLC0415  as above

            schemes.append(read_basic(table.table("basic")))
    except ImportError:
        raise SettingsError(
            "this zip was built without a scheme that its settings name: build it again"
        ) from None
    return tuple(schemes)


def _fetch(url: str) -> bytes:
    """An issuer's keys, when a token names one that is not known."""
    from edge.auth.oidc.fetch import Fetcher  # noqa: PLC0415  20 ms that a known key does not cost

    return Fetcher().get(url)


def _sign_in(table: Table, base: str, *, sessions: bool) -> tuple[str, str, str]:
    """The sign-in page up to its return path, its host, and its path where it is not ours."""
    parameter = percent_encode(table.text("return_parameter", "return_to"))
    sign_in = table.text("sign_in", "")
    if base:
        return f"{base}sign-in?{parameter}=", "", ""
    if not sign_in and not sessions:
        return "", "", ""
    sign_in = sign_in or "/sign-in/"
    host, path = _split(table, sign_in)
    return f"{sign_in}{'&' if '?' in sign_in else '?'}{parameter}=", host, path


def _split(table: Table, sign_in: str) -> tuple[str, str]:
    """Host and path of the sign-in page."""
    expected = "a path such as /sign-in/ or an https URL, in visible ASCII and without #"
    visible = sign_in.isascii() and sign_in.isprintable() and not set(sign_in) & set(' "#<>\\^`{|}')
    if not visible or sign_in.startswith("//"):
        raise table.refuse("sign_in", expected)
    if sign_in.startswith("/"):
        return "", sign_in.partition("?")[0]
    host, slash, rest = sign_in.removeprefix("https://").partition("/")
    if not sign_in.startswith("https://") or not host or "@" in host or "?" in host:
        raise table.refuse("sign_in", expected)
    return host.lower(), slash + rest.partition("?")[0] or "/"
