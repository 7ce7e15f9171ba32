"""Visitors who are signed in, by a claim of their session: `auth` and `ab_testing` in one handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from ab_handler import cookies_set
from edge_support import (
    AB_TESTING,
    AUTH,
    KEY,
    NOW,
    Recorder,
    edge_event,
    edge_request,
    session_token,
    settings_for,
)

from edge.ab_testing.handler import AbTesting
from edge.ab_testing.hashing import position
from edge.ab_testing.visitor import visitor_of
from edge.auth.handler import Auth
from edge.auth.session import Session, sign
from edge.handler import chain
from edge.headers import first

if TYPE_CHECKING:
    from edge.events import LambdaHandler, Request, Response


def gate(telemetry: Recorder | None = None, *, claim: str = "sub", **changes: Any) -> LambdaHandler:
    settings = settings_for(auth=AUTH, ab_testing={**AB_TESTING, "visitor_claim": claim, **changes})
    return chain(settings, (Auth, AbTesting), clock=lambda: NOW, telemetry=telemetry or Recorder())


def variant_of(visitor: str) -> str:
    place = position("hero", visitor)
    assert place is not None
    return "a" if place < 0.5 else "b"


def signed_in(subject: str, **claims: object) -> tuple[str, str]:
    token = sign(KEY, Session(subject, NOW, NOW + 3600, "", KEY.id, claims))
    return ("Cookie", f"__Host-session={token}; __Host-visitor=visitor-of-the-browser")


SUBJECTS = [f"member-{number}" for number in range(8)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_subject_is_who_is_drawn_on_both_events(subject: str) -> None:
    request = edge_request("/members/", lines=[signed_in(subject)])
    passed = cast("Request", gate()(edge_event("viewer-request", request), None))
    assert first(passed["headers"], "x-ab-hero") == variant_of(subject)
    for seen in (request, passed):  # whether viewer-response is shown what viewer-request wrote, or not
        answer: Response = {"status": "200", "statusDescription": "OK", "headers": {}}
        jar = cookies_set(cast("Response", gate()(edge_event("viewer-response", seen, answer), None)))
        assert jar["ab-hero"].value == variant_of(subject)
        assert "__Host-visitor" not in jar


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"customer": "c-17"}, "c-17"),
        ({"customer": 4711}, "4711"),
        ({"customer": ["c-17"]}, "visitor-of-the-browser"),
        ({"customer": True}, "visitor-of-the-browser"),
        ({}, "visitor-of-the-browser"),
    ],
    ids=["text", "a whole number", "a list", "a truth", "none"],
)
def test_any_claim_that_is_an_id_can_be_who_it_is(claims: dict[str, object], expected: str) -> None:
    request = edge_request("/members/", lines=[signed_in("mira", **claims)])
    passed = cast("Request", gate(claim="customer")(edge_event("viewer-request", request), None))
    assert first(passed["headers"], "x-ab-hero") == variant_of(expected)


def test_where_all_may_go_nobody_is_somebody_on_both_events() -> None:
    session = ("Cookie", f"__Host-session={session_token()}")
    request = edge_request("/public/x", lines=[session])
    passed = cast("Request", gate()(edge_event("viewer-request", request), None))
    event = edge_event("viewer-response", request, {"status": "200", "headers": {}})
    jar = cookies_set(cast("Response", gate()(event, None)))
    made = visitor_of([], request_id=event["Records"][0]["cf"]["config"]["requestId"]).id
    assert first(passed["headers"], "x-ab-hero") == variant_of(made) == jar["ab-hero"].value
    assert jar["__Host-visitor"].value == made


def test_a_session_that_somebody_made_up_is_nobodys() -> None:
    forged = edge_request("/members/", lines=[("Cookie", "__Host-session=v1.k1.eyJzdWIiOiJtaXJhIn0.x")])
    event = edge_event("viewer-response", forged, {"status": "200", "headers": {}})
    telemetry = Recorder()
    jar = cookies_set(cast("Response", gate(telemetry)(event, None)))
    assert "__Host-visitor" in jar
    assert "mira" not in repr(telemetry.outcomes)
