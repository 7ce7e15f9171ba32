"""Who takes part: each condition by itself, and what User-Agents of people and programs really look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from experiments import drawn, experiment

from edge.ab_testing.targeting import device_of, is_bot, language_of

if TYPE_CHECKING:
    from typing import Any

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
)
IPAD = "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"
CUBOT = "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/120.0 Mobile"
TAB = "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
BOTS = [
    GOOGLE,
    "Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0) Chrome/116.0.0.0 Safari/537.36",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36",
]


@pytest.mark.parametrize("agent", BOTS)
def test_programs_are_bots(agent: str) -> None:
    assert is_bot(agent)
    assert drawn(experiment(), lines=[("User-Agent", agent)]) is None
    assert drawn(experiment(bots=True), lines=[("User-Agent", agent)]) is not None


@pytest.mark.parametrize("agent", [IPHONE, IPAD, PIXEL, CUBOT, TAB, FIREFOX, "curl/8.5.0", ""])
def test_people_are_not(agent: str) -> None:
    assert not is_bot(agent)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (IPHONE, "mobile"),
        (PIXEL, "mobile"),
        (IPAD, "tablet"),
        (TAB, "tablet"),
        (FIREFOX, "desktop"),
        ("", "desktop"),
    ],
)
def test_the_device_is_read_from_the_user_agent(agent: str, device: str) -> None:
    assert device_of(agent) == device


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("en-GB,en;q=0.9,de;q=0.8", "en-gb"),
        ("de;q=0.3, fr ; q=0.7", "fr"),
        ("*, en;q=0.5", "en"),
        ("en;q=0", ""),
        ("de;q=1.2.3, en;q=0.1", "en"),
        ("de;q=\u0665, en;q=0.1", "en"),
        ("", ""),
    ],
)
def test_the_language_is_the_one_that_is_wanted_most(accept: str, language: str) -> None:
    assert language_of(accept) == language


@pytest.mark.parametrize(
    ("condition", "lines", "query", "is_in"),
    [
        ({"devices": ["mobile", "tablet"]}, [("User-Agent", IPAD)], "", True),
        ({"devices": ["mobile", "tablet"]}, [("User-Agent", FIREFOX)], "", False),
        ({"languages": ["EN", "fr"]}, [("Accept-Language", "en-GB")], "", True),
        ({"languages": ["en-GB"]}, [("Accept-Language", "en")], "", False),
        ({"languages": ["en"]}, [], "", False),
        ({"headers": {"X-Plan": "pro"}}, [("x-plan", "pro")], "", True),
        ({"headers": {"X-Plan": "pro"}}, [("x-plan", "free"), ("x-plan", "pro")], "", False),
        ({"headers": {"X-Plan": "*"}}, [("x-plan", "")], "", True),
        ({"cookies": {"beta": "*"}}, [("Cookie", "beta=1")], "", True),
        ({"cookies": {"beta": "1"}}, [("Cookie", "beta=2; beta=1")], "", False),
        ({"query": {"utm": "mail"}}, [], "a=1&utm=mail", True),
        ({"query": {"utm": "mail"}}, [], "utm=web&utm=mail", False),
        ({"query": {"utm": "*"}}, [], "utm", True),
        ({"query": {"utm": "*"}}, [], "xutm=1", False),
        ({"query": {"": "*"}}, [], "", False),
        ({"query": {"utm": "mail"}, "cookies": {"beta": "1"}}, [], "utm=mail", False),
    ],
)
def test_every_condition_must_hold(
    condition: dict[str, Any], lines: list[tuple[str, str]], query: str, *, is_in: bool
) -> None:
    assert (drawn(experiment(**condition), lines=lines, query=query) is not None) is is_in


@pytest.mark.parametrize(
    ("condition", "country", "is_in"),
    [
        ({}, "", True),
        ({"countries": ["DE", "AT"]}, "DE", True),
        ({"countries": ["DE", "AT"]}, "FR", False),
        ({"countries": ["DE"]}, "", False),
        ({"except_countries": ["DE"]}, "DE", False),
        ({"except_countries": ["DE"]}, "FR", True),
        ({"except_countries": ["DE"]}, "", False),
        ({"countries": ["DE"], "except_countries": ["DE"]}, "DE", False),
    ],
    ids=["any", "in", "not in", "unknown", "left out", "not left out", "unknown, some left out", "both"],
)
def test_an_unknown_country_takes_no_part(condition: dict[str, Any], country: str, *, is_in: bool) -> None:
    assert experiment(**condition).audience.admits_country(country) is is_in
