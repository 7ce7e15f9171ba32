"""Edge code that loops, crashes or floods, behind real sockets: CloudFront's answer, and nothing left."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from misbehaving_project import CHILD, FAULTS, Fault, write_misbehaving_project
from process_census import wait_until
from serve_process import ServeProcess
from serve_projects import FLOOD_LINES, write_served_project

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
pytestmark = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="what is left is found in /proc")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeProcess]:
    root = write_misbehaving_project(tmp_path_factory.mktemp("misbehaving"))
    with ServeProcess(root, tmp_path_factory.mktemp("temporary")) as made:
        yield made
        made.end()
        assert wait_until(lambda: not made.left_behind()), made.left_behind()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ServeProcess]:
    with ServeProcess(write_served_project(tmp_path / "project"), tmp_path / "temporary") as made:
        yield made


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_viewer_gets_what_cloudfront_gives_and_the_server_goes_on(
    server: ServeProcess, fault: Fault
) -> None:
    answer = server.get(fault.path)
    assert (answer.status, answer.headers["x-cache"]) == (fault.status, f"{fault.x_cache} from cloudfront")
    assert server.get("/page").text == "page"


def test_a_child_that_a_handler_started_does_not_outlive_the_server(server: ServeProcess) -> None:
    assert server.get(CHILD.path).status == 200


def test_hits_are_served_while_handlers_hang(server: ServeProcess) -> None:
    assert server.get("/page").status == 200
    with ThreadPoolExecutor(30) as pool:
        hanging = [pool.submit(server.get, "/runs_forever/x") for _ in range(4)]
        pages = [pool.submit(server.get, "/page") for _ in range(100)]
        assert {page.result().text for page in pages} == {"page"}
        assert {answer.result().status for answer in hanging} == {503}


@pytest.mark.parametrize("path", ["/endless", "/chain"], ids=["loop", "promises"])
def test_a_function_without_end_is_a_503(shop: ServeProcess, path: str) -> None:
    answer = shop.get(path)
    assert (answer.status, answer.headers["x-cache"]) == (503, "FunctionExecutionError from cloudfront")
    assert shop.get("/plain/page").text == "plain"


def test_a_flood_of_logs_is_cut_and_harms_nobody(shop: ServeProcess) -> None:
    assert shop.get("/floods").text == "flooded"
    logs = shop.get("/__cloudfrontier/requests/1").json()["trace"]["events"][0]["logs"]
    assert 0 < len(logs) < FLOOD_LINES
    assert shop.get("/plain/page").text == "plain"


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_it_in_the_middle_of_everything_and_nothing_is_left(
    shop: ServeProcess, number: signal.Signals
) -> None:
    assert shop.get("/greets").text == "hello"
    stream = shop.connect()
    stream.sendall(b"GET /__cloudfrontier/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert stream.recv(100).startswith(b"HTTP/1.1 200")
    hanging = shop.connect()
    hanging.sendall(b"GET /hangs HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert wait_until(lambda: len(shop.left_behind()) > 3), shop.left_behind()
    assert shop.end(number) == 0
    assert "ended" in shop.lines
    assert wait_until(lambda: not shop.left_behind()), shop.left_behind()
    stream.close()
    hanging.close()


def test_whoever_presses_ctrl_c_again_and_again_leaves_nothing_either(shop: ServeProcess) -> None:
    hanging = shop.connect()
    hanging.sendall(b"GET /hangs HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert wait_until(lambda: len(shop.left_behind()) > 3), shop.left_behind()
    for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
        shop.process.send_signal(number)
    assert shop.end() == 0
    assert "ended" in shop.lines
    assert wait_until(lambda: not shop.left_behind()), shop.left_behind()
    hanging.close()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_during_the_first_build_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    server = ServeProcess(write_served_project(tmp_path / "project"), tmp_path / "temporary")
    server.start()
    assert wait_until(lambda: any(server.temporary.iterdir()), seconds=30)
    server.process.send_signal(number)
    assert server.end(number) != 0
    server.__exit__(None, None, None)
    assert server.lines[-1] == "KeyboardInterrupt", "which the command line turns into a word"
    assert not server.left_behind()
