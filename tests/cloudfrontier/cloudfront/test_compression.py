"""What CloudFront compresses, for whom, and with which ETag."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront import compression
from cloudfrontier.cloudfront.cache_policy import CachePolicy
from cloudfrontier.cloudfront.compression import compressed_etag, encoding_for, is_compressible
from cloudfrontier.cloudfront.message import Headers, Request, Response

BOTH = CachePolicy("both", gzip=True, brotli=True)


def page(size: int = 1000, *, status: int = 200, **headers: str) -> Response:
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(size)}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, headers=Headers.of(lines.items()), body=b"x" * min(size, 10))


def test_types_statuses_and_sizes_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["compression"]
    assert set(table["statuses"]) == compression.STATUSES
    assert set(table["content_types"]) == compression.CONTENT_TYPES


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        pytest.param(page(), True, id="smallest"),
        pytest.param(page(10_000_000), True, id="largest"),
        pytest.param(page(status=404), True, id="404"),
        pytest.param(page(Content_Type="Text/CSS"), True, id="case of the type"),
        pytest.param(page(999), False, id="too small"),
        pytest.param(page(10_000_001), False, id="too large"),
        pytest.param(page(status=201), False, id="201"),
        pytest.param(page(Content_Type="image/png"), False, id="type"),
        pytest.param(page(Content_Type=""), False, id="no type"),
        pytest.param(page(Content_Encoding="identity"), False, id="encoded by the origin, whatever it says"),
        pytest.param(page(Content_Length=""), False, id="no length"),
        pytest.param(page(Content_Length="1" * 5000), False, id="absurd length"),
        pytest.param(page(Content_Length="-1000"), False, id="negative length"),
    ],
)
def test_a_response_is_compressed_only_when_all_is_right(response: Response, *, expected: bool) -> None:
    assert is_compressible(response) is expected


@pytest.mark.parametrize(
    ("accept", "policy", "encoding"),
    [
        ("gzip, deflate, br", BOTH, "br"),
        ("gzip", BOTH, "gzip"),
        ("BR;q=0.1", BOTH, "br"),
        ("br;q=0, gzip;q=1", BOTH, "gzip"),
        ("br", CachePolicy("gzip", gzip=True), None),
        ("br, gzip", CachePolicy("gzip", gzip=True), "gzip"),
        ("br, gzip", CachePolicy("none"), None),
        ("deflate", BOTH, None),
        ("", BOTH, None),
    ],
)
def test_the_encoding_is_what_viewer_and_policy_have_in_common(
    accept: str, policy: CachePolicy, encoding: str | None
) -> None:
    request = Request("GET", "/", headers=Headers((("Accept-Encoding", accept),)))
    assert encoding_for(request, policy) == encoding


def test_nothing_is_compressed_for_http_1_0() -> None:
    request = Request("GET", "/", headers=Headers((("Accept-Encoding", "gzip"),)), http_version="1.0")
    assert encoding_for(request, BOTH) is None


@pytest.mark.parametrize(
    ("etag", "expected"),
    [('"abc"', 'W/"abc"'), ('W/"abc"', 'W/"abc"'), ("abc", ""), ('"', ""), ("", "")],
)
def test_a_strong_etag_becomes_weak_and_an_invalid_one_goes(etag: str, expected: str) -> None:
    assert compressed_etag(etag) == expected
