"""One attempt to sign in: what is remembered of it in a sealed cookie of its own, and how loops are noticed.

1. An attempt has an id, which is the `state`, and a seed that only its cookie holds; the PKCE verifier and
   the nonce are derived from the seed. Several tabs have several attempts, and none disturbs another.
2. The cookie is `__Host-`: no other host, not even a sibling, can put one there, so a visitor cannot be made
   to finish an attempt that somebody else began. It is sealed for its host and its id: renamed or moved to
   another host it does not open.
3. It is good for ten minutes and for one callback. Where that ends in a session, a mark takes its place,
   which stays for five minutes and counts: whoever is sent to sign in again so soon has not profited from
   it. A second attempt in a row is made, a third is not: the visitor is told why instead.
4. All cookies of attempts together are bounded: the oldest make room, as a request with very large headers
   would be refused by CloudFront before we see it.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, NamedTuple

from edge import cookies
from edge.auth.base64url import decode, encode
from edge.auth.sealed import open_sealed, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edge.auth.session import Key
    from edge.events import Headers

__all__ = [
    "MOST_ATTEMPTS",
    "Attempt",
    "attempt_cookie",
    "begin",
    "clear",
    "find",
    "finished_cookie",
    "read_all",
    "spent_cookie",
]

PREFIX = "__Host-sign-in."
PURPOSE = "attempt"
GOOD_FOR, REMEMBERED_FOR = 600, 300
"""Seconds that an attempt may take, and that a spent one is counted."""
MOST_ATTEMPTS = 2
"""Attempts in a row that are made; the next is told why they did not help."""
MOST_BYTES = 6000
"""Of all attempts' cookies together; CloudFront takes 32,768 bytes of headers, many origins 8,192."""
ID_LENGTH, SEED = 22, 32


class Attempt(NamedTuple):
    """What is remembered; times in seconds since the epoch."""

    id: str
    seed: bytes
    began: int
    number: int
    """Which one in a row it is, from 1."""
    site: str
    back: str
    """Path and query to go back to."""
    silent: bool = False
    """Whether nobody must be asked anything (`prompt=none`)."""
    spent: bool = False

    def __repr__(self) -> str:
        return f"Attempt(number={self.number}, site={self.site!r}, spent={self.spent})"

    @property
    def verifier(self) -> str:
        """PKCE's `code_verifier` (RFC 7636, section 4.1): 43 characters, 256 bits."""
        return encode(hmac.digest(self.seed, b"pkce", "sha256"))

    @property
    def nonce(self) -> str:
        """What the ID token must repeat."""
        return encode(hmac.digest(self.seed, b"nonce", "sha256"))


def begin(  # noqa: PLR0913  what an attempt is made of, by name
    *,
    site: str,
    back: str,
    count: int,
    silent: bool,
    now: float,
    entropy: Callable[[int], bytes],
) -> Attempt:
    """A new attempt."""
    return Attempt(encode(entropy(16)), entropy(SEED), int(now), count, site, back, silent)


def attempt_cookie(attempt: Attempt, key: Key, *, host: str, nonce: bytes) -> str:
    """The `Set-Cookie` line that remembers it."""
    text = json.dumps(
        {
            "seed": encode(attempt.seed),
            "began": attempt.began,
            "count": attempt.number,
            "site": attempt.site,
            "back": attempt.back,
            "silent": attempt.silent,
            "spent": attempt.spent,
        },
        separators=(",", ":"),
    )
    token = seal(key, PURPOSE, _context(host, attempt.id), text.encode(), nonce=nonce)
    return _line(attempt.id, token, REMEMBERED_FOR if attempt.spent else GOOD_FOR)


def spent_cookie(attempt: Attempt, key: Key, *, host: str, now: float, nonce: bytes) -> str:
    """The line that replaces it once its callback came: nothing secret is left in it."""
    mark = attempt._replace(seed=b"", back="/", began=int(now), spent=True)
    return attempt_cookie(mark, key, host=host, nonce=nonce)


def finished_cookie(attempt: Attempt) -> str:
    """The line that takes it away where its callback ended on a page: nobody goes round from there."""
    return _line(attempt.id, "", 0)


def find(lines: Headers, state: str, keys: Mapping[str, Key], *, host: str, now: float) -> Attempt | None:
    """The attempt of that state if its cookie is there once, is ours, is not too old and not spent."""
    if len(state) != ID_LENGTH or decode(state) is None:
        return None
    found = cookies.values(lines, PREFIX + state)
    attempt = _open(state, found[0], keys, host) if len(found) == 1 else None
    alive = attempt is not None and not attempt.spent and now < attempt.began + GOOD_FOR
    return attempt if alive else None


def read_all(
    lines: Headers, keys: Mapping[str, Key], *, host: str, now: float
) -> tuple[int, tuple[str, ...]]:
    """How many attempts in a row were spent, and lines that clear what is broken, too old or too much."""
    spent, kept, over = 0, [], []
    for name, value in cookies.pairs(lines):
        if not name.startswith(PREFIX):
            continue
        attempt = _open(name[len(PREFIX) :], value, keys, host)
        if attempt is None or now >= attempt.began + GOOD_FOR:
            over.append(name)
        elif attempt.spent:
            spent = max(spent, attempt.number if now < attempt.began + REMEMBERED_FOR else 0)
        else:
            kept.append((attempt.began, name, len(name) + len(value)))
    kept.sort(reverse=True)
    total = 0
    for _, name, size in kept:
        total += size
        if total > MOST_BYTES:
            over.append(name)
    return spent, tuple(_line(name[len(PREFIX) :], "", 0) for name in over if _is_ours(name))


def clear(lines: Headers) -> tuple[str, ...]:
    """Lines that clear every attempt's cookie."""
    names = dict.fromkeys(name for name, _ in cookies.pairs(lines) if name.startswith(PREFIX))
    return tuple(_line(name[len(PREFIX) :], "", 0) for name in names if _is_ours(name))


def _is_ours(name: str) -> bool:
    """Whether the name is one that we could have set; nothing else is sent back in a header."""
    return len(name) == len(PREFIX) + ID_LENGTH and decode(name[len(PREFIX) :]) is not None


def _open(state: str, token: str, keys: Mapping[str, Key], host: str) -> Attempt | None:
    text = open_sealed(keys, PURPOSE, _context(host, state), token)
    if text is None:
        return None
    data = json.loads(text)  # ours: the MAC says so
    return Attempt(
        state,
        decode(data["seed"]) or b"",
        data["began"],
        data["count"],
        data["site"],
        data["back"],
        data["silent"],
        data["spent"],
    )


def _context(host: str, state: str) -> str:
    return f"{host}\n{state}"


def _line(state: str, value: str, max_age: int) -> str:
    return cookies.set_cookie(PREFIX + state, value, cookies.Attributes(max_age=max_age))
