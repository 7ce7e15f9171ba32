"""One visit through the events of A/B testing, as CloudFront would hand it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from ab_handler import cookies_set, experiments, handler, viewer_request, viewer_response
from edge_support import AB_TESTING, Recorder, documented_event, edge_event, edge_request

from edge.headers import first, values

if TYPE_CHECKING:
    from edge.events import Request

VISITORS = ["visitor-0", "visitor-1", "visitor-2", "visitor-3", "visitor-4"]


def test_a_first_visit_is_assigned_and_remembered_without_the_events_seeing_each_other() -> None:
    telemetry = Recorder()
    assigned = viewer_request(edge_request("/"), telemetry)
    response = viewer_response(edge_request("/"), telemetry)
    variant = first(assigned["headers"], "x-ab-hero")
    jar = cookies_set(response)
    assert variant in {"a", "b"}
    assert jar["ab-hero"].value == variant
    assert jar["__Host-visitor"]["max-age"] == "31536000"
    assert jar["__Host-visitor"]["httponly"]
    assert not jar["ab-hero"]["httponly"]
    assert jar["ab--seen"].value == f"hero.{variant}"
    assert not jar["ab--seen"]["max-age"]
    exposed = f"ab_testing_exposed_hero_{variant}"
    assert telemetry.words == ["ab_testing_assigned", exposed, "ab_testing_remembered"]
    assert telemetry.outcomes[0][2] == {"variants": {"hero": variant}, "first_visit": True}


def test_the_next_visit_is_in_the_same_variant_and_sets_nothing() -> None:
    jar = cookies_set(viewer_response(edge_request("/")))
    line = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
    again = edge_request("/", lines=[("Cookie", line)])
    assert first(viewer_request(again)["headers"], "x-ab-hero") == jar["ab-hero"].value
    assert viewer_response(again) == {"status": "200", "statusDescription": "OK", "headers": {}}


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_known_visitor_is_only_told_of_the_variant(visitor: str) -> None:
    request = edge_request("/", lines=[("Cookie", f"__Host-visitor={visitor}")])
    jar = cookies_set(viewer_response(request))
    assert set(jar) == {"ab-hero", "ab--seen"}
    assert jar["ab-hero"].value == first(viewer_request(request)["headers"], "x-ab-hero")


def test_other_cookies_of_the_response_are_kept() -> None:
    lines = {"set-cookie": [{"key": "Set-Cookie", "value": "a=1"}, {"key": "Set-Cookie", "value": "b=2"}]}
    found = values(viewer_response(edge_request("/"), lines=lines)["headers"], "set-cookie")
    assert found[:2] == ["a=1", "b=2"]
    assert len(found) == 5


def test_a_visitors_own_header_is_overwritten_and_one_of_no_experiment_is_removed() -> None:
    spoofed = [("X-Ab-Hero", "a"), ("x-ab-hero", "b"), ("x_ab_hero", "b"), ("X-Ab-Other", "x")]
    for visitor in VISITORS:
        cookie = ("Cookie", f"__Host-visitor={visitor}")
        clean = viewer_request(edge_request("/", lines=[cookie]))
        assert viewer_request(edge_request("/", lines=[cookie, *spoofed])) == clean


def test_off_the_paths_of_an_experiment_a_visitors_header_is_still_removed() -> None:
    telemetry = Recorder()
    elsewhere = [{**AB_TESTING["experiments"][0], "paths": ["/shop/*"]}]
    request = edge_request("/about", lines=[("X-Ab-Hero", "b")])
    assert viewer_request(request, telemetry, experiments=elsewhere) == edge_request("/about")
    assert telemetry.outcomes == []


def test_a_cookie_of_a_removed_variant_falls_back_and_says_so_without_repeating_it() -> None:
    telemetry = Recorder()
    drawn = viewer_request(edge_request("/", lines=[("Cookie", "__Host-visitor=visitor-1")]))
    lines = [("Cookie", "__Host-visitor=visitor-1; ab-hero=canary")]
    passed = viewer_request(edge_request("/", lines=lines))
    assert passed["headers"]["x-ab-hero"] == drawn["headers"]["x-ab-hero"]
    jar = cookies_set(viewer_response(edge_request("/", lines=lines), telemetry))
    assert ("ab_testing", "cookie_ignored", {"experiments": ["hero"]}) in telemetry.outcomes
    assert "canary" not in repr(telemetry.outcomes)
    assert set(jar) == {"ab-hero", "ab--seen"}
    assert jar["ab-hero"].value == first(passed["headers"], "x-ab-hero")


def test_a_cookie_of_a_removed_variant_is_taken_away_from_whoever_takes_no_part_any_more() -> None:
    telemetry = Recorder()
    lines = [("Cookie", "__Host-visitor=visitor-1; ab-hero=canary")]
    nobody = experiments(coverage=0)
    response = viewer_response(edge_request("/", lines=lines), telemetry, experiments=nobody)
    assert values(response["headers"], "set-cookie") == ["ab-hero=; Path=/; Max-Age=0; Secure; SameSite=Lax"]
    assert telemetry.outcomes == [("ab_testing", "cookie_ignored", {"experiments": ["hero"]})]


@pytest.mark.parametrize(
    ("lines", "uri", "words"),
    [
        ([("X-Ab-Hero", "b")], "/b/x", ["ab_testing_routed"]),
        ([("X-Ab-Hero", "a")], "/x", []),
        ([("X-Ab-Hero", "../../etc")], "/x", []),
        ([("X-Ab-Other", "b")], "/x", []),
        ([], "/x", []),
    ],
    ids=["variant with a prefix", "without one", "forged", "unknown experiment", "no header"],
)
def test_origin_request_routes_on_the_header(
    lines: list[tuple[str, str]], uri: str, words: list[str]
) -> None:
    telemetry = Recorder()
    request = edge_request("/x", querystring="q=1", lines=lines)
    result = handler(telemetry)(edge_event("origin-request", request), None)
    assert result == {**request, "uri": uri}
    assert telemetry.words == words


def test_routing_twice_is_routing_once() -> None:
    """With an origin group CloudFront may run origin-request twice for one request."""
    request = edge_request("/x", lines=[("X-Ab-Hero", "b")])
    once = cast("Request", handler()(edge_event("origin-request", request), None))
    assert handler()(edge_event("origin-request", once), None) == once


def test_it_fails_open() -> None:
    telemetry = Recorder()
    event = documented_event("viewer-request")
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["cookie"] = [{"key": "Cookie", "value": cast("str", None)}]
    assert handler(telemetry)(event, None) is request
    assert [feature for feature, _ in telemetry.failures] == ["ab_testing"]


def test_a_returning_visitor_is_one_line_of_no_log() -> None:
    telemetry = Recorder()
    request = edge_request("/", lines=[("Cookie", "__Host-visitor=visitor-1; ab-hero=b; ab--seen=hero.b")])
    assert first(viewer_request(request, telemetry)["headers"], "x-ab-hero") == "b"
    viewer_response(request, telemetry)
    assert telemetry.words == []


def test_a_new_session_is_a_new_exposure_and_sets_nothing_else() -> None:
    telemetry = Recorder()
    request = edge_request(
        "/", lines=[("Cookie", "__Host-visitor=visitor-1; ab-hero=b; ab--seen=x.y~hero.a")]
    )
    jar = cookies_set(viewer_response(request, telemetry))
    assert {name: morsel.value for name, morsel in jar.items()} == {"ab--seen": "hero.a~hero.b"}
    assert telemetry.words == ["ab_testing_exposed_hero_b", "ab_testing_remembered"]


def test_viewer_response_takes_the_variant_that_viewer_request_wrote() -> None:
    """Its own draw may differ: live settings may have changed in between."""
    for variant in ("a", "b"):
        request = edge_request("/", lines=[("X-Ab-Hero", variant)])
        assert cookies_set(viewer_response(request))["ab-hero"].value == variant
