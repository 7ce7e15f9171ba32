"""Viewers that send too much, too slowly or nothing at all, over real sockets: each is answered or closed."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from project_text import BASE
from serve_process import ServeProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUNDS = {"head_seconds": 1.5, "body_seconds": 1.5, "stall_seconds": 1.0, "body_bytes": 200_000}
LARGE = 30_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeProcess]:
    root = tmp_path_factory.mktemp("project")
    (root / "site").mkdir()
    (root / "site" / "page").write_text("page", encoding="utf-8")
    (root / "site" / "large").write_bytes(bytes(LARGE))
    (root / "edge.toml").write_text(
        BASE.replace('origin = "site"', 'origin = "site"\nmethods = "all"'), "utf-8"
    )
    with ServeProcess(root, tmp_path_factory.mktemp("temporary"), bounds=BOUNDS) as made:
        yield made


def read_all(connection: socket.socket) -> bytes:
    """What comes until the server closes, however it does."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts)


def answers(server: ServeProcess) -> bool:
    return server.get("/page").text == "page"


def test_slow_heads_are_closed_and_everybody_else_is_served(server: ServeProcess) -> None:
    slow = [server.connect() for _ in range(50)]
    for connection in slow:
        connection.sendall(b"GET /page HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert answers(server)
    assert {read_all(connection) for connection in slow} == {b""}
    for connection in slow:
        connection.close()
    assert answers(server)
    assert server.says("no whole request within")


def test_a_header_of_50_megabytes_is_refused_before_it_is_whole(server: ServeProcess) -> None:
    connection = server.connect()
    connection.sendall(b"GET /page HTTP/1.1\r\nHost: x\r\nX-First: 1\r\nX-Large: ")
    piece = b"x" * (1 << 20)
    sent = 0
    try:
        for _ in range(50):
            connection.sendall(piece)
            sent += 1
    except OSError:
        pass
    answer = read_all(connection)
    connection.close()
    # Whoever goes on sending may find the connection reset before the answer could be read.
    assert answer == b"" or answer.startswith(b"HTTP/1.1 494")
    assert server.says("- - 494")
    assert answers(server)


def test_a_head_without_end_gets_cloudfronts_494(server: ServeProcess) -> None:
    connection = server.connect()
    connection.sendall(b"GET /page HTTP/1.1\r\nHost: x\r\nX-First: 1\r\nX-Large: " + b"x" * 66_000)
    answer = read_all(connection)
    connection.close()
    assert answer.startswith(b"HTTP/1.1 494")
    assert b"x-cache: Error from cloudfront" in answer


def test_a_url_without_end_gets_cloudfronts_414(server: ServeProcess) -> None:
    connection = server.connect()
    connection.sendall(b"GET /" + b"x" * 66_000)
    answer = read_all(connection)
    connection.close()
    assert answer.startswith(b"HTTP/1.1 414")


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [("/" + "x" * 9000, {}, 414), ("/page", {"X-Large": "x" * 40_000}, 494)],
    ids=["url", "headers"],
)
def test_whole_heads_are_judged_by_cloudfronts_own_limits(
    server: ServeProcess, target: str, headers: dict[str, str], status: int
) -> None:
    answer = server.request("GET", target, headers=headers)
    assert (answer.status, answer.headers["x-cache"]) == (status, "Error from cloudfront")


def test_200_clients_at_once_are_all_answered(server: ServeProcess) -> None:
    gate = threading.Barrier(200)

    def ask(_: int) -> str:
        gate.wait()
        return server.get("/page").text

    with ThreadPoolExecutor(200) as pool:
        assert set(pool.map(ask, range(200))) == {"page"}


def test_a_slow_body_is_given_up(server: ServeProcess) -> None:
    connection = server.connect()
    connection.sendall(b"POST /page HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nslow")
    assert read_all(connection).startswith(b"HTTP/1.1 408")
    connection.close()
    assert answers(server)


def test_a_body_that_no_developers_machine_should_hold_is_refused(server: ServeProcess) -> None:
    answer = server.request("POST", "/page", body=b"x" * 300_000)
    assert answer.status == 413
    assert answers(server)


def test_whoever_takes_nothing_of_a_response_is_cut_off(server: ServeProcess) -> None:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(40)
    connection.connect(("127.0.0.1", server.port))
    connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
    assert server.says("/large 200")
    assert answers(server)
    threading.Event().wait(BOUNDS["stall_seconds"] + 1.0)
    assert len(read_all(connection)) < LARGE
    connection.close()


def test_a_large_response_reaches_whoever_reads_it(server: ServeProcess) -> None:
    assert len(server.get("/large").body) == LARGE


@pytest.mark.parametrize(
    "junk",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GARBAGE\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
    ],
    ids=["tls", "words", "asterisk", "not-ascii"],
)
def test_what_is_no_http_is_answered_with_400_or_closed(server: ServeProcess, junk: bytes) -> None:
    connection = server.connect()
    connection.sendall(junk)
    answer = read_all(connection)
    connection.close()
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400")
    assert answers(server)


def test_a_connection_may_be_used_again_and_requests_may_be_pipelined(server: ServeProcess) -> None:
    connection = server.connect()
    request = b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    connection.sendall(request * 3 + last)
    assert read_all(connection).count(b"HTTP/1.1 200 OK") == 4
    connection.close()
