"""Steps of a viewer-request that change or canonicalise addresses, and visits made to meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bench.chance import ACCEPTED, COUNTRIES, EVIL, HOSTS, NAMES, VALUES, often, some, text
from bench.generated_events import request_event
from bench.generated_rules import request_steps
from cloudfront_functions.rules import IndexDocument, Slot
from cloudfront_functions.rules.canonical import OPPOSITES, Canonical, Host, ToCanonical, twin_of
from cloudfront_functions.rules.path_forms import (
    LowerCase,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)
from cloudfront_functions.rules.query_keys import QueryKeys
from cloudfront_functions.rules.request_headers import VISITOR_VALUES, RequestHeaders
from cloudfront_functions.rules.single_page import SinglePage
from cloudfront_functions.rules.visitors import Device, DeviceName, Locale, header_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.path_forms import PathForm

__all__ = ["KINDS", "visit_event", "visit_steps"]

T = TypeVar("T")

BASES = ("/app", "/de", "/a/b", "/A")
SITES = ("https://m.example.com", "https://example.de")
DEVICES: tuple[DeviceName, ...] = ("mobile", "tablet", "desktop", "smarttv", "ios", "android")
TAGS = ("de", "en", "en-gb", "pt-br", "zh-hant", "constructor")
PATTERNS = (*NAMES, "utm_*", "*", "\U0001f600*", "a*")
ENDS = ("", "/", "//", ".html", "/index.html", ".HTML", ".html.html", "/.html", "/index", "/A.b", "/%C3%89")
STARTS = ("", "", *BASES, "/App", "/", "//evil.example", "/\\evil.example", "/%5cevil.example")


def visit_steps(chance: Random) -> tuple[Step, ...]:
    """One kind alone, or a mixture of kinds and routes, in any order."""
    if often(chance, 40):
        return some(chance, KINDS)(chance)
    steps = [step for make in KINDS if often(chance, 40) for step in make(chance)]
    if often(chance, 60):
        steps += request_steps(chance, most=6)
    chance.shuffle(steps)
    return tuple(steps)


def canonical(chance: Random) -> tuple[Step, ...]:
    """An address, most often with its redirect."""
    forms = [form(chance) for form in several(chance, FORM_MAKERS)]
    kinds = {type(item) for item in forms}
    for one, other in OPPOSITES:
        if {one, other} <= kinds:
            kinds.remove(other)
    kept = tuple(item for item in forms if type(item) in kinds)
    name = some(chance, HOSTS[:2])
    host = Host(name, (twin_of(name), "old.example")) if often(chance, 50) or not kept else None
    step = Canonical(kept, host)
    return (step, ToCanonical(some(chance, (301, 302, 307, 308)))) if often(chance, 90) else (step,)


FORM_MAKERS: tuple[Callable[[Random], PathForm], ...] = (
    lambda chance: WithoutBase(some(chance, BASES)),
    lambda _: LowerCase(),
    lambda _: WithoutSlash(),
    lambda chance: WithoutHtml(folder_slash=often(chance, 50)),
    lambda _: WithHtml(),
    lambda _: WithSlash(),
    lambda chance: WithBase(some(chance, BASES)),
)


def rewriting(chance: Random) -> tuple[Step, ...]:
    """Forms of the path that is fetched, and index documents."""
    index = (IndexDocument("index.html"),) if often(chance, 40) else ()
    return (*(make(chance) for make in several(chance, FORM_MAKERS)), *index)


def locale(chance: Random) -> tuple[Step, ...]:
    """Parts of a site in some languages."""
    bases = (*BASES, *SITES)
    languages = tuple((tag, some(chance, bases)) for tag in several(chance, TAGS))
    return (
        Locale(
            languages=languages or (("de", "/de"),),
            countries=tuple((country, some(chance, bases)) for country in several(chance, COUNTRIES)),
            default=some(chance, ("", *bases)),
            cookie=some(chance, ("", *NAMES)),
            everywhere=often(chance, 50),
            at_root=some(chance, ("/", "")),
            status=some(chance, (302, 303, 307)),
        ),
    )


def device(chance: Random) -> tuple[Step, ...]:
    """Parts of a site for some devices."""
    devices = tuple((name, some(chance, (*BASES, *SITES))) for name in several(chance, DEVICES))
    return (
        Device(
            devices=devices or (("mobile", SITES[0]),),
            cookie=some(chance, ("", *NAMES)),
            everywhere=often(chance, 70),
            at_root=some(chance, ("/", "")),
        ),
    )


def single_page(chance: Random) -> tuple[Step, ...]:
    """An app, perhaps in a folder."""
    under = some(chance, ("/", *BASES))
    return (SinglePage(f"{under.rstrip('/')}/index.html", under, several(chance, BASES)),)


def query_keys(chance: Random) -> tuple[Step, ...]:
    """What stays of the query string."""
    keep = several(chance, PATTERNS) if often(chance, 60) else None
    return (QueryKeys(keep, several(chance, PATTERNS), sort=often(chance, 50)),)


def request_headers(chance: Random) -> tuple[Step, ...]:
    """What the origin is told."""
    given = tuple(
        (name, (some(chance, VALUES), Slot(some(chance, VISITOR_VALUES))))
        for name in several(chance, HEADERS)
    )
    return (RequestHeaders(several(chance, ("x-a", "accept-language", "absent")), given),)


HEADERS = ("x-a", "true-client-ip", "x-forwarded-host")

KINDS: tuple[Callable[[Random], tuple[Step, ...]], ...] = (
    canonical,
    rewriting,
    locale,
    device,
    single_page,
    query_keys,
    request_headers,
)
"""Makers of the steps of each kind."""


def several(chance: Random, items: Sequence[T]) -> tuple[T, ...]:
    """Some of them, in their order."""
    return tuple(item for item in items if often(chance, 40))


def visit_event(chance: Random, steps: Sequence[Step]) -> dict[str, Any]:
    """A request, most often for an address that one of the steps would change."""
    event = request_event(chance, steps)
    event["context"]["requestId"] = some(chance, ("id==", "a\u00e9\r\nb"))
    request = event["request"]
    request["method"] = some(chance, ("GET", "GET", "GET", "HEAD", "POST"))
    if often(chance, 70):
        request["uri"] = path(chance)
    hosts = (*HOSTS, "EXAMPLE.com:8443", "old.example", "example.de", "m.example.com", "a\r\nb")
    request["headers"]["host"] = {"value": some(chance, hosts)}
    for device_name in several(chance, DEVICES) if often(chance, 50) else ():
        request["headers"][header_of(device_name)] = {"value": some(chance, ("true", "false"))}
    if often(chance, 40):
        request["headers"]["accept-language"] = {"value": accepted(chance)}
    for name in several(chance, (*NAMES, "utm_source", "ab", "\U0001f600x")):
        request["querystring"][name] = {"value": some(chance, VALUES)}
    for name in several(chance, NAMES):
        request["cookies"][name] = {"value": some(chance, (*TAGS, "x"))}
    return event


def path(chance: Random) -> str:
    """A path with something to change."""
    if often(chance, 20):
        return "/"
    middle = "".join(f"/{text(chance)}" for _ in range(chance.randrange(3)))
    end = f"{some(chance, EVIL)}/" if often(chance, 5) else some(chance, ENDS)
    made = f"{some(chance, STARTS)}{middle}{end}"
    return made if made.startswith("/") else f"/{made}"


def accepted(chance: Random) -> str:
    """Languages with qualities."""
    if often(chance, 30):
        return some(chance, ACCEPTED)
    tags = (*TAGS, "DE-ch-1996", "zh-Hant-TW", "*", "fr", "de-" + "x-" * 30)
    wanted = [some(chance, tags) + some(chance, ("", ";q=0.5", ";q=0", ";q=0.9", ";q=x")) for _ in range(3)]
    return ", ".join(wanted)
