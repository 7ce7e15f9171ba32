"""Which characters a path or a URL of a rule may hold, and their spelling as browsers send it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from cloudfront_functions.inputs.outcome import LineError

__all__ = ["PLACEHOLDER", "Url", "escaped", "split_url"]

PLACEHOLDER = re.compile(r":([A-Za-z]\w*)", re.ASCII)
"""https://developers.cloudflare.com/pages/configuration/redirects/#placeholders (read 2026-11)"""

# What browsers never send as it stands, nor may stand in a Location header.
ILLEGAL = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
SCHEME = re.compile(r"(https?)://([^/?#]*)", re.IGNORECASE)
HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


@dataclass(frozen=True)
class Url:
    """A URL cut in two: scheme and host in lower case, None where there are none, and the rest as it was."""

    scheme: str | None
    host: str | None
    rest: str


def escaped(text: str) -> str:
    """The text with everything beyond ASCII as percent-escapes of its UTF-8.

    Raises:
        LineError: it holds what no URL can, or a `%` that begins no escape.
    """
    plain = (
        BEYOND_ASCII.sub(lambda found: quote(found[0], errors="replace"), text)
        if not text.isascii()
        else text
    )
    if found := ILLEGAL.search(plain):
        raise LineError(f"{found[0]!r} cannot stand in a URL; write it as `{quote(found[0])}`")
    if found := BAD_ESCAPE.search(plain):
        raise LineError(f"`%` in `{plain[found.start() :][:3]}` begins no percent-escape; write `%25`")
    return plain


def split_url(text: str) -> Url:
    """Scheme and host apart from the rest; a host may have a port.

    Raises:
        LineError: the host is none that DNS knows, or is not fixed.
    """
    found = SCHEME.match(text)
    if not found:
        return Url(None, None, text)
    host = found[2].lower()
    if "@" in host:
        raise LineError("a user name has no place in a URL of a rule; leave out what stands before `@`")
    if not host.isascii() or "%" in host:
        raise LineError(f"the host `{host}` is not in ASCII; write it as DNS has it, `xn--...`")
    name, colon, port = host.partition(":")
    if not HOST.fullmatch(name) or (colon and not port.isdecimal()):
        raise LineError(f"the host `{host}` is not fixed; write one line for each host")
    return Url(found[1].lower(), host, text[found.end() :])
