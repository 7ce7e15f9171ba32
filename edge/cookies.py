"""Cookies as browsers really send them, and Set-Cookie lines that browsers really accept.

1. Reading is tolerant (RFC 6265, section 5.4): spaces are trimmed, a value may hold `=`, a cookie without
   `=` is a value without a name, quotes belong to the value, an empty part is nothing. Nothing is decoded.
2. A name may occur more than once: all values are kept, in the order of the lines and within them. Browsers
   send the cookie with the longest path first; servers should not rely on it, so a caller decides what
   several values mean.
3. Writing is strict (RFC 6265, section 4.1.1, and the prefixes of RFC 6265bis, section 4.1.3): what a
   browser would drop in silence is an error here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.headers import TOKEN
from edge.headers import values as header_values

if TYPE_CHECKING:
    from typing import Literal

    from edge.events import Headers

__all__ = ["Attributes", "CookieError", "pairs", "set_cookie", "values"]

OCTETS = frozenset(map(chr, range(0x21, 0x7F))) - frozenset('",;\\')
"""Characters of a cookie's value."""
DOMAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
LONGEST = 4096
"""Bytes of name and value together; browsers drop a longer cookie (RFC 6265bis, section 5.6)."""


class CookieError(ValueError):
    """A cookie that a browser would drop; the message never holds its value."""


def pairs(headers: Headers) -> list[tuple[str, str]]:
    """All cookies of a request as name and value, in the order in which they were sent."""
    found = []
    for line in header_values(headers, "cookie"):
        for part in line.split(";"):
            name, equals, value = part.partition("=")
            if equals:
                found.append((name.strip(" \t"), value.strip(" \t")))
            elif part.strip(" \t"):
                found.append(("", part.strip(" \t")))
    return found


def values(headers: Headers, name: str) -> list[str]:
    """Every value of the cookie of that name; names are case-sensitive."""
    return [value for found, value in pairs(headers) if found == name]


class Attributes(NamedTuple):
    """What a Set-Cookie line says besides name and value."""

    max_age: int | None = None
    """Seconds; without it the cookie ends with the browser's session."""
    path: str = "/"
    domain: str = ""
    """Empty: the cookie goes back to the host that set it and to no other."""
    secure: bool = True
    http_only: bool = True
    same_site: Literal["Strict", "Lax", "None"] = "Lax"


def set_cookie(name: str, value: str, attributes: Attributes) -> str:
    """The value of a Set-Cookie line.

    Raises:
        CookieError: a browser would drop the cookie, or read it as another one.
    """
    if not name or not TOKEN.issuperset(name):
        raise CookieError("a cookie's name is not a token")
    if not OCTETS.issuperset(value):
        raise CookieError(f"the cookie {name} has a character that no cookie's value may have")
    if len(name) + len(value) > LONGEST:
        raise CookieError(f"the cookie {name} is longer than {LONGEST} bytes")
    _check(name.lower(), attributes)
    parts = [f"{name}={value}", f"Path={attributes.path}"]
    if attributes.domain:
        parts.append(f"Domain={attributes.domain}")
    if attributes.max_age is not None:
        parts.append(f"Max-Age={attributes.max_age:d}")
    if attributes.secure:
        parts.append("Secure")
    if attributes.http_only:
        parts.append("HttpOnly")
    parts.append(f"SameSite={attributes.same_site}")
    return "; ".join(parts)


def _check(name: str, attributes: Attributes) -> None:
    """Refuse what browsers refuse; prefixes count in any case of letters."""
    path, domain = attributes.path, attributes.domain
    if not path.startswith("/") or not path.isascii() or not path.isprintable() or ";" in path:
        raise CookieError(f"the path of the cookie {name} must begin with / and be printable, without `;`")
    if not DOMAIN.issuperset(domain):
        raise CookieError(f"the domain of the cookie {name} is no domain")
    needs_secure = name.startswith(("__secure-", "__host-")) or attributes.same_site == "None"
    if needs_secure and not attributes.secure:
        raise CookieError(f"the cookie {name} must be Secure")
    if name.startswith("__host-") and (path != "/" or domain):
        raise CookieError(f"the cookie {name} must have the path / and no domain")
