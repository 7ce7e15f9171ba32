"""A folder that answers as a bucket does: no index documents, XML errors, and no way out of it."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.origins.folder import FolderOrigin

if TYPE_CHECKING:
    from pathlib import Path

BUCKET = Origin("site", "s3", "bucket.s3.eu-west-1.amazonaws.com")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "docs").mkdir(parents=True)
    (root / "index.html").write_text("<h1>home</h1>", encoding="utf-8")
    (root / "docs" / "ä b.css").write_text("b{}", encoding="utf-8")
    (root / "data").write_bytes(b"\0\1")
    (tmp_path / "secret.txt").write_text("not yours", encoding="utf-8")
    os.utime(root / "index.html", (1_579_000_000, 1_579_000_000))
    return root


def get(root: Path, uri: str, *, method: str = "GET", may_list: bool = False) -> Response:
    return FolderOrigin(root, may_list=may_list).fetch(Request(method, uri), BUCKET, now=0)


def test_an_object_has_its_type_length_etag_and_date(site: Path) -> None:
    response = get(site, "/index.html")
    assert (response.status, response.body) == (200, b"<h1>home</h1>")
    etag = hashlib.md5(response.body, usedforsecurity=False).hexdigest()
    assert dict(response.headers.items()) == {
        "Content-Type": "text/html",
        "Content-Length": "13",
        "Accept-Ranges": "bytes",
        "ETag": f'"{etag}"',
        "Last-Modified": "Tue, 14 Jan 2020 11:06:40 GMT",
        "Server": "AmazonS3",
    }


def test_a_key_is_percent_decoded(site: Path) -> None:
    assert get(site, "/docs/%C3%A4%20b.css").headers.get("content-type") == "text/css"
    assert get(site, "/docs%2F%c3%a4%20b.css").status == 200


def test_what_has_no_known_type_is_octets(site: Path) -> None:
    assert get(site, "/data").headers.get("content-type") == "binary/octet-stream"


@pytest.mark.parametrize("uri", ["/", "/docs", "/docs/", "/nothing.html", "//index.html", "/index.html/"])
def test_there_are_no_index_documents_and_what_is_missing_is_denied(site: Path, uri: str) -> None:
    response = get(site, uri)
    assert (response.status, response.headers.get("content-type")) == (403, "application/xml")
    assert b"<Code>AccessDenied</Code>" in response.body


def test_who_may_list_the_bucket_is_told_that_there_is_no_such_key(site: Path) -> None:
    response = get(site, "/nothing.html", may_list=True)
    assert response.status == 404
    assert b"<Code>NoSuchKey</Code>" in response.body


@pytest.mark.parametrize(
    "uri",
    [
        "/../secret.txt",
        "/docs/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/docs/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/folder-link/secret.txt",
        "/index.html%00.png",
        "/%ff",
        "/" + "x" * 5000,
        "/./index.html",
    ],
    ids=lambda uri: uri[:40],
)
def test_nothing_outside_the_folder_can_be_named(site: Path, uri: str) -> None:
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    (site / "folder-link").symlink_to(site.parent)
    assert get(site, uri).status == 403


def test_a_link_that_stays_inside_is_followed(site: Path) -> None:
    (site / "home.html").symlink_to("index.html")
    assert get(site, "/home.html").status == 200


def test_a_loop_of_links_is_no_object(site: Path) -> None:
    (site / "loop").symlink_to("loop")
    assert get(site, "/loop").status == 403


def test_a_head_has_the_headers_of_the_get_and_no_body(site: Path) -> None:
    head = get(site, "/index.html", method="HEAD")
    assert (head.headers, head.body) == (get(site, "/index.html").headers, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_bucket_behind_cloudfront_takes_no_writes(site: Path, method: str) -> None:
    response = get(site, "/index.html", method=method)
    assert response.status == 405
    assert b"<Code>MethodNotAllowed</Code>" in response.body


@pytest.mark.parametrize(
    ("etag", "since", "status"),
    [
        ("same", None, 304),
        ("*", None, 304),
        ('"x", same', None, 304),
        ("W/same", None, 304),
        ('"x"', None, 200),
        ('"x"', "Wed, 14 Jan 2099 11:06:40 GMT", 200),
        (None, "Tue, 14 Jan 2020 11:06:40 GMT", 304),
        (None, "Tue, 14 Jan 2020 11:06:39 GMT", 200),
        (None, "no date", 200),
    ],
)
def test_what_has_not_changed_is_a_304(site: Path, etag: str | None, since: str | None, status: int) -> None:
    known = get(site, "/index.html").headers.get("etag")
    lines = [("If-None-Match", (etag or "").replace("same", known)), ("If-Modified-Since", since or "")]
    request = Request("GET", "/index.html", headers=Headers.of(line for line in lines if line[1]))
    response = FolderOrigin(site).fetch(request, BUCKET, now=0)
    assert response.status == status
    assert (response.body == b"") == (status == 304)
    assert response.headers.get("etag") == known


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-Match": '"none"'}, 412),
        ({"If-Match": "*"}, 200),
        ({"If-Unmodified-Since": "Sun, 12 Jan 2020 00:00:00 GMT"}, 412),
        ({"If-Match": "*", "If-Unmodified-Since": "Sun, 12 Jan 2020 00:00:00 GMT"}, 200),
        ({"If-Unmodified-Since": "yesterday"}, 200),
    ],
)
def test_a_condition_that_does_not_hold_is_a_412(
    tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    (tmp_path / "page").write_text("page")
    request = Request("GET", "/page", headers=Headers.of(headers.items()))
    response = FolderOrigin(tmp_path).fetch(request, BUCKET, now=0.0)
    assert response.status == status
    assert (b"PreconditionFailed" in response.body) == (status == 412)
