"""Where viewers are: geo restriction, and the headers that CloudFront adds about them.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html and
.../adding-cloudfront-headers.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simulator_fakes import CACHED, PAGE, behavior, edge

from cloudfrontier.cloudfront.distribution import ErrorPage, GeoRestriction
from cloudfrontier.cloudfront.message import Response
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.viewers import Viewers

TABLE = Viewers(
    {
        "192.0.2.0/24": {"country": "DE", "city": "Berlin", "time_zone": "Europe/Berlin"},
        "192.0.2.128/25": {"country": "FR"},
        "2001:db8::/32": {"country": "JP"},
    }
)
NAMED = replace(CACHED, headers=("CloudFront-Viewer-Country", "CloudFront-Viewer-City"))


def only(*countries: str, kind: Any = "whitelist") -> dict[str, Any]:
    return {"geo_restriction": GeoRestriction(kind, frozenset(countries))}


@pytest.mark.parametrize(
    ("kind", "country", "status"),
    [
        ("whitelist", "DE", 200),
        ("whitelist", "FR", 403),
        ("whitelist", "", 403),
        ("blacklist", "DE", 403),
        ("blacklist", "FR", 200),
        ("blacklist", "", 200),
        ("none", "FR", 200),
    ],
)
def test_countries_are_let_in_or_kept_out(kind: str, country: str, status: int) -> None:
    place = edge(settings=only("DE", kind=kind))
    headers = {"CloudFront-Viewer-Country": country} if country else {}
    exchange = place.get("/page", headers=headers)
    assert exchange.response.status == status
    if status == 403:
        assert b"configured to block access from your country" in exchange.response.body
        assert not place.origin.asked


def test_no_code_runs_for_a_country_that_is_kept_out() -> None:
    place = edge(
        behavior(("viewer-request", "cff-a")),
        code={"cff-a": lambda event: event["request"]},
        settings=only("DE"),
    )
    assert not place.get("/page").trace.event("viewer-request").ran


def test_a_custom_error_page_of_403_is_shown_to_countries_that_are_kept_out() -> None:
    place = edge(
        settings={**only("DE"), "error_pages": (ErrorPage(403, "/sorry", 200),)},
        objects={"/sorry": Response(200, PAGE.headers, b"sorry")},
    )
    response = place.get("/page").response
    assert (response.status, response.body) == (200, b"sorry")


@pytest.mark.parametrize(
    ("client_ip", "country", "city"),
    [
        ("192.0.2.7", "DE", "Berlin"),
        ("192.0.2.200", "FR", ""),
        ("2001:db8::7", "JP", ""),
        ("198.51.100.7", "", ""),
        ("nonsense", "", ""),
    ],
)
def test_the_most_precise_network_says_where_a_viewer_is(client_ip: str, country: str, city: str) -> None:
    place = edge(behavior(cache_policy=NAMED), viewers=TABLE)
    place.get("/page", client_ip=client_ip)
    headers = place.origin.asked[-1].headers
    assert headers.get("cloudfront-viewer-country") == country
    assert headers.get("cloudfront-viewer-city") == city
    assert "cloudfront-viewer-time-zone" not in headers


def test_countries_that_a_policy_caches_by_have_objects_of_their_own() -> None:
    place = edge(behavior(cache_policy=NAMED), viewers=TABLE)
    found = [place.get("/page", client_ip=ip).trace.cache.decision for ip in ("192.0.2.7", "192.0.2.200")]
    assert found == ["miss", "miss"]
    assert place.get("/page", client_ip="192.0.2.8").trace.cache.decision == "hit"


def test_a_request_that_says_where_it_is_from_is_taken_at_its_word() -> None:
    place = edge(settings=only("FR"), viewers=TABLE)
    headers = {"CloudFront-Viewer-Country": "FR"}
    assert place.get("/page", headers=headers, client_ip="192.0.2.7").response.status == 200


@pytest.mark.parametrize("table", [{"nonsense": {"country": "DE"}}, {"192.0.2.0/24": {"planet": "Earth"}}])
def test_a_table_that_says_nothing_known_is_an_error(table: dict[str, dict[str, str]]) -> None:
    with pytest.raises(UsageError, match="viewers"):
        Viewers(table)
