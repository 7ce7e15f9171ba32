r"""Links that a holder of the key has signed: to one path or to all below a folder, up to a moment.

What signs them (`edge.auth.signed_links`, `cloudfrontier auth sign`) and what checks them agree on this:

1. A link has the parameters `expires` (seconds since the epoch, digits), `signature`, and, where they apply,
   `prefix` and `key` (the id of the key that signed). Each stands there once.
2. `signature` is base64url without padding of HMAC-SHA-256 over `SUBJECT "\n" EXPIRES`, with `"\n" IP` behind
   it where links are bound to the viewer's address. The key of the HMAC is the text of the key file, the
   base64url itself: no function of runtime 1.0 can turn it into bytes.
3. SUBJECT is the value of `prefix`, else the path. Both are compared as they are sent, byte for byte; nothing
   is decoded. A prefix begins and ends with `/`; a path that is signed alone does not end with `/`. So no
   signature of a path can be taken for one of a folder.
4. Below a prefix no path has a segment `.` or `..`, a `\`, or a percent-escape of `.`, `/` or `\`: an origin
   that resolves them would leave the folder.
5. A link without `key` was signed by the first of the keys.
6. A link is good while the clock is before `expires`. Whatever else is wrong with it, the answer is 403.
7. A request that passes goes on without these parameters, so that they are in no cache key and no log of
   the origin.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["PARAMETERS", "LinkKey", "SignedLinks"]

PARAMETERS = ("expires", "signature", "prefix", "key")
"""The parameters of a link, which the request goes on without."""


@dataclass(frozen=True)
class LinkKey:
    """A key by its id; the secret is text, 43 characters of base64url or more."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class SignedLinks:
    """Let through only what is signed by one of the keys; `bind_ip`: links name the viewer's address.

    Raises:
        ValueError: there is no key, or an id stands there twice.
    """

    keys: tuple[LinkKey, ...]
    bind_ip: bool = False

    def __post_init__(self) -> None:
        ids = [key.id for key in self.keys]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError("signed links need a key, and keys need ids of their own")
