"""AWS's documented events go through the handlers, changed in the documented ways and in no other."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from edge_support import (
    AB_TESTING,
    AUTH,
    EVENTS,
    NOW,
    Recorder,
    documented_event,
    session_token,
    settings_for,
)

from edge.ab_testing.handler import AbTesting
from edge.auth.handler import Auth
from edge.handler import chain

if TYPE_CHECKING:
    from edge.events import LambdaHandler, Response

NAMES = sorted(path.stem for path in EVENTS.glob("*.json"))
FEATURES: dict[str, tuple[type[Any], ...]] = {
    "auth": (Auth,),
    "ab_testing": (AbTesting,),
    "both": (Auth, AbTesting),
}


class BareContext:
    """A context object of a runtime that promises nothing."""

    __slots__ = ()


def handler(features: str, telemetry: Recorder | None = None) -> LambdaHandler:
    return chain(
        settings_for(auth=AUTH, ab_testing=AB_TESTING),
        FEATURES[features],
        clock=lambda: NOW,
        telemetry=telemetry or Recorder(),
    )


def run(name: str, features: str, *, signed_in: bool = False) -> tuple[Any, Any]:
    """What the handler returns, and the request or response that it was given."""
    event = documented_event(name)
    cf = event["Records"][0]["cf"]
    if signed_in:
        line = {"key": "Cookie", "value": f"__Host-session={session_token()}"}
        cf["request"]["headers"]["cookie"] = [line]  # type: ignore[list-item]  # a literal, not known to be a line
    given = deepcopy(cf.get("response", cf["request"]))
    return handler(features)(event, BareContext()), given


def test_all_four_events_are_there() -> None:
    kinds = {documented_event(name)["Records"][0]["cf"]["config"]["eventType"] for name in NAMES}
    assert kinds == {"viewer-request", "origin-request", "origin-response", "viewer-response"}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("viewer-request")])
def test_auth_passes_on_every_event_but_viewer_request(name: str) -> None:
    result, given = run(name, "auth")
    assert result == given


@pytest.mark.parametrize("features", ["auth", "both"])
@pytest.mark.parametrize(("name", "status"), [("viewer-request", "302"), ("viewer-request-body", "401")])
def test_auth_answers_visitors_without_a_session(name: str, status: str, features: str) -> None:
    result: Response = run(name, features)[0]
    assert result["status"] == status


@pytest.mark.parametrize("name", ["viewer-request", "viewer-request-body"])
@pytest.mark.parametrize(
    ("features", "added"),
    [("auth", {"x-auth-subject"}), ("both", {"x-auth-subject", "x-ab-hero"})],
)
def test_visitors_with_a_session_pass_with_headers_added_and_nothing_else_changed(
    name: str, features: str, added: set[str]
) -> None:
    result, given = run(name, features, signed_in=True)
    assert set(result["headers"]) - set(given["headers"]) == added
    for header in added:
        del result["headers"][header]
    assert result == given


@pytest.mark.parametrize("name", ["viewer-request", "viewer-request-body"])
def test_ab_testing_adds_one_header_to_a_viewers_request(name: str) -> None:
    result, given = run(name, "ab_testing")
    assert result["headers"].pop("x-ab-hero")[0]["value"] in {"a", "b"}
    assert result == given


@pytest.mark.parametrize("name", ["origin-request-custom", "origin-request-s3", "origin-response"])
def test_ab_testing_passes_on_origin_events_that_carry_no_variant(name: str) -> None:
    result, given = run(name, "both")
    assert result == given


@pytest.mark.parametrize("name", ["origin-request-custom", "origin-request-s3"])
def test_ab_testing_changes_the_path_alone_of_an_origin_request_with_a_variant(name: str) -> None:
    event = documented_event(name)
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["x-ab-hero"] = [{"key": "X-Ab-Hero", "value": "b"}]
    assert handler("both")(event, BareContext()) == {**request, "uri": "/b/"}


def test_ab_testing_adds_cookies_alone_to_a_viewers_response() -> None:
    result, given = run("viewer-response", "both")
    lines = result["headers"].pop("set-cookie")
    assert [line["value"].partition("=")[0] for line in lines] == ["__Host-visitor", "ab-hero", "ab--seen"]
    assert result == given
