"""Compression: what CloudFront does to an object of the origin before it is stored, for viewers that take it.

1. The behavior must say `compress`, its cache policy the format, and the response must be of a kind, a size
   and a status that CloudFront compresses (`cloudfrontier.cloudfront.compression`).
2. Brotli comes before gzip. It takes the `brotli` package; without it gzip is sent where the viewer takes it.
3. The compressed object has a weak ETag, and `Vary: Accept-Encoding` (OBSERVED).

Bytes are those of this machine's zlib or brotli, not of CloudFront's.
"""

from __future__ import annotations

import gzip
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.compression import Encoding, compressed_etag, encoding_for, is_compressible

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.distribution import Behavior
    from cloudfrontier.cloudfront.message import Headers, Request, Response

__all__ = ["HAS_BROTLI", "compressed"]

HAS_BROTLI = find_spec("brotli") is not None
"""Whether this Python has the package that compresses with Brotli."""

_LEVEL = 6


def compressed(response: Response, request: Request, behavior: Behavior) -> Response:
    """The response as it is stored and sent: compressed, or as it was.

    `request` is the viewer's, as viewer-request left it.
    """
    if not behavior.compress or not is_compressible(response):
        return response
    policy = behavior.cache_policy
    encoding = encoding_for(request, policy if HAS_BROTLI else replace(policy, brotli=False))
    if encoding is None:
        return response
    body = _COMPRESSORS[encoding](response.body)
    headers = response.headers.remove("content-length").set("Content-Encoding", encoding)
    return replace(response, headers=_varied(_tagged(headers)), body=body)


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=_LEVEL, mtime=0)


def _brotli(body: bytes) -> bytes:
    # Optional and without types: asked for by its name, once it is known to be there.
    packed: bytes = import_module("brotli").compress(body, quality=5)
    return packed


_COMPRESSORS: dict[Encoding, Callable[[bytes], bytes]] = {"gzip": _gzip, "br": _brotli}


def _tagged(headers: Headers) -> Headers:
    if "etag" not in headers:
        return headers
    etag = compressed_etag(headers.get("etag"))
    return headers.set("ETag", etag) if etag else headers.remove("etag")


def _varied(headers: Headers) -> Headers:
    names = [name.strip() for line in headers.get_all("vary") for name in line.split(",")]
    if any(name.lower() in {"*", "accept-encoding"} for name in names):
        return headers
    return headers.set("Vary", ", ".join((*filter(None, names), "Accept-Encoding")))
