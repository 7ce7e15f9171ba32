"""Experiments and visits made by chance, for the compiled function, the reference and the handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfront_functions.rules import Conditions, Match
from cloudfront_functions.rules.experiments import Arm, Experiment, Visitors
from edge.ab_testing.buckets import bucket_ranges, normalised

if TYPE_CHECKING:
    from random import Random

__all__ = ["experiment_event", "experiments", "visitors"]

AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148",
    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X)",
    "Mozilla/5.0 (Linux; Android 13; CUBOT P80) Mobile",
    "Googlebot/2.1",
    "",
)
PATTERNS = ("/*", "/", "/shop/*", "*.html", "/a?c", "/s*/x*l", "/**/y", "/exact", "/*?l")
PATHS = ("/", "/shop/", "/shop/x.html", "/abc", "/exact", "/s/xl", "/b/exact", "/q/y", "/*", "/a*c")
COUNTRIES = ("DE", "FR", "")
NOW = 1_795_000_000


def experiments(chance: Random) -> tuple[Experiment, ...]:
    """One to four."""
    return tuple(experiment(chance, number) for number in range(chance.randint(1, 4)))


def experiment(chance: Random, number: int) -> Experiment:
    """Any of what one can be."""
    count = chance.randint(2, 4)
    weights = normalised([chance.randint(1, 9) for _ in range(count)])
    ranges = bucket_ranges(count, chance.choice((1.0, 1.0, 0.5, 0.0)), weights)
    return Experiment(
        id=f"e{number}",
        seed=chance.choice(("s", f"e{number}", "\u00e9\U0001f600")),
        arms=tuple(arm(chance, index, *place) for index, place in enumerate(ranges)),
        version=chance.choice((1, 2)),
        paths=tuple(chance.sample(PATTERNS, chance.randint(1, 3))),
        namespace=chance.choice((None, ("n", 0.0, 0.5), ("n", 0.25, 1.0))),
        when=chance.choice(
            (
                Conditions(),
                Conditions(countries=("DE",)),
                Conditions(languages=("en",)),
                Conditions(cookies=(Match("beta"),), query=(Match("q", "1"),)),
            )
        ),
        except_countries=chance.choice(((), ("FR",))),
        devices=chance.choice(((), ("mobile",), ("tablet", "desktop"))),
        bots=chance.random() < 0.3,
        running=chance.random() < 0.9,
        begins=chance.choice((None, 1)),
        ends=chance.choice((None, 2, 2**33)),
    )


def arm(chance: Random, index: int, start: float, end: float) -> Arm:
    """A variant with some effects."""
    return Arm(
        name=f"v{index}",
        start=start,
        end=end,
        prefix=chance.choice(("", "/b", f"/v{index}")),
        headers=chance.choice(((), (("x-theme", "dark"),))),
        response_headers=chance.choice(((), (("x-variant", f"v{index}"),))),
    )


def visitors(chance: Random) -> Visitors:
    """How they are told apart."""
    return Visitors(
        site_cookie=chance.choice(("", "_ga")),
        header=chance.choice(("", "x-auth-subject")),
        force_cookie=chance.choice(("", "qa")),
    )


def experiment_event(chance: Random, kind: str = "viewer-request") -> dict[str, Any]:
    """A visit: first or not, forged or not."""
    cookies = {
        "__Host-visitor": ("visitor-1", f"{chance.getrandbits(128):032x}", "short", "\u00e9" * 9),
        "_ga": ("GA1.2.3", ""),
        "qa": ("e0.v1", "e1.v0~e0.v9~junk~__proto__.v1", "toString.v1"),
        "beta": ("", "1"),
        "ab-e0": ("v0", "v1", "gone", "toString", ""),
        "ab-e1": ("v1", "v7"),
        "ab--seen": ("e0.v0~e0.v0~x.y~e1.v1", "", "e0.v1"),
    }
    headers = {
        "user-agent": AGENTS,
        "accept-language": ("en-GB,en;q=0.5", "de"),
        "cloudfront-viewer-country": COUNTRIES,
        "x-auth-subject": ("mira@example.org", ""),
        "x-ab-e0": ("v1", "forged"),
        "x_ab_e1": ("v1",),
        "x-ab--visitor": ("visitor-9",),
        "x-ab--forced": ("e0", "e1,e0"),
    }
    request = {
        "method": "GET",
        "uri": chance.choice(PATHS),
        "querystring": chance.choice(({}, {"q": {"value": "1"}})),
        "headers": {
            name: {"value": chance.choice(of)} for name, of in headers.items() if chance.random() < 0.6
        },
        "cookies": {name: field(chance, of) for name, of in cookies.items() if chance.random() < 0.4},
    }
    context = {"eventType": kind, "requestId": f"{chance.getrandbits(64):x}=="}
    event: dict[str, Any] = {"version": "1.0", "context": context, "viewer": {"ip": "203.0.113.1"}}
    event["request"] = request
    if kind == "viewer-response":
        event["response"] = {"statusCode": 200, "headers": {}, **chance.choice(({}, {"cookies": {}}))}
    return event


def field(chance: Random, values: tuple[str, ...]) -> dict[str, Any]:
    """A cookie that was sent once or twice."""
    if chance.random() < 0.8:
        return {"value": chance.choice(values)}
    both = [{"value": chance.choice(values)} for _ in range(2)]
    return {**both[0], "multiValue": both}
