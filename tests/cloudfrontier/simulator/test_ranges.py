"""Parts of an object, as AWS's page on range GETs and RFC 9110 have them."""

from __future__ import annotations

import pytest
from simulator_fakes import edge

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.simulator.ranges import ByteRange, ranges_of

BODY = bytes(range(100))
CHANGED = "Mon, 13 Jan 2020 20:12:38 GMT"
FILE = Response(
    200,
    Headers((
        ("Content-Type", "video/mp4"), ("Content-Length", "100"),
        ("ETag", '"one"'), ("Last-Modified", CHANGED),
    )),
    BODY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "ranges"),
    [
        pytest.param("bytes=0-9", (ByteRange(0, 9),), id="one"),
        pytest.param("bytes=90-", (ByteRange(90, 99),), id="open"),
        pytest.param("bytes=-5", (ByteRange(95, 99),), id="suffix"),
        pytest.param("bytes=-500", (ByteRange(0, 99),), id="suffix longer than the object"),
        pytest.param("bytes=90-500", (ByteRange(90, 99),), id="past the end"),
        pytest.param("bytes=0-9, 20-29", (ByteRange(0, 9), ByteRange(20, 29)), id="two"),
        pytest.param("bytes=100-", (), id="behind the end"),
        pytest.param("bytes=-0", (), id="the last none"),
        pytest.param("bytes=20-29,0-9", None, id="descending"),
        pytest.param("bytes=0-20,10-30", None, id="overlapping"),
        pytest.param("bytes=9-0", None, id="backwards"),
        pytest.param("bytes=a-b", None, id="no numbers"),
        pytest.param("bytes=-5-9", None, id="negative"),
        pytest.param("pages=0-9", None, id="another unit"),
        pytest.param("bytes 0-9", None, id="no equals sign"),
        pytest.param("bytes=" + "9" * 50 + "-", None, id="absurd"),
    ],
)
def test_ranges_are_read_as_cloudfront_takes_them(value: str, ranges: tuple[ByteRange, ...] | None) -> None:
    assert ranges_of(value, 100) == ranges


def ask(value: str, **headers: str) -> Response:
    at_edge = edge(objects={"/film": FILE})
    at_edge.get("/film")
    given = {"Range": value, **{name.replace("_", "-"): text for name, text in headers.items()}}
    return at_edge.get("/film", headers=given).response


def test_a_range_of_a_stored_object_is_a_206() -> None:
    response = ask("bytes=10-19")
    assert (response.status, response.body) == (206, BODY[10:20])
    assert response.headers.get("content-range") == "bytes 10-19/100"
    assert response.headers.get("content-length") == "10"
    assert response.headers.get("x-cache") == "Hit from cloudfront"


def test_several_ranges_come_as_multipart_with_a_content_range_each() -> None:
    response = ask("bytes=0-1,98-99")
    content_type, _, boundary = response.headers.get("content-type").partition("; boundary=")
    assert (response.status, content_type) == (206, "multipart/byteranges")
    parts = response.body.split(f"--{boundary}".encode())
    assert [part.partition(b"\r\n\r\n")[2] for part in parts[1:-1]] == [b"\x00\x01\r\n", b"bc\r\n"]
    assert b"Content-Range: bytes 98-99/100" in parts[2]
    assert parts[-1] == b"--\r\n"


def test_a_range_behind_the_end_is_a_416() -> None:
    response = ask("bytes=100-200")
    assert (response.status, response.body) == (416, b"")
    assert response.headers.get("content-range") == "bytes */100"


def test_what_is_no_valid_range_is_sent_whole() -> None:
    assert ask("bytes=20-29,0-9").status == 200


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ('"one"', 206),
        ('"two"', 200),
        ('W/"one"', 200),
        (CHANGED, 206),
        ("Tue, 14 Jan 2020 20:12:38 GMT", 200),
    ],
)
def test_if_range_of_another_version_has_the_whole_sent(condition: str, status: int) -> None:
    assert ask("bytes=0-9", If_Range=condition).status == status


def test_a_miss_fetches_the_whole_object_and_stores_it() -> None:
    at_edge = edge(objects={"/film": FILE})
    assert at_edge.get("/film", headers={"Range": "bytes=0-9"}).response.status == 206
    assert at_edge.get("/film").response.body == BODY
    assert len(at_edge.origin.asked) == 1


def test_an_object_that_came_in_chunks_is_sent_whole() -> None:
    chunked = Response(200, FILE.headers.remove("content-length"), BODY)
    at_edge = edge(objects={"/film": chunked})
    assert at_edge.get("/film", headers={"Range": "bytes=0-9"}).response.status == 200


def test_a_head_has_no_ranges() -> None:
    at_edge = edge(objects={"/film": FILE})
    response = at_edge.send("HEAD", "/film", headers={"Range": "bytes=0-9"}).response
    assert (response.status, response.headers.get("content-length")) == (200, "100")
