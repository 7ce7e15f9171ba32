"""An origin that is recorded once and replayed offline: tests then need neither network nor server.

1. A recording is a JSON file, an entry a request: method and target, then the response.
2. Secrets are not written: values of `Set-Cookie`, `Authorization` and their like are replaced by a word.
   What a request carried is not written at all, but for its method and target.
3. Replayed requests are found by method and target; one that is not in the file is an origin without an
   answer, with a reason that says how to record it.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.origins.http import HttpOrigin
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.simulator.ports import OriginPort

__all__ = ["RECORDING_VERSION", "REDACTED", "RecordedOrigin", "RecordingOrigin"]

RECORDING_VERSION = 1
REDACTED = "redacted"
_SECRET = frozenset({
    "authorization", "authentication-info", "proxy-authorization", "set-cookie", "www-authenticate",
    "x-amz-security-token", "x-api-key", "x-auth-token", "x-csrf-token",
})  # fmt: skip

Entries = dict[str, dict[str, Any]]


class RecordingOrigin:
    """An `OriginPort` that asks another one and keeps what it answers; the file is written at each answer.

    `asked` is that other one.
    """

    def __init__(self, asked: OriginPort, file: Path) -> None:
        self.asked = asked
        self._file = file
        self._entries = _read(file) if file.exists() else {}
        self._lock = threading.Lock()

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:
        """The other one's answer.

        Raises:
            OriginUnavailableError: it gave none, and nothing is recorded.
        """
        response = self.asked.fetch(request, origin, now=now)
        with self._lock:
            self._entries[_key(request)] = _entry(response)
            _write(self._file, self._entries)
        return response

    def close(self) -> None:
        """Close the connections of the other one, if it has some."""
        if isinstance(self.asked, HttpOrigin):
            self.asked.close()


class RecordedOrigin:
    """An `OriginPort` over a recording.

    Raises:
        UsageError: the file cannot be read, or is no recording.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._entries = _read(file)

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        """What was recorded.

        Raises:
            OriginUnavailableError: that request is not in the recording.
        """
        found = self._entries.get(_key(request))
        if found is None:
            reason = f"{self._file} has no {_key(request)}; record it with `simulate.record`"
            raise OriginUnavailableError(reason)
        lines = tuple((name, value) for name, value in found["headers"])
        return Response(found["status"], Headers(lines), base64.b64decode(found["body"]), found["reason"])


def _key(request: Request) -> str:
    return f"{request.method} {request.target}"


def _entry(response: Response) -> dict[str, Any]:
    return {
        "status": response.status,
        "reason": response.reason,
        "headers": [
            [name, REDACTED if name.lower() in _SECRET else value] for name, value in response.headers.items()
        ],
        "body": base64.b64encode(response.body).decode("ascii"),
    }


def _write(file: Path, entries: Entries) -> None:
    text = json.dumps({"version": RECORDING_VERSION, "responses": entries}, indent=1, sort_keys=True)
    partial = file.with_name(f"{file.name}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(f"{text}\n", encoding="utf-8")
        os.replace(partial, file)  # noqa: PTH105 - one step, so that a reader never sees half a file
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from None


def _read(file: Path) -> Entries:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        entries: Entries = {RECORDING_VERSION: found["responses"]}[found["version"]]
        for entry in entries.values():
            Headers(tuple((str(name), str(value)) for name, value in entry["headers"]))
            base64.b64decode(entry["body"], validate=True)
            int(entry["status"]), str(entry["reason"])
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise UsageError(
            f"{file}: no recording of an origin; record it anew with `simulate.record`"
        ) from None
    return entries
