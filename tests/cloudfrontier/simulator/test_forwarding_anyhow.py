"""Headers that no policy names: AWS's table of what reaches the origin anyhow, and what with legacy settings.

Source: RequestAndResponseBehaviorCustomOrigin.html of the developer guide, "HTTP request headers and
CloudFront behavior" (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simulator_fakes import ALL_METHODS, CACHED, ORIGIN, behavior, cf, edge

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.lifecycle import LifecycleOptions
from cloudfrontier.cloudfront.managed_policies import managed_cache_policy

DISABLED = managed_cache_policy("CachingDisabled")


def reaches(name: str, *, method: str = "GET", value: str = "v", **settings: Any) -> str:
    """The header as the origin is sent it; empty where it is not."""
    options = {"options": settings.pop("options")} if "options" in settings else {}
    place = edge(behavior(allowed_methods=ALL_METHODS, **settings), **options)
    place.send(method, "/page", headers={name: value}, body=b"x" if method == "POST" else b"")
    return place.origin.asked[-1].headers.get(name)


ALWAYS = (
    "Cache-Control", "Content-MD5", "Content-Type", "Date", "From", "If-Match", "If-Unmodified-Since",
    "Max-Forwards", "Pragma", "Request-Range", "Warning",
)  # fmt: skip
NEVER = (
    "Accept", "Accept-Charset", "Accept-Language", "Expect", "Referer", "TE", "Trailer", "Upgrade",
    "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Real-IP", "X-Edge-Anything", "Proxy-Authorization",
)  # fmt: skip


@pytest.mark.parametrize("name", ALWAYS)
def test_it_reaches_the_origin_under_a_cache_policy(name: str) -> None:
    assert reaches(name) == "v"


@pytest.mark.parametrize("name", NEVER)
@pytest.mark.parametrize("legacy", [False, True], ids=["policies", "legacy settings"])
def test_it_does_not_reach_the_origin(name: str, *, legacy: bool) -> None:
    assert not reaches(name, has_forwarded_values=legacy)


@pytest.mark.parametrize(("legacy", "value"), [(False, ""), (True, "v")], ids=["policies", "legacy settings"])
def test_headers_of_no_standard_reach_the_origin_with_legacy_settings_only(
    *, legacy: bool, value: str
) -> None:
    assert reaches("X-Custom", has_forwarded_values=legacy) == value


def test_a_post_keeps_its_content_type_with_caching_disabled_and_no_origin_request_policy() -> None:
    sent = reaches("Content-Type", method="POST", value="application/json", cache_policy=DISABLED)
    assert sent == "application/json"


@pytest.mark.parametrize(
    ("method", "caches_options", "kept"),
    [
        ("GET", False, False),
        ("HEAD", False, False),
        ("OPTIONS", True, False),
        ("OPTIONS", False, True),
        ("POST", False, True),
        ("PUT", False, True),
        ("PATCH", False, True),
        ("DELETE", False, True),
    ],
)
def test_authorization_depends_on_the_method(method: str, *, caches_options: bool, kept: bool) -> None:
    cached = ("GET", "HEAD", "OPTIONS") if caches_options else ("GET", "HEAD")
    assert bool(reaches("Authorization", method=method, cached_methods=cached)) is kept


@pytest.mark.parametrize("name", ["Range", "If-Range", "If-None-Match", "If-Modified-Since"])
def test_conditions_reach_the_origin_of_what_is_not_cached(name: str) -> None:
    assert reaches(name, cache_policy=DISABLED) == "v"
    assert not reaches(name), "what is cached is asked for whole"


@pytest.mark.parametrize(("legacy", "value"), [(False, ""), (True, "v")], ids=["policies", "legacy settings"])
def test_the_table_holds_for_policies_by_an_option(*, legacy: bool, value: str) -> None:
    options = LifecycleOptions(forwards_unnamed=False)
    assert reaches("Content-Type", options=options, has_forwarded_values=legacy) == value


def test_origin_reaches_the_origin_by_an_option_only() -> None:
    assert not reaches("Origin")
    assert reaches("Origin", options=LifecycleOptions(forwards_origin=True)) == "v"


def test_via_of_the_viewer_is_continued() -> None:
    assert reaches("Via", value="1.1 proxy").startswith("1.1 proxy, 1.1 ")


@pytest.mark.parametrize(("name", "kept"), [("ab-1", True), ("ab-", True), ("xab-1", False), ("s1d", True)])
def test_names_of_cookies_have_wildcards_in_legacy_settings(name: str, *, kept: bool) -> None:
    selection = ItemSelection("whitelist", ("ab-*", "s?d"), has_wildcards=True)
    policy = replace(CACHED, cookies=selection)
    sent = reaches("Cookie", value=f"{name}=1", cache_policy=policy, has_forwarded_values=True)
    assert bool(sent) is kept


@pytest.mark.parametrize(("scheme", "port"), [("http", 8080), ("https", 8443)])
def test_an_origin_that_matches_the_viewer_is_spoken_to_in_its_protocol(scheme: Any, port: int) -> None:
    place = edge(
        behavior(("origin-request", "look"), viewer_protocol_policy="allow-all"),
        code={"look": lambda event: cf(event)["request"]},
        settings={"origins": (replace(ORIGIN, as_viewer=(8080, 8443)),)},
    )
    place.get("/page", scheme=scheme)
    custom = cf(place.code.given("look"))["request"]["origin"]["custom"]
    assert (custom["protocol"], custom["port"]) == (scheme, port)
