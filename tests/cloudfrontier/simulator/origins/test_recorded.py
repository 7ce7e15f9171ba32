"""A recording of an origin: what is written, what is kept out of it, and what is answered from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from simulator_fakes import ORIGIN, MemoryOrigin

from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.origins.recorded import REDACTED, RecordedOrigin, RecordingOrigin
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from pathlib import Path

ANSWER = Response(
    200,
    Headers(
        (("Content-Type", "image/png"), ("Set-Cookie", "session=secret-1"), ("Set-Cookie", "b=secret-2"))
    ),
    b"\x89PNG\xff",
    "Fine",
)


def recorded(file: Path, *requests: Request) -> None:
    port = RecordingOrigin(MemoryOrigin({"/a": ANSWER}), file)
    for request in requests:
        port.fetch(request, ORIGIN, now=0.0)
    port.close()


def test_what_was_recorded_is_answered_without_the_origin(tmp_path: Path) -> None:
    file = tmp_path / "recordings" / "api.json"
    recorded(file, Request("GET", "/a", "b=1"), Request("GET", "/none"))
    port = RecordedOrigin(file)
    response = port.fetch(Request("GET", "/a", "b=1"), ORIGIN, now=0.0)
    assert (response.status, response.reason, response.body) == (200, "Fine", ANSWER.body)
    assert response.headers.get("content-type") == "image/png"
    assert port.fetch(Request("GET", "/none"), ORIGIN, now=0.0).status == 404


def test_secrets_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    headers = Headers((("Authorization", "Bearer secret-3"), ("Cookie", "c=secret-4")))
    recorded(file, Request("GET", "/a", headers=headers))
    assert "secret" not in file.read_text()
    response = RecordedOrigin(file).fetch(Request("GET", "/a"), ORIGIN, now=0.0)
    assert response.headers.get_all("set-cookie") == (REDACTED, REDACTED)


def test_recording_goes_on_where_it_stopped(tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    recorded(file, Request("GET", "/a"))
    recorded(file, Request("GET", "/b"))
    assert RecordedOrigin(file).fetch(Request("GET", "/a"), ORIGIN, now=0.0).status == 200


def test_what_is_not_in_it_gives_no_answer_and_says_how_to_record(tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    recorded(file, Request("GET", "/a"))
    with pytest.raises(OriginUnavailableError, match=r"has no POST /a; record it"):
        RecordedOrigin(file).fetch(Request("POST", "/a"), ORIGIN, now=0.0)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "responses": {}}', '{"version": 1, "responses": {"GET /": {}}}']
)
def test_another_file_is_told_apart(tmp_path: Path, text: str) -> None:
    file = tmp_path / "api.json"
    file.write_text(text)
    with pytest.raises(UsageError, match="no recording"):
        RecordedOrigin(file)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        RecordedOrigin(tmp_path / "none.json")
