"""Cache hits are sent as soon as they are read; over a connection that must look like any other answer."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest
from project_text import BASE
from serve_process import ServeProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGE = 3_000_000
OWN = {"age", "x-cache", "x-amz-cf-id"}
"""What a hit says otherwise than the miss before it, or says alone."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeProcess]:
    root = tmp_path_factory.mktemp("project")
    (root / "site").mkdir()
    (root / "site" / "page").write_text("page", encoding="utf-8")
    (root / "site" / "fresh").write_text("fresh", encoding="utf-8")
    (root / "site" / "large").write_bytes(b"0123456789" * (LARGE // 10))
    (root / "edge.toml").write_text(
        BASE.replace('origin = "site"', 'origin = "site"\nmethods = "all"'), "utf-8"
    )
    with ServeProcess(root, tmp_path_factory.mktemp("temporary")) as made:
        for path in ("/page", "/large"):
            assert made.get(path).headers["x-cache"] == "Miss from cloudfront"
        yield made


def exchange(server: ServeProcess, sent: bytes) -> bytes:
    """What comes back on a connection until the server closes it."""
    with server.connect() as connection:
        connection.sendall(sent)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def test_a_hit_has_the_headers_of_the_miss_before_it(server: ServeProcess) -> None:
    miss, hit = server.get("/fresh"), server.get("/fresh")
    assert (hit.status, hit.text) == (200, "fresh")
    assert miss.headers["x-cache"] == "Miss from cloudfront"
    assert hit.headers["x-cache"] == "Hit from cloudfront"
    assert hit.headers.keys() - OWN == miss.headers.keys() - OWN


def test_one_connection_serves_many_requests_in_their_order(server: ServeProcess) -> None:
    """Hits, a miss and a refusal, sent at once."""
    paths = [b"/page", b"/absent", b"/page", b"/absent?2", b"/page"]
    head = b" HTTP/1.1\r\nHost: x\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(b"".join(b"GET " + path + head for path in paths))
        found = []
        with connection.makefile("rb") as answers:
            for _ in paths:
                status = int(answers.readline().split()[1])
                headers = http.client.parse_headers(answers)
                body = answers.read(int(headers["content-length"]))
                found.append((status, body if status == 200 else b""))
    hit, refused = (200, b"page"), (403, b"")
    assert found == [hit, refused, hit, refused, hit]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b" HTTP/1.0\r\nHost: x\r\n\r\n", id="HTTP 1.0"),
        pytest.param(b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", id="as the viewer wants"),
    ],
)
def test_the_connection_is_closed_after_it(server: ServeProcess, head: bytes) -> None:
    answer = exchange(server, b"GET /page" + head)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nconnection: close\r\n" in answer
    assert answer.endswith(b"\r\n\r\npage")


def test_the_answer_to_a_head_has_the_length_and_no_body(server: ServeProcess) -> None:
    answer = exchange(server, b"HEAD /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"\r\ncontent-length: 4\r\n" in answer
    assert b"\r\nx-cache: Hit from cloudfront\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_large_object_arrives_whole_and_in_parts(server: ServeProcess) -> None:
    whole = server.get("/large")
    assert whole.headers["x-cache"] == "Hit from cloudfront"
    assert len(whole.body) == LARGE
    part = server.get("/large", Range="bytes=11-14")
    assert (part.status, part.body) == (206, b"1234")


def test_a_request_with_a_body_is_not_answered_before_it_is_read(server: ServeProcess) -> None:
    """CloudFront refuses a GET with a body; the next request is read from where that body ends."""
    sent = b"GET /page HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /"
    answer = exchange(server, sent + b"GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    first, second = answer.count(b"HTTP/1.1 403"), answer.count(b"HTTP/1.1 200")
    assert (first, second) == (1, 1)
    assert answer.endswith(b"page")


def test_each_has_a_line_and_an_entry(server: ServeProcess) -> None:
    for number in range(3):
        server.get(f"/page?line{number}")
    assert server.says("/page?line2")
    lines = [line for line in server.lines if "/page?line" in line]
    assert len(lines) == 3
    assert all("200 Hit from cloudfront" in line for line in lines)


def test_thousands_of_pipelined_requests_are_answered_behind_one_that_waits(server: ServeProcess) -> None:
    """All of them are read before the first is answered; each answer begins the next request."""
    many = 3000
    hit = b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = exchange(server, b"GET /not-there HTTP/1.1\r\nHost: x\r\n\r\n" + hit * many + last)
    assert answer.startswith(b"HTTP/1.1 403")
    assert answer.count(b"HTTP/1.1 200 OK") == many + 1
