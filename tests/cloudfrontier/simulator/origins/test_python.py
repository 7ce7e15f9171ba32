"""A function of Python as an origin: loaded from a file, and never able to take the simulator down."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.cloudfront.message import Request
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.origins.python import load_python_origin
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from pathlib import Path

API = Origin("api", "custom", "api.example.org")
SOURCE = """
from __future__ import annotations
from dataclasses import dataclass
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.origins.python import Slow

@dataclass
class Greeting:
    text: str

def answer(request: Request) -> Response:
    return Response(201, Headers((("Content-Type", "text/plain"),)), Greeting(request.method).text.encode())

def fails(request): raise KeyError("no row")
def waits(request): raise TimeoutError("30 s are over")
def refuses(request): raise ConnectionRefusedError("nobody listens")
def slow(request): return Slow(Response(200, body=b"late"), seconds=float(request.querystring))
def returns_a_string(request): return "hello"
number = 7
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "api.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_it_is_given_the_request_and_returns_the_response(root: Path) -> None:
    response = load_python_origin("api.py:answer", root).fetch(Request("POST", "/api/"), API, now=0)
    assert (response.status, response.body) == (201, b"POST")


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("fails", 502, "api.py:fails: KeyError: 'no row' (line 14 of "),
        ("waits", 504, "api.py:waits: TimeoutError: 30 s are over"),
        ("refuses", 502, "api.py:refuses: ConnectionRefusedError: nobody listens"),
        (
            "returns_a_string",
            502,
            "api.py:returns_a_string returned str, expected cloudfrontier.cloudfront",
        ),
    ],
)
def test_what_goes_wrong_in_it_is_an_origin_without_an_answer(
    root: Path, name: str, status: int, reason: str
) -> None:
    origin = load_python_origin(f"api.py:{name}", root)
    with pytest.raises(OriginUnavailableError) as caught:
        origin.fetch(Request("GET", "/"), API, now=0)
    assert caught.value.outcome.status == status
    assert caught.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("seconds", "origin", "waited"),
    [
        ("30", API, None),
        ("31", API, 30),
        ("6", replace(API, read_timeout=5), 5),
        ("20", replace(API, response_completion_timeout=10), 10),
    ],
    ids=["in time", "late", "late for this origin", "late for the whole answer"],
)
def test_a_slow_answer_is_a_timeout_without_anybody_waiting(
    root: Path, seconds: str, origin: Origin, waited: float | None
) -> None:
    port = load_python_origin("api.py:slow", root)
    request = Request("GET", "/", seconds)
    if waited is None:
        assert port.fetch(request, origin, now=0).body == b"late"
        return
    with pytest.raises(OriginUnavailableError) as caught:
        port.fetch(request, origin, now=0)
    assert (caught.value.outcome.status, caught.value.waited) == (504, waited)


def test_an_answer_that_never_comes_is_waited_for_as_long_as_the_origin_is_given(root: Path) -> None:
    with pytest.raises(OriginUnavailableError) as caught:
        load_python_origin("api.py:waits", root).fetch(Request("GET", "/"), API, now=0)
    assert caught.value.waited == API.read_timeout


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        ("api.py", "expected `file.py:name`"),
        (":answer", "expected `file.py:name`"),
        ("api.py:not a name", "expected `file.py:name`"),
        ("other.py:answer", "not found"),
        ("api.py:nothing", "no callable `nothing`"),
        ("api.py:number", "no callable `number`"),
        ("broken.py:answer", "cannot be loaded: ZeroDivisionError"),
        ("wrong.py:answer", "cannot be loaded: SyntaxError"),
    ],
)
def test_what_cannot_be_loaded_is_told_before_any_request(root: Path, spec: str, problem: str) -> None:
    (root / "broken.py").write_text("1 / 0", encoding="utf-8")
    (root / "wrong.py").write_text("def (", encoding="utf-8")
    before = set(sys.modules)
    with pytest.raises(UsageError) as caught:
        load_python_origin(spec, root)
    assert problem in str(caught.value)
    left = {name for name in set(sys.modules) - before if name.startswith("_cloudfrontier")}
    assert problem.startswith("no callable") or not left
