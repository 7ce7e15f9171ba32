"""Whether the conditions of a rule hold for a request, and what they capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.reference.event import header, value_of

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules import Conditions, Match

__all__ = ["match_conditions"]


def match_conditions(when: Conditions, request: Json) -> dict[str, str] | None:
    """Name of each capture -> its value; None when a condition does not hold."""
    captured: dict[str, str] = {}
    fields = (("querystring", when.query), ("headers", when.headers), ("cookies", when.cookies))
    for kind, matches in fields:
        for match in matches:
            value = value_of(request[kind], match.name)
            if value is None or not holds(match, value):
                return None
            if match.capture is not None:
                captured[match.capture] = value
    if when.hosts and host(request) not in when.hosts:
        return None
    if when.countries and header(request, "cloudfront-viewer-country") not in when.countries:
        return None
    if when.languages and not speaks(when.languages, header(request, "accept-language")):
        return None
    return captured


def holds(match: Match, value: str) -> bool:
    """Whether a value is the one that is asked for."""
    return match.value is None or match.value == value


def host(request: Json) -> str:
    """The host in lower case and without its port."""
    return header(request, "host").lower().split(":")[0]


def speaks(languages: tuple[str, ...], accept: str) -> bool:
    """Whether the language that is wanted most is one of these, or of a region of one of these."""
    wanted = most_wanted(accept)
    return any(wanted == item.lower() or wanted.startswith(f"{item.lower()}-") for item in languages)


def most_wanted(accept: str) -> str:
    """The language with the highest `q`, in lower case; of equals the first."""
    best, highest = "", 0.0
    for part in accept.lower().replace(" ", "").replace("\t", "").split(","):
        tag, *parameters = part.split(";")
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                quality = number(parameter[2:])
        if tag != "*" and quality > highest:
            best, highest = tag, quality
    return best


def number(text: str) -> float:
    """A quality: digits with at most one point between or before them; whatever else is none."""
    plain = text.replace(".", "", 1)
    return float(text) if plain.isascii() and plain.isdigit() else 0.0
