r"""Links that a holder of the key has signed: to one path or to all below a folder, up to a moment.

The format is that of `edge.auth.signed_links`, and `cloudfrontier auth sign` makes such links:

1. A link has the parameters `expires` (seconds since the epoch: 1 to 11 digits, the first no 0), `signature`,
   and, where they apply, `prefix` and `key` (the id of the key that signed, else the first one did). Each
   stands there once.
2. `signature` is base64url without padding of HMAC-SHA-256 over `SUBJECT "\n" EXPIRES`, with `"\n" IP`
   behind it where links are bound to the viewer's address. The key of the HMAC is the text of the key file,
   the base64url itself: runtimes 1.0 and 2.0 have no call in common that turns it into bytes.
3. SUBJECT is the value of `prefix`, else the path. Both are compared as they are sent, byte for byte; nothing
   is decoded. A prefix begins and ends with `/`; a path that is signed alone does not end with `/`. So no
   signature of a path can be taken for one of a folder.
4. Below a prefix a path can be read in one way only: visible ASCII, no `\`, no empty segment, no `.` or `..`
   (with `;parameters` or without), no escape of one of `%./;\` or of a control character, no broken escape.
5. A link lets one read (GET, HEAD) while the clock is before `expires`. Everything else is answered with 403.
6. A request that passes goes on without these parameters: they are in no cache key and no log of the origin.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["PARAMETERS", "LinkKey", "SignedLinks"]

PARAMETERS = ("expires", "signature", "prefix", "key")
"""The parameters of a link, which the request goes on without."""


@dataclass(frozen=True)
class LinkKey:
    """A key by its id; the secret is text: base64url of 32 bytes or more, without padding."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class SignedLinks:
    """Let through only what is signed by one of the keys; `bind_ip`: links are for the viewer's address.

    Raises:
        ValueError: there is no key, or an id stands there twice.
    """

    keys: tuple[LinkKey, ...]
    bind_ip: bool = False

    def __post_init__(self) -> None:
        ids = [key.id for key in self.keys]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError("signed links need a key, and keys need ids of their own")
