"""The distribution that a project declares, against what CloudFront's API would hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_text import BASE, load_text

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, OriginRequestPolicy
from cloudfrontier.cloudfront.distribution import Association, Distribution, Origin
from cloudfrontier.project import load
from cloudfrontier.project.to_distribution import to_distribution

STOREFRONT = Path(__file__).parents[3] / "examples" / "storefront"


def distribution(folder: Path, snippet: str) -> Distribution:
    return to_distribution(load_text(folder, snippet + BASE).project)


def test_the_storefront_is_the_distribution_that_its_file_describes() -> None:
    made = to_distribution(load(STOREFRONT).project)
    assert made.default_root_object == "index.html"
    assert [behavior.path_pattern for behavior in made.behaviors] == [
        "/members/",
        "/members/*",
        "/api/*",
        "*",
    ]
    _, members, api, default = made.behaviors
    assert members.associations == (
        Association("viewer-request", "handler", "members-gate"),
        Association("origin-request", "handler", "members-ab"),
        Association("viewer-response", "handler", "members-ab"),
    )
    assert members.cache_policy.headers == ("x-ab-welcome",)
    assert set(api.allowed_methods) == {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"}
    assert api.cache_policy.max_ttl == 0
    assert api.origin_request_policy
    assert api.origin_request_policy.id == "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    assert [item.kind for item in default.associations] == ["function", "function"]


def test_the_same_project_gives_the_same_distribution() -> None:
    first, second = (to_distribution(load(STOREFRONT).project) for _ in range(2))
    assert first == second
    assert first.id == "EDFDVBD6EXAMPLE"
    assert first.domain_name == "d111111abcdef8.cloudfront.net"


def test_policies_of_ones_own_are_resolved(tmp_path: Path) -> None:
    snippet = """
[cache_policies.mine]
min_ttl = 0
max_ttl = 100000
headers = ["x-a"]
cookies = "whitelist"
cookie_names = ["session"]
brotli = false
[origin_request_policies.mine]
header_behavior = "allViewer"
query_strings = "allExcept"
query_string_names = ["utm"]
[[behaviors]]
path = "/a"
origin = "site"
cache_policy = "mine"
origin_request_policy = "mine"
response_headers_policy = "SecurityHeadersPolicy"
methods = "read-options"
"""
    behavior = distribution(tmp_path, snippet).behaviors[0]
    assert behavior.cache_policy == CachePolicy(
        name="mine",
        min_ttl=0,
        default_ttl=86400,
        max_ttl=100000,
        headers=("x-a",),
        cookies=ItemSelection("whitelist", ("session",)),
        gzip=True,
        brotli=False,
    )
    assert behavior.origin_request_policy == OriginRequestPolicy(
        name="mine", header_behavior="allViewer", query_strings=ItemSelection("allExcept", ("utm",))
    )
    assert behavior.response_headers_policy
    assert behavior.response_headers_policy.name == "SecurityHeadersPolicy"
    assert behavior.allowed_methods == ("GET", "HEAD", "OPTIONS")


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("domain = 'o.example'", ("custom", 443, "https", "")),
        ("domain = 'o.example'\nprotocol = 'http'", ("custom", 80, "http", "")),
        ("domain = 'o.example'\nport = 8443", ("custom", 8443, "https", "")),
        ("kind = 's3'\ndomain = 'o.s3.eu-west-1.amazonaws.com'", ("s3", 443, "https", "eu-west-1")),
        ("kind = 's3'\ndomain = 'o.s3-eu-west-1.amazonaws.com'", ("s3", 443, "https", "eu-west-1")),
        (
            "kind = 's3'\ndomain = 'o.s3.dualstack.us-gov-west-1.amazonaws.com'",
            ("s3", 443, "https", "us-gov-west-1"),
        ),
        ("kind = 's3'\ndomain = 'o.s3.amazonaws.com'", ("s3", 443, "https", "")),
        (
            "kind = 's3'\ndomain = 'o.s3.amazonaws.com'\nregion = 'us-east-1'",
            ("s3", 443, "https", "us-east-1"),
        ),
    ],
    ids=["https", "http", "port", "region", "dash", "dualstack", "global", "named"],
)
def test_an_origin_has_the_address_that_its_table_implies(
    tmp_path: Path, snippet: str, expected: tuple[str, int, str, str]
) -> None:
    origin = distribution(tmp_path, f"[origins.o]\nsimulate.folder = 'site'\n{snippet}\n").origin("o")
    assert (origin.kind, origin.port, origin.protocol, origin.region) == expected


def test_an_origin_keeps_its_path_and_headers(tmp_path: Path) -> None:
    snippet = (
        "[origins.o]\ndomain = 'o.example'\npath = '/p'\nheaders.X-Key = 'k'\nsimulate.folder = 'site'\n"
    )
    assert distribution(tmp_path, snippet).origin("o") == Origin(
        "o", "custom", "o.example", path="/p", custom_headers=(("X-Key", "k"),)
    )


def test_the_body_is_included_on_request_events_only(tmp_path: Path) -> None:
    snippet = """
[handlers.h]
handler = "a.b"
include_body = true
[[behaviors]]
path = "/a"
origin = "site"
viewer-request = "h"
origin-request = "h"
origin-response = "h"
viewer-response = "h"
"""
    made = distribution(tmp_path, snippet).behaviors[0].associations
    assert {item.event: item.include_body for item in made} == {
        "viewer-request": True,
        "origin-request": True,
        "origin-response": False,
        "viewer-response": False,
    }
