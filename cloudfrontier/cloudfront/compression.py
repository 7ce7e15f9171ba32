"""What CloudFront compresses by itself, and what becomes of the ETag when it does.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html (read
2026-04).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.limits import COMPRESSION

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import CachePolicy
    from cloudfrontier.cloudfront.message import Request, Response

__all__ = [
    "CONTENT_TYPES",
    "STATUSES",
    "Encoding",
    "accepted_encodings",
    "compressed_etag",
    "encoding_for",
    "is_compressible",
]

Encoding = Literal["br", "gzip"]

STATUSES = frozenset({200, 403, 404})

CONTENT_TYPES = frozenset({
    "application/dash+xml", "application/eot", "application/font", "application/font-sfnt",
    "application/javascript", "application/json", "application/opentype", "application/otf",
    "application/pdf", "application/pkcs7-mime", "application/protobuf", "application/rss+xml",
    "application/truetype", "application/ttf", "application/vnd.apple.mpegurl",
    "application/vnd.mapbox-vector-tile", "application/vnd.ms-fontobject", "application/wasm",
    "application/x-font-opentype", "application/x-font-truetype", "application/x-font-ttf",
    "application/x-httpd-cgi", "application/x-javascript", "application/x-mpegurl",
    "application/x-opentype", "application/x-otf", "application/x-perl", "application/x-ttf",
    "application/xhtml+xml", "application/xml", "font/eot", "font/opentype", "font/otf", "font/ttf",
    "image/svg+xml", "text/css", "text/csv", "text/html", "text/javascript", "text/js", "text/plain",
    "text/richtext", "text/tab-separated-values", "text/x-component", "text/x-java-source", "text/x-script",
    "text/xml", "vnd.apple.mpegurl",
})  # fmt: skip


def is_compressible(response: Response) -> bool:
    """Whether CloudFront compresses the origin's response for a viewer that takes it.

    Status, type and length must be right; `Content-Length` must be there, `Content-Encoding` must not.
    """
    headers = response.headers
    content_type = fold(headers.get("content-type").partition(";")[0].strip())
    length = headers.get("content-length")
    return (
        response.status in STATUSES
        and content_type in CONTENT_TYPES
        and "content-encoding" not in headers
        and length.isascii()
        and length.isdigit()
        and len(length) <= len(str(COMPRESSION.value))
        and COMPRESSION.holds(int(length))
        and bool(response.body)
    )


def encoding_for(request: Request, policy: CachePolicy) -> Encoding | None:
    """The encoding that the viewer takes and the policy offers; Brotli before gzip, none for HTTP/1.0."""
    if request.http_version == "1.0":
        return None
    accepted = accepted_encodings(request.headers.get_all("accept-encoding"))
    if policy.brotli and "br" in accepted:
        return "br"
    return "gzip" if policy.gzip and "gzip" in accepted else None


def compressed_etag(etag: str) -> str:
    """The ETag of the compressed object: a strong one becomes weak, an invalid one is dropped (empty)."""
    if etag.startswith("W/"):
        return etag
    return f"W/{etag}" if len(etag) > 1 and etag.startswith('"') and etag.endswith('"') else ""


# Browsers have few values of it, and it is asked for several times a request.
@lru_cache(maxsize=256)
def accepted_encodings(lines: tuple[str, ...]) -> frozenset[str]:
    """The encodings that the lines of `Accept-Encoding` name, in lower case, but for those with `q=0`."""
    accepted = set()
    for item in ",".join(lines).split(","):
        name, *parameters = (part.strip() for part in fold(item).split(";"))
        if name and not any(_is_zero(parameter) for parameter in parameters):
            accepted.add(name)
    return frozenset(accepted)


def _is_zero(parameter: str) -> bool:
    name, _, weight = parameter.partition("=")
    return name.strip() == "q" and weight.strip() in {"0", "0.0", "0.00", "0.000"}
