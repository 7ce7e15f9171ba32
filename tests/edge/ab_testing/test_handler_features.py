"""What experiments can do besides a prefix: other ids, redirects, forced variants, signatures, countries."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING, Any, cast

import pytest
from ab_handler import cookies_set, experiments, handler, viewer_request, viewer_response
from edge_support import Recorder, edge_event, edge_request

from edge.ab_testing.hashing import position
from edge.ab_testing.signing import Signer, link_value
from edge.headers import first

if TYPE_CHECKING:
    from edge.events import Request, Response

SECRET = "k" * 43
SIGNER = Signer(urlsafe_b64decode(SECRET + "="))


def test_where_the_id_is_a_header_that_is_not_shown_nothing_is_drawn_anew() -> None:
    response = viewer_response(edge_request("/"), visitor_header="x-auth-subject")
    assert response["headers"] == {}


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"visitor_header": "X-Auth-Subject"}, [("X-Auth-Subject", "mira@example.org")]),
        ({"site_cookie": "_ga"}, [("Cookie", "_ga=GA1.2.3")]),
    ],
    ids=["subject of a session", "cookie of the site"],
)
def test_an_id_that_the_site_knows_is_used_and_no_other_is_made(
    changes: dict[str, Any], lines: list[tuple[str, str]]
) -> None:
    request = edge_request("/", lines=lines)
    assigned = viewer_request(request, **changes)
    place = position("hero", lines[0][1].partition("=")[2] or lines[0][1])
    assert place is not None
    assert first(assigned["headers"], "x-ab-hero") == ("a" if place < 0.5 else "b")
    assert set(cookies_set(viewer_response(assigned, **changes))) == {"ab-hero", "ab--seen"}


def test_a_redirect_is_answered_with_its_cookies_and_not_stored() -> None:
    telemetry = Recorder()
    variants = [{"name": "a", "weight": 0}, {"name": "b", "redirect": "/new/"}]
    answer = cast(
        "Response",
        viewer_request(
            edge_request("/old", querystring="q=1&ab-force=x"),
            telemetry,
            experiments=experiments(variants=variants, paths=["/old"]),
            secret=SECRET,
        ),
    )
    assert (answer["status"], first(answer["headers"], "location")) == ("302", "/new/?q=1")
    assert first(answer["headers"], "cache-control") == "no-store"
    assert set(cookies_set(answer)) == {"__Host-visitor", "ab-hero", "ab--seen"}
    assert telemetry.words == [
        "ab_testing_assigned",
        "ab_testing_exposed_hero_b",
        "ab_testing_redirected",
    ]


def test_a_signed_link_forces_a_variant_and_leaves_no_trace_in_the_request() -> None:
    telemetry = Recorder()
    link = link_value(SIGNER, "hero", "b", expires=2**40)
    request = edge_request("/", querystring=f"q=1&ab-force={link}", lines=[("Cookie", "ab-hero=a")])
    passed = viewer_request(request, telemetry, secret=SECRET)
    assert passed["querystring"] == "q=1"
    assert first(passed["headers"], "x-ab-hero") == "b"
    jar = cookies_set(viewer_response(passed, telemetry, secret=SECRET))
    assert jar["ab-hero"].value == "b"  # it stays for the pages that follow
    assert "ab--seen" not in jar
    assert telemetry.words == ["ab_testing_assigned", "ab_testing_remembered"]


@pytest.mark.parametrize("variant", ["a", "b"])
@pytest.mark.parametrize("by", ["link", "cookie"])
def test_viewer_response_knows_what_was_forced_without_seeing_viewer_request(variant: str, by: str) -> None:
    telemetry = Recorder()
    link = link_value(SIGNER, "hero", variant, expires=2**40)
    request = (
        edge_request("/", querystring=f"ab-force={link}")
        if by == "link"
        else edge_request("/", lines=[("Cookie", f"qa=hero.{variant}")])
    )
    jar = cookies_set(viewer_response(request, telemetry, secret=SECRET, force_cookie="qa"))
    assert jar["ab-hero"].value == variant
    assert "ab--seen" not in jar
    assert telemetry.words == ["ab_testing_remembered"]


def test_without_a_secret_the_parameter_is_nobodys() -> None:
    request = edge_request("/", querystring="ab-force=hero.b.1.x")
    assert viewer_request(request)["querystring"] == "ab-force=hero.b.1.x"


def test_a_signed_cookie_is_made_and_kept_and_one_that_was_copied_is_not() -> None:
    signing: dict[str, Any] = {"secret": SECRET, "sign_cookies": True}
    jar = cookies_set(viewer_response(edge_request("/"), **signing))
    value = jar["ab-hero"].value
    assert value.partition(".")[0] in {"a", "b"}
    mine = edge_request(
        "/", lines=[("Cookie", f"__Host-visitor={jar['__Host-visitor'].value}; ab-hero={value}")]
    )
    assert set(cookies_set(viewer_response(mine, **signing))) == {"ab--seen"}
    for number in range(20):
        theirs = [("Cookie", f"__Host-visitor=visitor-{number}; ab-hero={value}")]
        plain = [("Cookie", f"__Host-visitor=visitor-{number}")]
        assert (
            viewer_request(edge_request("/", lines=theirs), **signing)["headers"]["x-ab-hero"]
            == (viewer_request(edge_request("/", lines=plain), **signing)["headers"]["x-ab-hero"])
        )


@pytest.mark.parametrize(
    ("country", "is_in"), [("DE", True), ("FR", False), (None, False)], ids=["in", "left out", "unknown"]
)
def test_the_country_is_asked_at_the_origin_and_viewer_response_knows(
    country: str | None, *, is_in: bool
) -> None:
    settings: dict[str, Any] = {"experiments": experiments(countries=["DE"])}
    assigned = edge_request("/x", lines=[("X-Ab-Hero", "b")])
    at_origin = edge_request(
        "/x", lines=[("X-Ab-Hero", "b"), *([("CloudFront-Viewer-Country", country)] if country else [])]
    )
    routed = cast("Request", handler(**settings)(edge_event("origin-request", at_origin), None))
    assert (routed["uri"], "x-ab-hero" in routed["headers"]) == (("/b/x", True) if is_in else ("/x", False))
    answer: Response = {"status": "200", "headers": {}}
    stored = cast("Response", handler(**settings)(edge_event("origin-response", routed, answer), None))
    sent = viewer_response(assigned, lines=stored["headers"], **settings)
    assert ("ab-hero" in cookies_set(sent)) is is_in
    assert "x-ab--off" not in sent["headers"]


def test_headers_of_a_variant_are_set_on_its_responses() -> None:
    variants = [{"name": "a", "response_headers": {"X-Variant": "A"}}, {"name": "b"}]
    settings: dict[str, Any] = {"experiments": experiments(variants=variants)}
    for variant, expected in (("a", "A"), ("b", None)):
        seen = f"__Host-visitor=visitor-1; ab-hero={variant}; ab--seen=hero.{variant}"
        response = viewer_response(edge_request("/", lines=[("Cookie", seen)]), **settings)
        assert first(response["headers"], "x-variant") == expected


def test_where_cookies_are_signed_a_made_up_header_is_not_signed_with_them() -> None:
    """As if viewer-response were shown the request as the visitor sent it."""
    signing: dict[str, Any] = {"secret": SECRET, "sign_cookies": True}
    for number in range(10):
        lines = [("Cookie", f"__Host-visitor=visitor-{number}")]
        honest = cookies_set(viewer_response(edge_request("/", lines=lines), **signing))["ab-hero"].value
        for proof in ("", "x" * 22):
            made_up = [*lines, ("X-Ab-Hero", "b"), ("X-Ab--Proof", proof)]
            jar = cookies_set(viewer_response(edge_request("/", lines=made_up), **signing))
            assert jar["ab-hero"].value == honest


def test_where_cookies_are_signed_a_forced_variant_stays_all_the_same() -> None:
    signing: dict[str, Any] = {"secret": SECRET, "sign_cookies": True}
    for variant in ("a", "b"):
        link = link_value(SIGNER, "hero", variant, expires=2**40)
        passed = viewer_request(edge_request("/", querystring=f"ab-force={link}"), **signing)
        jar = cookies_set(viewer_response(passed, **signing))
        assert jar["ab-hero"].value.startswith(f"{variant}.")
