"""Who may use the page: a name in front of this address that is ours, and requests that our own page makes.

1. A foreign name that resolves to this machine (DNS rebinding) is refused: `Host` is an address, `localhost`
   or a name that was allowed. An address cannot be rebound.
2. What changes something must come from the page itself: `Origin` is the page's own, and the body is JSON,
   which no form of another site can send.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["host_name", "is_known_host", "is_own_request"]


def host_name(host: str) -> str:
    """The name in a `Host` header, in lower case, without its port and a dot at the end."""
    text = host.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    name, _, port = text.rpartition(":")
    return (name if name and port.isdigit() else text).rstrip(".")


def is_known_host(host: str, allowed: Iterable[str] = ()) -> bool:
    """Whether the page answers under that name."""
    name = host_name(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    if name in {other.lower() for other in allowed}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_own_request(headers: Mapping[str, str], *, scheme: str) -> bool:
    """Whether a POST comes from the page; header names are in lower case."""
    is_json = headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    own = f"{scheme}://{headers.get('host', '')}".lower()
    same_site = headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return is_json and same_site and headers.get("origin", "").lower() == own
