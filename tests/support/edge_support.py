"""What tests of the edge share: AWS's documented events, settings, a telemetry that remembers."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from edge.auth.session import Key, mint
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

    from edge.events import Event, Headers, Request, Response

EVENTS = Path(__file__).resolve().parent.parent / "events"
NOW = 1_795_000_000
"""The time at which tests of the edge take place, seconds since the epoch."""
KEY = Key("k1", bytes(range(32)))
OLD_KEY = Key("k0", bytes(range(32, 64)))
REQUEST_ID = "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="
"""The request id of AWS's documented events."""


def key_entry(key: Key) -> dict[str, str]:
    """A key as settings.json holds it."""
    return {"id": key.id, "secret": urlsafe_b64encode(key.secret).rstrip(b"=").decode()}


AUTH: dict[str, Any] = {
    "keys": [key_entry(KEY), key_entry(OLD_KEY)],
    "sign_in": "/sign-in/",
    "return_parameter": "return_to",
    "cookie": "__Host-session",
    "anonymous": ["/public/*", "/favicon.ico"],
}
AB_TESTING: dict[str, Any] = {
    "experiments": [
        {
            "id": "hero",
            "seed": "",
            "paths": ["/*"],
            "variants": [
                {"name": "a", "weight": 1, "prefix": ""},
                {"name": "b", "weight": 1, "prefix": "/b"},
            ],
        }
    ],
    "visitor_cookie": "__Host-visitor",
    "max_age": 31536000,
}


class Recorder:
    """A telemetry that keeps what it is told, each with the feature's name."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str]] = []
        self.ended = 0
        self.outcomes: list[tuple[str, str, dict[str, object]]] = []
        self.warnings: list[tuple[str, str, dict[str, object]]] = []
        self.failures: list[tuple[str, Exception]] = []

    def begin(self, request_id: str, event_type: str) -> None:
        self.begun.append((request_id, event_type))

    def outcome(self, feature: str, outcome: str, weight: float = 1.0, /, **facts: object) -> None:
        if weight != 1:
            facts["weight"] = weight
        self.outcomes.append((feature, outcome, facts))

    def warning(self, feature: str, message: str, **facts: object) -> None:
        self.warnings.append((feature, message, facts))

    def failure(self, feature: str, error: Exception) -> None:
        self.failures.append((feature, error))

    def end(self) -> None:
        self.ended += 1

    @property
    def words(self) -> list[str]:
        """The outcomes as `feature_outcome`, which is also the name of their metric."""
        return [f"{feature}_{outcome}" for feature, outcome, _ in self.outcomes]


def documented_event(name: str) -> Event:
    """One of AWS's documented events, by the name of its file."""
    return cast("Event", json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8")))


def settings_for(**features: Mapping[str, Any]) -> Settings:
    """Settings of a handler with these features' tables."""
    return Settings(
        Table({"project": "shop", "handler": "gate", "log_level": "INFO", "features": features}, "")
    )


def header_lines(*lines: tuple[str, str]) -> Headers:
    """Headers in AWS's shape, one entry a line."""
    headers: Headers = {}
    for name, value in lines:
        headers.setdefault(name.lower(), []).append({"key": name, "value": value})
    return headers


def edge_request(
    uri: str = "/", *, method: str = "GET", querystring: str = "", lines: Iterable[tuple[str, str]] = ()
) -> Request:
    """A viewer's request with these header lines besides its host."""
    return {
        "clientIp": "203.0.113.178",
        "headers": header_lines(("Host", "d111111abcdef8.cloudfront.net"), *lines),
        "method": method,
        "querystring": querystring,
        "uri": uri,
    }


def edge_event(event_type: str, request: Request, response: Response | None = None) -> Event:
    """An event of CloudFront's around a request and, for a response event, a response."""
    event = documented_event("viewer-request")
    cf = cast("dict[str, Any]", event["Records"][0]["cf"])
    cf["config"]["eventType"] = event_type
    cf["request"] = request
    if response is not None:
        cf["response"] = response
    return event


def session_token(subject: str = "mira", *, key: Key = KEY, now: float = NOW, lifetime: int = 3600) -> str:
    """A session that the settings above accept at `NOW`."""
    return mint(key, subject, now=now, lifetime=lifetime)


def mutated_token(token: str, dice: Random) -> str:
    """A token with one to three changes: characters put in, replaced, cut, in other case, parts swapped."""
    for _ in range(dice.randint(1, 3)):
        token = _mutate(token, dice)
    return token


def _mutate(token: str, dice: Random) -> str:
    at = dice.randrange(len(token) + 1)
    char = dice.choice("abcXYZ019-_=+/.%\\\"'~!\u00e9\u0400")
    kind = dice.choice(("put", "replace", "cut", "case", "swap", "double"))
    if kind == "swap":
        parts, others = token.split("."), session_token("root", key=Key("k1", bytes(32))).split(".")
        place = dice.randrange(4)
        return ".".join(others[n] if n == place else part for n, part in enumerate(parts))
    if kind == "double":
        return token[:at] + token
    if kind == "case":
        return token[:at] + token[at:].swapcase()
    return token[:at] + ("" if kind == "cut" else char) + token[at + (kind != "put") :]
