"""Reading and changing headers in AWS's shape, without ever dropping a line or letting a broken one out.

1. Names are the lower-case keys of the dictionary; each line keeps the `key` it came with.
2. Nothing is joined or split: two `Cookie` lines stay two lines.
3. A name must be a token and a value must be printable (RFC 9110, section 5): a CR or LF in a value is how a
   second header is smuggled in, and CloudFront answers 502 to it.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
(read in a copy of 2026-04-13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from edge.events import Headers

__all__ = ["HeaderError", "append", "first", "remove", "remove_named", "remove_prefixed", "replace", "values"]

TOKEN = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""Characters of a header's name, and of a cookie's (RFC 9110, section 5.6.2)."""
AS_HYPHEN = dict.fromkeys(map(ord, "!#$%&'*+.^_`|~"), "-")
"""What is neither letter nor digit: Apache before 2.4 makes `_` of it in variables, as of `-`
(https://httpd.apache.org/docs/2.2/env.html, "Some Caveats", read 2026-11)."""


class HeaderError(ValueError):
    """A header that must not be sent; the message holds its name at most, never its value."""


def values(headers: Headers, name: str) -> list[str]:
    """The values of all lines of that name, in order."""
    return [line["value"] for line in headers.get(name.lower(), ())]


def first(headers: Headers, name: str) -> str | None:
    """The value of the first line of that name."""
    lines = headers.get(name.lower())
    return lines[0]["value"] if lines else None


def append(headers: Headers, name: str, value: str) -> None:
    """Add a line and keep those that are there: the way to add a `Set-Cookie`.

    Raises:
        HeaderError: the name is no token, or the value is not printable; also of `replace`.
    """
    _check(name, value)
    headers.setdefault(name.lower(), []).append({"key": name, "value": value})


def replace(headers: Headers, name: str, value: str) -> None:
    """Make this the only line of that name."""
    _check(name, value)
    headers[name.lower()] = [{"key": name, "value": value}]


def remove(headers: Headers, name: str) -> None:
    """Take away all lines of that name; the key goes too, for an empty list is no documented way to do it."""
    headers.pop(name.lower(), None)


def remove_named(headers: Headers, names: Container[str]) -> None:
    """Take away every header of one of these names (in lower case), whatever stands in it for `-`."""
    for name in [name for name in headers if name.lower().translate(AS_HYPHEN) in names]:
        del headers[name]


def remove_prefixed(headers: Headers, prefix: str) -> None:
    """Take away every header whose name begins so, whatever stands in it for `-`.

    Servers that hand headers on as variables (CGI, WSGI) cannot tell `X-Auth-Subject` from `X_Auth_Subject`,
    and some not from `X.Auth.Subject`.
    """
    for name in [name for name in headers if name.lower().translate(AS_HYPHEN).startswith(prefix)]:
        del headers[name]


def _check(name: str, value: str) -> None:
    if not name or not TOKEN.issuperset(name):
        raise HeaderError("a header's name is not a token")
    if not value.isprintable() or value != value.strip():
        raise HeaderError(f"the value of the header {name.lower()} is not printable, or padded")
