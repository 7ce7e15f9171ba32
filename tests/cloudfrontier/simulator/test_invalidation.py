"""Invalidations: which stored objects a path means, and which not.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
(read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulator_fakes import CACHED, PAGE, behavior, edge

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.cache import Cache

EVERYTHING = replace(
    CACHED, query_strings=ItemSelection("all"), headers=("X-Kind",), cookies=ItemSelection("none")
)
PATHS = ("/images/image.jpg", "/images/Image.jpg", "/images/logo.png", "/images", "/other")


def stored() -> tuple[Cache, list[str]]:
    """A cache with these paths, and one of them with two query strings and two headers."""
    cache = Cache()
    place = edge(behavior(cache_policy=EVERYTHING), objects=dict.fromkeys(PATHS, PAGE), cache=cache)
    for path in PATHS:
        place.get(path)
    place.get("/images/image.jpg?parameter1=a")
    place.get("/images/image.jpg", headers={"X-Kind": "b"})
    return cache, [request.target for request in place.origin.asked]


@pytest.mark.parametrize(
    ("path", "count"),
    [
        pytest.param("/images/Image.jpg", 1, id="case counts"),
        pytest.param("/images/image.jpg", 2, id="every header, no query string"),
        pytest.param("/images/image.jpg?parameter1=a", 1, id="one query string"),
        pytest.param("/images/image.jpg*", 3, id="every query string"),
        pytest.param("/images/*", 5, id="a folder"),
        pytest.param("/images*", 6, id="a folder and what begins as it does"),
        pytest.param("/images/*.jpg", 0, id="a star within is a character"),
        pytest.param("/*", 7, id="everything"),
        pytest.param("/none", 0, id="nothing stored"),
    ],
)
def test_a_path_means_the_objects_that_aws_says(path: str, count: int) -> None:
    cache, asked = stored()
    assert len(cache) == len(asked) == 7
    assert cache.invalidate([path]) == count
    assert len(cache) == 7 - count


def test_an_object_is_stored_under_what_viewer_request_made_of_its_path() -> None:
    cache = Cache()
    place = edge(
        behavior(("viewer-request", "cff-en")),
        code={"cff-en": lambda event: event["request"] | {"uri": "/en/index.html"}},
        objects={"/en/index.html": PAGE},
        cache=cache,
    )
    place.get("/index.html")
    assert cache.invalidate(["/index.html"]) == 0
    assert cache.invalidate(["/en/index.html"]) == 1


def test_what_was_invalidated_is_fetched_anew() -> None:
    cache = Cache()
    place = edge(cache=cache)
    assert [place.get("/page").trace.cache.decision for _ in range(2)] == ["miss", "hit"]
    cache.invalidate(["/page"])
    assert place.get("/page").trace.cache.decision == "miss"


@pytest.mark.parametrize("path", ["images/*", "", "/~home/*", "/%7Ehome/", f"/{'a' * 4000}"])
def test_a_path_that_cloudfront_would_refuse_is_an_error(path: str) -> None:
    with pytest.raises(UsageError):
        Cache().invalidate([path])
