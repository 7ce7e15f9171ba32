"""Who takes part in an experiment: country, device, language, headers, cookies, parameters; bots never do.

1. All conditions must hold; each that lists several values holds when one of them does. `*` as a value: it
   must be there. What was sent several times has the value that was sent first.
2. The device is read from the User-Agent, which is the viewer's own in viewer-request and viewer-response: a
   tablet says `ipad` or `tablet`, or `android` without `mobile`; a mobile says `mobi`, `iphone` or
   `android`; all else is a desktop. `CloudFront-Is-*-Viewer` cannot be seen there by Lambda@Edge.
3. The country is that of `CloudFront-Viewer-Country`, in capitals. CloudFront adds it after viewer-request,
   so that Lambda@Edge sees it in the origin events only, and only where a policy names it. `admits` leaves it
   out; `admits_country` says the rest. An unknown country is in no list and takes no part.
4. The language is the one that `Accept-Language` wants most (highest `q`, the first of equals, `*` and
   `q=0` left out); `en` means `en-GB` too.
5. A bot says so in its User-Agent. Whoever sends none is taken for a person, and so is `curl`: with it people
   look at what they built.

Source of 2 and 3: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
and https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
(read in copies of 2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from edge.ab_testing.visit import Visit

    Device = Literal["desktop", "mobile", "tablet"]

__all__ = ["BOTS", "DEVICES", "Audience", "device_of", "is_bot", "language_of"]

DEVICES = ("desktop", "mobile", "tablet")
BOTS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "fetcher",
    "monitor",
    "lighthouse",
    "headless",
    "facebookexternalhit",
)
"""What programs have in their User-Agent, in lower case. `cubot` is a make of phones and no bot."""


class Audience(NamedTuple):
    """Conditions; those that are empty hold for all. Names of headers, and languages, are in lower case."""

    countries: frozenset[str] = frozenset()
    except_countries: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    bots: bool = False
    """Whether bots take part too."""

    @property
    def asks_country(self) -> bool:
        """Whether the country matters."""
        return bool(self.countries or self.except_countries)

    def admits(self, visit: Visit) -> bool:
        """Whether the visitor takes part, as far as the country does not matter."""
        if not self.bots and visit.is_bot:
            return False
        if self.devices and visit.device not in self.devices:
            return False
        if self.languages and not _speaks(visit.language, self.languages):
            return False
        return (
            _all_hold(self.headers, visit.header)
            and _all_hold(self.cookies, visit.cookie)
            and _all_hold(self.query, visit.parameter)
        )

    def admits_country(self, country: str) -> bool:
        """Whether visitors from there take part; an empty country is unknown."""
        if not self.asks_country:
            return True
        if not country or country in self.except_countries:
            return False
        return not self.countries or country in self.countries


def is_bot(agent: str) -> bool:
    """Whether a User-Agent is that of a program."""
    text = agent.lower().replace("cubot", "")
    return any(word in text for word in BOTS)


def device_of(agent: str) -> Device:
    """What a User-Agent runs on."""
    text = agent.lower()
    if "ipad" in text or "tablet" in text or ("android" in text and "mobile" not in text):
        return "tablet"
    if "mobi" in text or "iphone" in text or "android" in text:
        return "mobile"
    return "desktop"


def language_of(accept: str) -> str:
    """The language that is wanted most, in lower case; nothing if none is."""
    best, highest = "", 0.0
    for part in accept.lower().replace(" ", "").replace("\t", "").split(","):
        tag, *parameters = part.split(";")
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                quality = _quality(parameter[2:])
        if tag != "*" and quality > highest:
            best, highest = tag, quality
    return best


def _quality(text: str) -> float:
    plain = text.replace(".", "", 1)
    return float(text) if plain.isascii() and plain.isdigit() else 0.0


def _speaks(wanted: str, languages: tuple[str, ...]) -> bool:
    return any(wanted == item or wanted.startswith(f"{item}-") for item in languages)


def _all_hold(conditions: tuple[tuple[str, str], ...], value_of: Callable[[str], str | None]) -> bool:
    for name, expected in conditions:
        value = value_of(name)
        if value is None or expected not in ("*", value):
            return False
    return True
