"""Probes: what counts as another answer, and one request over HTTP on the loopback, nothing followed."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.errors import AwsError
from infra.probe import Outcome, difference, fetch, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://shop.example/old"
MOVED = Outcome(301, "/new")


@pytest.mark.parametrize(
    ("seen", "same"),
    [
        (Outcome(301, "/new"), True),
        (Outcome(301, "https://shop.example/new"), True),
        (Outcome(301, "https://elsewhere.example/new"), False),
        (Outcome(302, "/new"), False),
        (Outcome(301, "/newer"), False),
        (Outcome(301, "/new", frozenset({"session"})), False),
        (Outcome(502), False),
    ],
    ids=["same", "absolute", "another host", "another status", "another place", "a cookie", "an error"],
)
def test_what_counts_as_another_answer(seen: Outcome, *, same: bool) -> None:
    assert (difference(URL, MOVED, seen) == "") is same


def test_it_says_what_was_seen_and_what_was_expected() -> None:
    assert difference(URL, MOVED, Outcome(502)) == f"{URL}: 502; the simulator expects 301 to /new"


def test_values_of_cookies_and_queries_are_not_kept() -> None:
    outcome = outcome_of(
        302, [("Location", "/sign-in?state=secret"), ("Set-Cookie", "session=secret; Path=/")]
    )
    assert outcome == Outcome(302, "/sign-in", frozenset({"session"}))
    assert "secret" not in f"{outcome}{outcome!r}"


@contextmanager
def server() -> Iterator[str]:
    """Redirects `/old?a=1` to itself; anything else is a 404."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(301 if self.path == "/old?a=1" else 404)
            self.send_header("Location", "/old?a=1")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    listening = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def test_one_request_is_made_and_no_redirect_is_followed() -> None:
    with server() as origin:
        assert fetch(f"{origin}/old?a=1") == Outcome(301, "/old")
        assert fetch(origin).status == 404


def test_no_answer_is_an_error_that_says_that_all_is_attached() -> None:
    with server() as origin:
        pass
    with pytest.raises(AwsError, match="everything is attached"):
        fetch(f"{origin}/")
