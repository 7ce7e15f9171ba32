"""What kinds of device a viewer has: the default's few texts, other texts, or whatever one passes.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
(read 2026-10): the headers are true or false by `User-Agent`, and several may be true.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulator_fakes import CACHED, behavior, edge

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.devices import DEVICE_HEADERS, DeviceTexts
from cloudfrontier.simulator.viewers import Viewers

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148"
)
AGENTS = {
    IPHONE: {"ios", "mobile"},
    "Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) Version/12.1 Mobile/15E148 Safari/604.1": {
        "ios",
        "mobile",
        "tablet",
    },
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0.0.0 Mobile Safari/537.36": {"android", "mobile"},
    "Mozilla/5.0 (Linux; Android 14; SM-X900) Chrome/130.0.0.0 Safari/537.36": {"android", "tablet"},
    "Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) Version/7.0 TV Safari/537.36": {"smarttv"},
    "Mozilla/5.0 (Linux; Android 9; BRAVIA 4K) Chrome/130.0.0.0 Safari/537.36": {"android", "smarttv"},
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36": {"desktop"},
    "curl/7.64.1": {"desktop"},
    "": {"desktop"},
}
ALL = replace(CACHED, headers=tuple(DEVICE_HEADERS.values()))


@pytest.mark.parametrize(
    ("agent", "kinds"), AGENTS.items(), ids=[" ".join(sorted(k)) for k in AGENTS.values()]
)
def test_the_default_knows_a_few_texts(agent: str, kinds: set[str]) -> None:
    assert DeviceTexts()(agent) == kinds


def test_every_header_that_a_policy_names_is_true_or_false() -> None:
    place = edge(behavior(cache_policy=ALL))
    place.get("/page", headers={"User-Agent": IPHONE})
    headers = place.origin.asked[-1].headers
    told = {kind: headers.get(name) for kind, name in DEVICE_HEADERS.items()}
    assert told == {
        "android": "false",
        "desktop": "false",
        "ios": "true",
        "mobile": "true",
        "smarttv": "false",
        "tablet": "false",
    }


def test_a_cache_by_device_has_an_object_a_device_and_not_one_a_user_agent() -> None:
    place = edge(behavior(cache_policy=ALL))
    decisions = [
        place.get("/page", headers={"User-Agent": agent}).trace.cache.decision
        for agent in (IPHONE, "curl/7.64.1", "curl/8.0", IPHONE)
    ]
    assert decisions == ["miss", "miss", "hit", "hit"]


def test_a_function_of_the_user_agent_decides_in_its_place() -> None:
    viewers = Viewers(devices=lambda agent: frozenset({"tablet"} if agent == "curl/8.0" else set()))
    place = edge(behavior(cache_policy=ALL), viewers=viewers)
    place.get("/page", headers={"User-Agent": "curl/8.0"})
    headers = place.origin.asked[-1].headers
    assert headers.get("cloudfront-is-tablet-viewer") == "true"
    assert headers.get("cloudfront-is-desktop-viewer") == "false"


def test_texts_of_ones_own_take_the_place_of_the_defaults() -> None:
    devices = DeviceTexts({"smarttv": ("fridge",), "tablet": ()})
    assert devices("Fridge/1.0") == {"smarttv"}
    assert devices("Mozilla/5.0 (Linux; Android 14) Safari/537.36") == {"android", "desktop"}


def test_a_request_that_says_its_device_is_taken_at_its_word() -> None:
    place = edge(behavior(cache_policy=ALL))
    place.get("/page", headers={"CloudFront-Is-SmartTV-Viewer": "true"})
    assert place.origin.asked[-1].headers.get_all("cloudfront-is-smarttv-viewer") == ("true",)


def test_a_kind_that_cloudfront_does_not_know_is_an_error() -> None:
    with pytest.raises(UsageError, match="devices: no kind 'watch'"):
        DeviceTexts({"watch": ("watch",)})  # type: ignore[dict-item]  # that is the point
