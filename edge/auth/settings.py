"""The table `features.auth` of settings.json, read once: keys, sign-in page, cookie, paths that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.auth.session import LONGEST_KEY_ID, Key, SessionError, decode_secret, is_key_id
from edge.headers import TOKEN
from edge.patterns import PathPattern
from edge.responses import percent_encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.settings import Table

__all__ = ["AuthSettings", "read_settings"]


class AuthSettings(NamedTuple):
    """Who may pass, and where everybody else is sent; all of it checked."""

    keys: Mapping[str, Key]
    """By their ids; the first is the one that signs."""
    cookie: str
    """Name of the session cookie."""
    redirect_to: str
    """The sign-in page up to and with `return_to=`: an encoded return path is all that is missing."""
    sign_in_host: str
    """Host of the sign-in page, empty if it is a path of whatever host is asked."""
    sign_in_path: str
    """Its path, which is never gated."""
    anonymous: tuple[PathPattern, ...]
    """Paths that need no session."""


def read_settings(table: Table) -> AuthSettings:
    """The checked settings.

    Raises:
        SettingsError: a key is absent, unknown or wrong; no secret is repeated.
    """
    sign_in = table.text("sign_in", "/sign-in/")
    host, path = _split(table, sign_in)
    parameter = percent_encode(table.text("return_parameter", "return_to"))
    cookie = table.text("cookie", "__Host-session")
    if not cookie or not TOKEN.issuperset(cookie):
        raise table.refuse("cookie", "a cookie's name (RFC 6265: letters, digits, `-`, `_`, ...)")
    patterns = table.texts("anonymous", ())
    if not all(pattern.startswith("/") for pattern in patterns):
        raise table.refuse("anonymous", "path patterns that begin with /")
    settings = AuthSettings(
        keys=_read_keys(table),
        cookie=cookie,
        redirect_to=f"{sign_in}{'&' if '?' in sign_in else '?'}{parameter}=",
        sign_in_host=host,
        sign_in_path=path,
        anonymous=tuple(PathPattern(pattern) for pattern in patterns),
    )
    table.end()
    return settings


def _read_keys(table: Table) -> dict[str, Key]:
    keys: dict[str, Key] = {}
    for entry in table.tables("keys"):
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
    if not keys:
        raise table.refuse("keys", "one key or more")
    return keys


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
