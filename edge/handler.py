"""Several features on one event of one behavior, where CloudFront allows a single function: the chain.

1. A feature is a class with a `name` (its table in settings.json), a policy `fails`, and a method for each
   event it knows: `viewer_request(request, call)`, `origin_request(request, call)`,
   `origin_response(request, response, call)`, `viewer_response(request, response, call)`. An event that no
   feature knows passes through unchanged.
2. On request events the features run in order. `None`: nothing to do. A request: it goes on as that. A
   response: it is the answer, and no later feature runs. On response events all run, each given what the
   one before it returned.
3. A feature is given a copy: it may replace headers and keys of the request or response, not change values
   nested deeper (such as `origin`), and what it does not return does not happen.
4. When a feature raises, `fails = "open"` goes on as if it had returned None. `fails = "closed"` never lets
   the request through: viewer-request is answered with a 503 of ours, which CloudFront does not cache; in
   the other events, where an answer may be cached or cannot be given, a fixed sentence is raised and
   CloudFront answers 503. What the feature raised is logged by type and place, and is never shown to
   anybody.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-testing-debugging.html (both
read in copies of 2026-04).
"""

from __future__ import annotations

import time
from binascii import crc32
from typing import TYPE_CHECKING

from edge.responses import unavailable
from edge.settings import Settings, SettingsError, load_settings
from edge.telemetry import open_telemetry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, ClassVar, Literal, Protocol, TypeVar

    from edge.events import Cf, Config, Event, EventType, LambdaHandler, Request, Response
    from edge.remote_config.live_settings import LiveSettings
    from edge.settings import Table
    from edge.telemetry import Telemetry

    Message = TypeVar("Message", Request, Response)

    class Feature(Protocol):
        """What a chain knows of a feature; its methods are found by the event's name."""

        name: ClassVar[str]
        fails: ClassVar[Literal["open", "closed"]]

        def __init__(self, table: Table) -> None:
            """Read and check the feature's table; raise `SettingsError` for what is wrong there."""

    Stages = Sequence[tuple[Feature, Callable[..., Any]]]


__all__ = [
    "EventError",
    "FeatureFailedError",
    "Invocation",
    "Settings",
    "SettingsError",
    "chain",
    "load_settings",
]

NOTHING: Mapping[str, Any] = {}
METHODS: Mapping[EventType, str] = {
    "viewer-request": "viewer_request",
    "origin-request": "origin_request",
    "origin-response": "origin_response",
    "viewer-response": "viewer_response",
}


class FeatureFailedError(Exception):
    """A feature that fails closed could not decide; the message is fixed, the log says what happened."""


class EventError(Exception):
    """What Lambda was invoked with is no event of CloudFront's."""


class Invocation:
    """What a feature may know besides the request: which one it is, what time it is, and where to report."""

    __slots__ = ("_live", "_sampling", "_telemetry", "event_type", "feature", "now", "request_id", "session")

    def __init__(
        self,
        config: Config,
        now: float,
        telemetry: Telemetry,
        live: LiveSettings | None = None,
        *,
        sampling: float = 1.0,
    ) -> None:
        self.event_type: EventType = config["eventType"]
        self.request_id = config["requestId"]
        self.now = now
        """Seconds since the epoch, read once for the whole invocation."""
        self.feature = ""
        """Name of the feature that runs."""
        self.session: Mapping[str, object] = NOTHING
        """Claims of the visitor's session, `sub` among them, for the features after `auth`; never logged."""
        self._telemetry = telemetry
        self._live = live
        self._sampling = sampling

    @property
    def live(self) -> Mapping[str, Any]:
        """What operators have set since the build, by feature; empty where nothing is. It never raises.

        Reading it may take as long as the bound of `[remote_config]`, and takes nothing while it is fresh.
        """
        return NOTHING if self._live is None else self._live.current(self.now, self._live_failed)

    def outcome(self, outcome: str, **facts: object) -> None:
        """Report a decision of the feature that runs: one log line and the metric `<feature>_<outcome>`.

        Facts must hold nothing of a cookie, a token, a query string or a secret.
        """
        self._telemetry.outcome(self.feature, outcome, **facts)

    def routine(self, outcome: str, **facts: object) -> None:
        """Report what becomes of most requests: of a share of them, each of which counts for the others too.

        The request's id decides, so that all events of a request are told of, or none.
        """
        share = self._sampling
        if share >= 1:
            self.outcome(outcome, **facts)
        elif crc32(self.request_id.encode()) < share * 2**32:
            self._telemetry.outcome(self.feature, outcome, 1 / share, **facts)

    def warning(self, message: str, **facts: object) -> None:
        """Report something that somebody should look at; the same holds for its facts."""
        self._telemetry.warning(self.feature, message, **facts)

    def failure(self, error: Exception) -> None:
        """Report that the feature that runs raised."""
        self._telemetry.failure(self.feature, error)

    def _live_failed(self, reason: str, failures: int) -> None:
        if reason == "starting":
            self._telemetry.outcome("remote_config", "starting")
        else:
            self._telemetry.outcome("remote_config", "failed", reason=reason, failures=failures)


def chain(
    settings: Settings,
    features: Iterable[type[Feature]],
    *,
    clock: Callable[[], float] = time.time,
    telemetry: Telemetry | None = None,
) -> LambdaHandler:
    """The `lambda_handler` that runs the features in their order; made once, outside of any invocation.

    Raises:
        SettingsError: a feature's table is absent or wrong.
    """
    ready = [feature(settings.feature(feature.name)) for feature in features]
    stages = {
        event_type: [(feature, getattr(feature, method)) for feature in ready if hasattr(feature, method)]
        for event_type, method in METHODS.items()
    }
    report = open_telemetry(settings) if telemetry is None else telemetry
    live = _live_settings(settings)

    def lambda_handler(event: Event, _context: object = None) -> Request | Response:
        try:
            cf = event["Records"][0]["cf"]
            call = Invocation(cf["config"], clock(), report, live, sampling=settings.sampling)
            acting = stages[call.event_type]
        except (KeyError, IndexError, TypeError):
            raise EventError("expected an event of Lambda@Edge: Records[0].cf with its config") from None
        report.begin(call.request_id, call.event_type)
        try:
            if "response" in cf:
                return _on_response(acting, cf, call)
            return _on_request(acting, cf, call)
        finally:
            report.end()

    return lambda_handler


def _live_settings(settings: Settings) -> LiveSettings | None:
    if settings.live is None:
        return None
    from edge.remote_config.settings import read_live  # noqa: PLC0415 - few handlers have live settings

    return read_live(settings.live)


def _on_request(stages: Stages, cf: Cf, call: Invocation) -> Request | Response:
    request = cf["request"]
    for feature, act in stages:
        call.feature = feature.name
        try:
            result: Request | Response | None = act(_copy(request), call)
        except Exception as error:  # noqa: BLE001  whatever a feature raises, its policy decides
            call.failure(error)
            if feature.fails == "open":
                continue
            return _withhold(call)
        if result is None:
            continue
        if "status" in result:
            return result
        request = result
    return request


def _on_response(stages: Stages, cf: Cf, call: Invocation) -> Response:
    response = cf["response"]
    for feature, act in stages:
        call.feature = feature.name
        try:
            result: Response | None = act(_copy(cf["request"]), _copy(response), call)
        except Exception as error:  # noqa: BLE001  whatever a feature raises, its policy decides
            call.failure(error)
            if feature.fails == "open":
                continue
            return _withhold(call)
        response = response if result is None else result
    return response


def _withhold(call: Invocation) -> Response:
    if call.event_type == "viewer-request":
        return unavailable()
    raise FeatureFailedError(f"the feature {call.feature} could not decide; see the log") from None


def _copy(message: Message) -> Message:
    """A copy that a feature may change without changing what the next one is given."""
    copy = message.copy()
    copy["headers"] = {name: list(lines) for name, lines in message.get("headers", {}).items()}
    return copy
