"""Guards, CORS and Cache-Control for generated functions, and requests that they let pass, or just do not."""

from __future__ import annotations

import hashlib
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from bench.chance import often, some, text
from bench.generated_links import credentials, link, link_step, users_step
from bench.generated_rules import pattern
from cloudfront_functions.rules import (
    CacheControl,
    Cors,
    CorsHeaders,
    CorsPreflight,
    IpList,
    Maintenance,
    MethodList,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.ip_list import Network

__all__ = ["guard_steps", "guarded", "header_steps"]

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "DELETE")
ADDRESSES = (
    *("192.0.2.1", "198.51.100.11", "203.0.113.255", "0.0.0.0", "255.255.255.255", "10.0.0.1"),
    *(
        "2001:db8::1",
        "2001:0db8:0:0:0:0:0:1",
        "2001:DB8:FFFF::",
        "::",
        "::1",
        "fe80::1:2:3",
        "1:2:3:4:5:6:7:8",
    ),
    *("::ffff:192.0.2.1", "::FFFF:c000:0201", "64:ff9b::192.0.2.33", "1:2:3:4:5:6:192.0.2.1"),
)
NO_ADDRESSES = (
    *("", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4 ", "1..2.3", "-1.2.3.4", "1e1.2.3.4"),
    *(":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0", "fe80::1%1"),
    *("1.2.3.4::", "::1.2.3", "::1.2.3.400", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::", "unknown"),
)
ORIGINS = ("https://a.example", "https://*.b.example", "http://localhost:3000", "https://*.c-d.example:8443")
ASKING = (
    *("https://a.example", "https://x.b.example", "https://x.y-z.b.example", "https://b.example"),
    *(
        "https://.b.example",
        "https://x..b.example",
        "https://x.b.example:443",
        "https://xb.example",
        "null",
        "",
    ),
    *("http://localhost:3000", "http://localhost", "https://q.c-d.example:8443", "HTTPS://A.EXAMPLE"),
    *("https://evil.example/.b.example", "https://evil.example\n.b.example", "https://x.bxexample", "*"),
    *("https://x.b.example\n", "https://a.example, https://x.b.example", "https://x_y.b.example"),
)
VARY = ("Origin", "origin", "*", "Accept-Encoding", "accept, ORIGIN ,x", "x-origin", "", "Origins")
LASTING = ("no-store", "public, max-age=60", "max-age=31536000, immutable")
SECRET = "fHyZ3m-this-is-a-secret-of-43-characters-____"


def guard_steps(chance: Random, *, crypto: bool) -> tuple[Step, ...]:
    """Some guards; `crypto`: also those that hash."""
    steps: list[Step] = []
    if often(chance, 30):
        steps.append(MethodList(tuple(METHODS[: chance.randrange(1, 5)])))
    if often(chance, 40):
        steps.append(IpList(networks(chance), networks(chance)))
    if often(chance, 15):
        steps.append(maintenance(chance, has_secret=crypto and often(chance, 60)))
    if often(chance, 40):
        steps.append(CorsPreflight(cors(chance)))
    if crypto and often(chance, 40):
        steps.append(users_step(chance))
    if crypto and often(chance, 40):
        steps.append(link_step(chance))
    return tuple(steps)


def header_steps(chance: Random) -> tuple[Step, ...]:
    """Cache-Control and CORS of responses."""
    rules = tuple((pattern(chance), some(chance, LASTING)) for _ in range(chance.randrange(5)))
    extensions = tuple((name, some(chance, LASTING)) for name in ("html", "10", "x")[: chance.randrange(4)])
    otherwise = some(chance, ("", *LASTING))
    control = CacheControl(paths=rules, extensions=extensions, otherwise=otherwise, keep=often(chance, 30))
    return (control, CorsHeaders(cors(chance))) if often(chance, 70) else (control,)


def networks(chance: Random) -> tuple[Network, ...]:
    """A few networks, some of which lie in each other."""
    made: list[Network] = []
    for _ in range(chance.randrange(4)):
        address = ip_address(some(chance, ADDRESSES[:13]))
        lengths = (0, 1, 8, 15, 24, 25, 31, 32) if address.version == 4 else (0, 16, 33, 64, 127, 128)
        length = some(chance, lengths)
        made.append(ip_network((int(address), length), strict=False))
    return tuple(made)


def maintenance(chance: Random, *, has_secret: bool) -> Maintenance:
    """A closed site."""
    kinds = some(chance, (("x-pass", ""), ("", "pass"), ("x-pass", "pass"))) if has_secret else ("", "")
    return Maintenance(
        page=some(chance, ("closed", "<p>\u2028</script>\n")),
        networks=networks(chance),
        header=kinds[0],
        cookie=kinds[1],
        secret_sha256=hashlib.sha256(SECRET.encode()).hexdigest() if has_secret else "",
    )


def cors(chance: Random) -> Cors:
    """What some origins may do."""
    is_open = often(chance, 20)
    return Cors(
        origins=("*",) if is_open else tuple(ORIGINS[chance.randrange(2) : chance.randrange(2, 5)]),
        methods=tuple(METHODS[: chance.randrange(1, 5)]),
        headers=("content-type", "x-a")[: chance.randrange(3)],
        expose=("etag",)[: chance.randrange(2)],
        credentials=not is_open and often(chance, 50),
        max_age=some(chance, (None, 0, 600)),
    )


def guarded(chance: Random, event: dict[str, Any], steps: Sequence[Step]) -> dict[str, Any]:
    """The event with what guards look at, most often so that it may pass."""
    request = event["request"]
    headers = request["headers"]
    request["method"] = some(chance, (*METHODS, "GET", "GET", "get"))
    event["viewer"]["ip"] = address(chance, steps)
    if often(chance, 30) and any(isinstance(step, CorsPreflight) for step in steps):
        request["method"] = "OPTIONS"
        headers["access-control-request-method"] = {"value": "GET"}
    if often(chance, 60):
        headers["origin"] = {"value": some(chance, ASKING if often(chance, 70) else ASKING[:3])}
    if often(chance, 30):
        headers["access-control-request-method"] = {"value": some(chance, METHODS)}
    if often(chance, 30):
        headers["x-pass"] = {"value": some(chance, (SECRET, text(chance)))}
    if often(chance, 30):
        request["cookies"]["pass"] = {"value": some(chance, (SECRET, text(chance)))}
    credentials(chance, request, steps)
    link(chance, event, steps)
    if "response" in event and often(chance, 60):
        listed = [{"value": some(chance, VARY)} for _ in range(chance.randrange(1, 3))]
        event["response"]["headers"]["vary"] = {
            **listed[0],
            **({"multiValue": listed} if len(listed) > 1 else {}),
        }
        event["response"]["headers"]["access-control-allow-origin"] = {"value": "*"}
    return event


def address(chance: Random, steps: Sequence[Step]) -> str:
    """An address at the edge of a network, any other, or none."""
    known = [
        network
        for step in steps
        for network in (
            *getattr(step, "allow", ()),
            *getattr(step, "deny", ()),
            *getattr(step, "networks", ()),
        )
    ]
    if known and often(chance, 50):
        network = some(chance, known)
        near = int(some(chance, (network[0], network[-1]))) + some(chance, (-1, 0, 0, 1))
        most = 2**network.max_prefixlen - 1
        return str(type(network[0])(max(0, min(near, most))))
    return some(chance, NO_ADDRESSES if often(chance, 20) else ADDRESSES)
