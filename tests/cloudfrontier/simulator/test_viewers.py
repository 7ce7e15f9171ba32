"""Where viewers are: geo restriction, and the headers that CloudFront adds about them.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html and
.../adding-cloudfront-headers.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simulator_fakes import CACHED, PAGE, Edge, behavior, cf, edge

from cloudfrontier.cloudfront.cache_policy import OriginRequestPolicy
from cloudfrontier.cloudfront.distribution import ErrorPage, GeoRestriction
from cloudfrontier.cloudfront.managed_policies import managed_origin_request_policy
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


SEEN = OriginRequestPolicy(
    "seen",
    header_behavior="whitelist",
    headers=(
        "CloudFront-Viewer-Address", "CloudFront-Forwarded-Proto", "CloudFront-Viewer-Http-Version",
        "CloudFront-Viewer-Header-Order", "CloudFront-Viewer-Header-Count", "CloudFront-Viewer-TLS",
        "CloudFront-Viewer-JA3-Fingerprint", "CloudFront-Viewer-JA4-Fingerprint", "CloudFront-Viewer-ASN",
    ),
)  # fmt: skip
TLS = {
    "tls": "TLSv1.3:TLS_AES_128_GCM_SHA256:fullHandshake",
    "ja3_fingerprint": "e7d705a3286e19ea42f587b344ee6865",
    "ja4_fingerprint": "t13d1516h2_8daaf6152771_02713d6af862",
}


def reaches_origin(place: Edge, **fields: Any) -> dict[str, str]:
    """What the origin is told by CloudFront's own headers."""
    place.get("/page", **fields)
    lines = place.origin.asked[-1].headers.lines
    return {name.lower(): value for name, value in lines if name.lower().startswith("cloudfront-")}


def test_headers_of_the_request_itself_need_no_table() -> None:
    place = edge(behavior(origin_request_policy=SEEN))
    told = reaches_origin(place, client_ip="198.51.100.10", http_version="2.0", headers={"Accept": "*/*"})
    assert told == {
        "cloudfront-viewer-address": "198.51.100.10:46532",
        "cloudfront-forwarded-proto": "https",
        "cloudfront-viewer-http-version": "2.0",
        "cloudfront-viewer-header-order": "Host:Accept",
        "cloudfront-viewer-header-count": "2",
    }


def test_nobody_is_told_what_no_policy_names() -> None:
    assert reaches_origin(edge(viewers=TABLE), client_ip="192.0.2.7") == {}


def test_the_order_of_headers_is_cut_off_where_it_is_too_long() -> None:
    names = {f"X-{number:0200}": "1" for number in range(40)}
    told = reaches_origin(edge(behavior(origin_request_policy=SEEN)), headers=names)
    assert len(told["cloudfront-viewer-header-order"]) == 7680
    assert told["cloudfront-viewer-header-count"] == "41"


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_what_a_handshake_tells_is_there_with_tls_only_and_where_the_table_says_it(scheme: str) -> None:
    def told_to(client_ip: str) -> dict[str, str]:
        named = behavior(origin_request_policy=SEEN, viewer_protocol_policy="allow-all")
        place = edge(named, viewers=Viewers({"192.0.2.0/24": TLS}))
        return reaches_origin(place, client_ip=client_ip, scheme=scheme)

    told = told_to("192.0.2.7")
    names = (
        "cloudfront-viewer-tls",
        "cloudfront-viewer-ja3-fingerprint",
        "cloudfront-viewer-ja4-fingerprint",
    )
    assert [told.get(name) for name in names] == (list(TLS.values()) if scheme == "https" else [None] * 3)
    assert not set(names) & set(told_to("198.51.100.7"))


def test_places_that_are_not_written_in_ascii_are_percent_encoded() -> None:
    table = Viewers({"192.0.2.0/24": {"city": "M\u00fcnchen Ost", "country": "DE"}})
    told = reaches_origin(edge(behavior(cache_policy=NAMED), viewers=table), client_ip="192.0.2.7")
    assert told["cloudfront-viewer-city"] == "M%C3%BCnchen Ost"


def test_a_policy_of_all_except_has_device_place_protocol_and_version_told() -> None:
    policy = managed_origin_request_policy("AllViewerExceptHostHeader")
    place = edge(behavior(origin_request_policy=policy), viewers=TABLE)
    told = reaches_origin(place, client_ip="192.0.2.7")
    assert told["cloudfront-viewer-country"] == "DE"
    assert told["cloudfront-is-desktop-viewer"] == "true"
    assert {"cloudfront-forwarded-proto", "cloudfront-viewer-http-version"} <= set(told)
    assert "cloudfront-viewer-header-order" not in told


def test_a_function_sees_device_and_handshake_in_viewer_request_and_a_handler_does_not() -> None:
    shown: list[set[str]] = []

    def look(event: dict[str, Any]) -> Any:
        request = event["request"] if "request" in event else cf(event)["request"]
        shown.append({name for name in request["headers"] if name.startswith("cloudfront-is-")})
        return request

    policy = OriginRequestPolicy(
        "device", header_behavior="whitelist", headers=("CloudFront-Is-Mobile-Viewer",)
    )
    for name in ("cff-look", "look"):
        attached = behavior(("viewer-request", name), origin_request_policy=policy)
        edge(attached, code={name: look}).get("/page")
    assert shown == [{"cloudfront-is-mobile-viewer"}, set()]
