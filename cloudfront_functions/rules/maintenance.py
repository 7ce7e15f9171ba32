"""A site that is closed for a while: 503 with a page and Retry-After, but for those who work on it.

1. Requests are answered with 503, the page, its content type, `retry-after` and `cache-control: no-store`.
2. A request passes when its address is in one of `networks` (see `ip_list`), or when the header or the cookie
   of that name holds the secret. Of a header or cookie that was sent several times the first value counts.
3. The function holds the SHA-256 of the secret, in lower-case hexadecimal, not the secret: with 32 random
   bytes whoever reads the function learns nothing from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cloudfront_functions.rules.ip_list import Network

__all__ = ["Maintenance"]


@dataclass(frozen=True, kw_only=True)
class Maintenance:
    """The page and who passes; retry_after: seconds, or an HTTP date; header and cookie: their names.

    Raises:
        ValueError: a header or cookie is named without a secret, or a secret without either.
    """

    page: str
    content_type: str = "text/html; charset=utf-8"
    retry_after: str = "3600"
    networks: tuple[Network, ...] = ()
    header: str = ""
    cookie: str = ""
    secret_sha256: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if bool(self.secret_sha256) != bool(self.header or self.cookie):
            raise ValueError("a secret goes with the header or the cookie that holds it")
