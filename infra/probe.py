"""Asks a live distribution for a URL, once, and says how the answer differs from the one that was expected.

1. What edge code decides is compared: the status, where a redirect leads, and which cookies are set. Bodies
   and other headers are the origin's, which on another machine is another one.
2. Of a redirect's address the query is left out: it may hold what chance decides. Values of cookies are
   neither compared nor kept.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cloudfrontier.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Fetch = Callable[[str], "Outcome"]

__all__ = ["Outcome", "difference", "fetch", "outcome_of"]

_SECONDS = 20.0


@dataclass(frozen=True)
class Outcome:
    """What is compared of an answer; `location` without query, `cookies` by their names."""

    status: int
    location: str = ""
    cookies: frozenset[str] = frozenset()

    def __str__(self) -> str:
        where = f" to {self.location}" if self.location else ""
        cookies = f", sets {', '.join(sorted(self.cookies))}" if self.cookies else ""
        return f"{self.status}{where}{cookies}"


def outcome_of(status: int, headers: Iterable[tuple[str, str]]) -> Outcome:
    """Of an answer, whoever gave it."""
    found = [(name.lower(), value) for name, value in headers]
    location = next((value for name, value in found if name == "location"), "")
    cookies = (value.partition("=")[0].strip() for name, value in found if name == "set-cookie")
    return Outcome(status, location.partition("?")[0], frozenset(cookies))


def difference(url: str, expected: Outcome, seen: Outcome) -> str:
    """In words; empty if there is none. An absolute address and its path on the same host are the same."""
    host = urlsplit(url).netloc
    same_place = _path(expected.location, host) == _path(seen.location, host)
    if (expected.status, expected.cookies) == (seen.status, seen.cookies) and same_place:
        return ""
    return f"{url}: {seen}; the simulator expects {expected}"


def fetch(url: str) -> Outcome:
    """GET, no redirect followed.

    Raises:
        AwsError: there was no answer.
    """
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=_SECONDS)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        connection.request("GET", path, headers={"User-Agent": "cloudfrontier"})
        answer = connection.getresponse()
        return outcome_of(answer.status, answer.getheaders())
    except (OSError, http.client.HTTPException) as error:
        raise AwsError(
            f"{url}: no answer ({type(error).__name__}); everything is attached: run the same command again"
        ) from error
    finally:
        connection.close()


def _path(location: str, host: str) -> str:
    parts = urlsplit(location)
    return parts.path if parts.netloc in {"", host} else location
