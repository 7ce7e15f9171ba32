"""Which part of a site is a visitor's, in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.reference.canonical import redirect_to, safe_path, with_query
from cloudfront_functions.reference.conditions import host, number
from cloudfront_functions.reference.event import header, value_of
from cloudfront_functions.reference.path_forms import is_below, is_file
from cloudfront_functions.rules.visitors import header_of

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.visitors import Device, Locale

__all__ = ["run_device", "run_locale"]

LONGEST = 35
"""Characters of a language that are looked at; RFC 5646, section 4.4.1, has none that is longer."""


def run_locale(step: Locale, event: Json) -> Json | None:
    """Send the visitor to a language."""
    request = event["request"]
    return sent(step, request, base_by_locale(step, request)) if may_be_sent(step, request) else None


def run_device(step: Device, event: Json) -> Json | None:
    """Send the visitor to what is made for the device."""
    request = event["request"]
    if not may_be_sent(step, request) or (step.cookie and step.cookie in request["cookies"]):
        return None
    fitting = [base for name, base in step.devices if header(request, header_of(name)) == "true"]
    return sent(step, request, fitting[0] if fitting else "")


def may_be_sent(step: Locale | Device, request: Json) -> bool:
    """Whether the request is for something that stands in each part of the site, and in no part yet."""
    path = request["uri"]
    if request["method"] not in {"GET", "HEAD"}:
        return False
    if is_file(path) if step.everywhere else path != "/":
        return False
    return not any(is_at(base, request) for base in step.bases)


def is_at(base: str, request: Json) -> bool:
    """Whether the visitor is there."""
    if base.startswith("/"):
        return is_below(request["uri"], base)
    return host(request) == base.split("/")[2]


def base_by_locale(step: Locale, request: Json) -> str:
    """Where the visitor belongs; empty: no matter where."""
    languages, countries = dict(step.languages), dict(step.countries)
    chosen = value_of(request["cookies"], step.cookie) if step.cookie else None
    if chosen in languages:
        return languages[chosen]
    country = header(request, "cloudfront-viewer-country")
    if country in countries:
        return countries[country]
    wanted = sorted(accepted(header(request, "accept-language")), key=lambda item: -item[1])
    known = [base for tag, _ in wanted if (base := base_for(tag, languages)) is not None]
    return known[0] if known else step.default


def accepted(text: str) -> list[tuple[str, float]]:
    """The languages that a visitor takes, in lower case, and how much each is wanted."""
    found = []
    for part in text.lower().replace(" ", "").replace("\t", "").split(","):
        tag, *parameters = part.split(";")
        qualities = [number(item[2:]) for item in parameters if item.startswith("q=")]
        quality = qualities[-1] if qualities else 1.0
        if tag != "*" and quality > 0:
            found.append((tag[:LONGEST], quality))
    return found


def base_for(tag: str, languages: dict[str, str]) -> str | None:
    """The base of a language, or of what is left of it without its last parts."""
    while tag and tag not in languages:
        tag = tag.rpartition("-")[0]
    return languages.get(tag)


def sent(step: Locale | Device, request: Json, base: str) -> Json | None:
    """The redirect to a base."""
    if not base:
        return None
    path = safe_path(request["uri"])
    if path == "/" and base.startswith("/"):
        path = step.at_root
    return redirect_to(step.status, with_query(base + path, request))
