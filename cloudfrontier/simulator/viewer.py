"""A viewer's request from what people write: a method, a path or a URL, some headers, a body."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from cloudfrontier import __version__
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.message import Scheme

__all__ = ["USER_AGENT", "viewer_request"]


USER_AGENT = f"cloudfrontier/{__version__}"
_AS_THEY_ARE = string.punctuation
_TOKEN = frozenset(string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~")


def viewer_request(
    method: str,
    url: str,
    *,
    domain_name: str,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    body: bytes = b"",
) -> Request:
    """The request; a path such as `/docs/?a=1` is asked of `https://domain_name`.

    `Host`, `User-Agent`, `Accept` and `Content-Length` are filled in where they are not given. What cannot
    stand in a URL is percent-encoded; a fragment stays with the viewer.

    Raises:
        UsageError: the method or a header is none that HTTP knows, or the URL is neither a path nor http(s).
    """
    if not method or not _TOKEN.issuperset(method):
        raise UsageError(f"{method!r} is no HTTP method, expected GET, POST or the like")
    scheme, host, target = _split(url, domain_name)
    uri, mark, query = target.partition("#")[0].partition("?")
    given = tuple(headers.items() if isinstance(headers, Mapping) else headers)
    for name, value in given:
        _check(name, value)
    names = {name.lower() for name, _ in given}
    filled = (
        ("Host", host),
        ("User-Agent", USER_AGENT),
        ("Accept", "*/*"),
        *((("Content-Length", str(len(body))),) if body else ()),
    )
    lines = (*(line for line in filled if line[0].lower() not in names), *given)
    return Request(
        method.upper(),
        _encoded(uri),
        _encoded(query),
        Headers(lines),
        body,
        scheme=scheme,
        has_empty_query=bool(mark) and not query,
    )


def _split(url: str, domain_name: str) -> tuple[Scheme, str, str]:
    if url.startswith("/"):
        return "https", domain_name, url
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        raise UsageError(f"{url!r}: expected a path that starts with `/`, or an http(s) URL")
    end = min((index for index in map(rest.find, "/?#") if index >= 0), default=len(rest))
    host, target = rest[:end], rest[end:]
    if not host or "@" in host:
        raise UsageError(f"{url!r}: expected a host after `://`, without a user's name")
    path = target if target.startswith("/") else f"/{target}"
    return ("https" if scheme.lower() == "https" else "http"), host, path


def _encoded(text: str) -> str:
    """Escapes that are there stay; spaces, control characters and everything beyond ASCII are escaped."""
    return quote(text, safe=_AS_THEY_ARE)


def _check(name: str, value: str) -> None:
    if not name or not _TOKEN.issuperset(name):
        raise UsageError(f"{name!r} is no header name")
    if any(character in value for character in "\r\n\0"):
        raise UsageError(f"the value of the header {name} has a line break or a NUL in it")
