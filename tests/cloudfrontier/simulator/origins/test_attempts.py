"""How often an origin is asked before CloudFront gives up, and how long that takes by its own clock.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html and
.../high_availability_origin_failover.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_CONNECT_TIMEOUT, ORIGIN_TIMEOUT, Outcome
from cloudfrontier.simulator.origins.attempts import persistently
from cloudfrontier.simulator.ports import OriginUnavailableError

ORIGIN = Origin("api", "custom", "api.example.org")
GET = Request("GET", "/")
REFUSED = OriginUnavailableError("refused", connected=False)
LATE = OriginUnavailableError("late", outcome=ORIGIN_TIMEOUT, waited=30)


def no_connection(waited: float = 10) -> OriginUnavailableError:
    return OriginUnavailableError("silence", outcome=ORIGIN_CONNECT_TIMEOUT, connected=False, waited=waited)


@dataclass
class Failing:
    """An origin that fails so and so often before it answers, and notes what it was given."""

    failure: OriginUnavailableError
    times: int = 99
    given: list[Origin] = field(default_factory=list)

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        self.given.append(origin)
        if len(self.given) <= self.times:
            raise self.failure
        return Response(200, body=b"at last")


def ask(port: Failing, origin: Origin = ORIGIN, request: Request = GET) -> Response:
    return persistently(port, request, origin, now=0.0, timer=lambda: 0.0)


def failed(port: Failing, origin: Origin = ORIGIN, request: Request = GET) -> OriginUnavailableError:
    with pytest.raises(OriginUnavailableError) as caught:
        ask(port, origin, request)
    return caught.value


def test_a_connection_is_tried_three_times_of_ten_seconds() -> None:
    port = Failing(no_connection())
    error = failed(port)
    assert (len(port.given), error.waited, error.outcome) == (3, 30, ORIGIN_CONNECT_TIMEOUT)
    assert error.reason == "silence (3 attempts)"


@pytest.mark.parametrize("attempts", [1, 2])
def test_fewer_attempts_fail_sooner(attempts: int) -> None:
    port = Failing(no_connection())
    error = failed(port, replace(ORIGIN, connection_attempts=attempts))
    assert (len(port.given), error.waited) == (attempts, attempts * 10)


@pytest.mark.parametrize("failure", [REFUSED, no_connection()], ids=["refused", "no connection"])
def test_an_attempt_that_succeeds_is_the_answer(failure: OriginUnavailableError) -> None:
    assert ask(Failing(failure, times=2)).body == b"at last"


@pytest.mark.parametrize(("method", "asked"), [("GET", 3), ("HEAD", 3), ("POST", 1), ("OPTIONS", 1)])
def test_only_get_and_head_are_sent_again_after_a_timeout(method: str, asked: int) -> None:
    port = Failing(LATE)
    error = failed(port, request=Request(method, "/"))
    assert (len(port.given), error.waited, error.outcome) == (asked, asked * 30, ORIGIN_TIMEOUT)


def test_a_connection_that_fails_is_tried_again_for_every_method() -> None:
    port = Failing(REFUSED)
    failed(port, request=Request("POST", "/"))
    assert len(port.given) == 3


def test_an_answer_that_is_none_is_not_asked_for_again() -> None:
    port = Failing(OriginUnavailableError("nonsense"))
    assert failed(port).reason == "nonsense"
    assert len(port.given) == 1


def test_all_attempts_together_have_the_time_for_the_whole_answer() -> None:
    port = Failing(LATE)
    error = failed(port, replace(ORIGIN, response_completion_timeout=60))
    assert [origin.response_completion_timeout for origin in port.given] == [60, 30]
    assert error.waited == 60


def test_time_that_really_passes_counts_too() -> None:
    port = Failing(OriginUnavailableError("late", outcome=ORIGIN_TIMEOUT))
    ticks = iter(range(0, 1000, 20))
    with pytest.raises(OriginUnavailableError):
        persistently(
            port,
            GET,
            replace(ORIGIN, response_completion_timeout=70),
            now=0.0,
            timer=lambda: float(next(ticks)),
        )
    assert [origin.response_completion_timeout for origin in port.given] == [50, 10]


def test_the_two_timeouts_are_504() -> None:
    timeouts: tuple[Outcome, ...] = (ORIGIN_CONNECT_TIMEOUT, ORIGIN_TIMEOUT)
    assert {outcome.status for outcome in timeouts} == {504}
    assert {outcome.x_cache for outcome in timeouts} == {"Error from cloudfront"}
