"""Rule lists and requests that nobody would write and everybody might meet, from a source of chance.

Texts are taken from those that have broken such programs before: names of JavaScript's own properties,
quotes, ends of scripts, line separators, percent-escapes, characters beyond ASCII, empty segments, hosts.
Requests are made from the rules, so that most of them match or just do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cloudfront_functions.rules import (
    Answer,
    Capture,
    Conditions,
    HeaderChange,
    IndexDocument,
    Match,
    PathHeaders,
    Pattern,
    QueryKept,
    Redirect,
    ResponseHeaders,
    Rest,
    Rewrite,
    Route,
    Routes,
    Slot,
    Step,
    Target,
    Template,
    names_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = ["request_event", "request_steps", "response_event", "response_steps"]

T = TypeVar("T")

PLAIN = ("a", "b", "c", "old", "docs", "guide", "install-linux", "v1.10", "index.html", "page.html", "x-1")
ODD = (
    *(
        "",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "valueOf",
        "%2e%2e",
        "%2F",
        "%C3%A9",
        "..",
    ),
    *(
        "</script>",
        "<!--",
        "-->",
        '"',
        "'",
        "\\",
        "\\evil.example",
        "$&",
        "$1",
        "`",
        "a b",
        "*",
        ":x",
        "+",
        "&",
    ),
    *(
        "\u00e9",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\U0001f600",
        "\u202e",
        "=",
        ";",
        "//x"[2:],
        "A",
        "x" * 60,
        "!",
        "~",
    ),
)
VALUES = (
    "",
    "1",
    "2",
    "de",
    "a b",
    "\u00e9",
    "a&b",
    "a#b",
    "a?b",
    "//evil.example",
    '"',
    "</script>",
    "%0D%0A",
    "\\x",
)
NAMES = ("id", "q", "lang", "__proto__", "constructor", "a-b")
HOSTS = ("example.com", "www.example.com", "xn--e1afmkfd.example")
COUNTRIES = ("DE", "AT", "CH")
LANGUAGES = ("en", "de", "en-GB", "pt-br")
ACCEPTED = (
    *("en", "de-DE,de;q=0.9,en;q=0.8", "EN-gb", "*", "", "fr;q=0.1, en;q=0.10", "en;q=0", "en;q=.5,de;q=1."),
    *("en;q=x,de;q=0.1", "en;level=1;q=0.2, pt-BR;q=0.3", "de ; q = 0.9, en", ",,"),
)
EVIL = (
    "/evil.example",
    "\\evil.example",
    "//evil.example",
    "/\\evil.example",
    "@evil.example",
    "\t/evil",
    "https://x.y",
)


def some(chance: Random, items: Sequence[T]) -> T:
    """One of them."""
    return items[chance.randrange(len(items))]


def often(chance: Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return chance.randrange(100) < percent


def text(chance: Random) -> str:
    """A short text."""
    return some(chance, PLAIN if often(chance, 75) else ODD)


def segment(chance: Random) -> str:
    """The text of a segment, which holds no slash."""
    return text(chance).replace("/", "")


def request_steps(chance: Random, *, most: int = 12) -> tuple[Step, ...]:
    """The steps of a viewer-request function."""
    rules = tuple(route(chance) for _ in range(chance.randrange(most + 1)))
    steps: list[Step] = [Routes(rules)]
    if often(chance, 20):
        steps.append(Routes(tuple(route(chance) for _ in range(chance.randrange(4)))))
    if often(chance, 40):
        steps.append(IndexDocument(some(chance, ("index.html", 'i"\u2028.html'))))
    return tuple(steps)


def response_steps(chance: Random, *, most: int = 8) -> tuple[Step, ...]:
    """The steps of a viewer-response function."""
    return (ResponseHeaders(tuple(path_headers(chance) for _ in range(chance.randrange(most + 1)))),)


def route(chance: Random) -> Route:
    """A rule of any kind."""
    source = pattern(chance)
    when = conditions(chance) if often(chance, 20) else Conditions()
    names = (*names_of(source), *when.names)
    kept: QueryKept = some(chance, ("all", "all", "all", "others", "none"))
    if often(chance, 10):
        body = some(chance, VALUES)
        return Answer(source=source, status=some(chance, (404, 410, 200, 599)), body=body, when=when)
    if often(chance, 15):
        return Rewrite(source=source, target=target(chance, names, is_path=True), when=when, query=kept)
    status = some(chance, (301, 301, 301, 302, 303, 307, 308))
    return Redirect(source=source, target=target(chance, names), status=status, when=when, query=kept)


def pattern(chance: Random) -> Pattern:
    """A pattern: most are one path."""
    kind = chance.randrange(10)
    segments: list[str | Capture] = [segment(chance) for _ in range(chance.randrange(1, 4))]
    any_slash = often(chance, 30)
    if kind >= 6:
        at = chance.randrange(len(segments))
        around = (some(chance, ("", "", "p-", "\u00e9")), some(chance, ("", "", ".html", "x")))
        segments[at] = Capture("one", *around)
    if kind == 9:
        segments.append(Capture("two"))
    if kind in {4, 5, 6}:
        rest = (
            Rest("splat")
            if often(chance, 70)
            else Rest("splat", some(chance, ("", "b")), some(chance, (".jpg", "/x", "")))
        )
        whole = not rest.before and not rest.after
        segments = segments[: chance.randrange(3)]
        return Pattern(tuple(segments), rest, any_slash=any_slash and whole)
    return Pattern(tuple(segments), any_slash=any_slash)


def target(chance: Random, names: Sequence[str], *, is_path: bool = False) -> Target:
    """A target whose slots are filled by what the source captures."""
    start = (
        "/" if is_path or often(chance, 80) else some(chance, ("https://x.example/", "http://x.example/a/"))
    )
    path: Template = (start,)
    for _ in range(chance.randrange(3)):
        path = (
            (*path, Slot(some(chance, names)))
            if names and often(chance, 60)
            else (*path, plain(text(chance)))
        )
        if often(chance, 50):
            path = (*path, "/")
    query = part(chance, names, ("q=", "x=1&y=")) if often(chance, 15) else ()
    fragment = part(chance, names, ("f", "top-")) if not is_path and often(chance, 15) else ()
    try:
        return Target(path, query, fragment)
    except ValueError:
        # `//` and the like would be another host
        return Target(("/elsewhere/", *path[1:]), query, fragment)


def part(chance: Random, names: Sequence[str], starts: Sequence[str]) -> Template:
    """A query or a fragment."""
    if names and often(chance, 40):
        slot = Slot(some(chance, names))
        return (slot,) if often(chance, 50) else (some(chance, starts), slot)
    return (some(chance, starts),)


def plain(text: str) -> str:
    """A text that begins no query and no fragment."""
    return text.replace("?", "").replace("#", "")


def conditions(chance: Random) -> Conditions:
    """Conditions of one or two kinds."""
    kind = chance.randrange(7)
    query = (match(chance, "value"),) if kind in {0, 1, 6} else ()
    return Conditions(
        query=query,
        headers=(Match("x-a", some(chance, (None, "1", ""))),) if kind == 2 else (),
        cookies=(match(chance, "crumb"),) if kind == 3 else (),
        hosts=tuple(HOSTS[: chance.randrange(1, 3)]) if kind == 4 else (),
        countries=tuple(COUNTRIES[: chance.randrange(1, 3)]) if kind in {5, 6} else (),
        languages=tuple(LANGUAGES[chance.randrange(2) : chance.randrange(2, 5)]) if kind == 5 else (),
    )


def match(chance: Random, capture: str) -> Match:
    """A parameter or a cookie: there, of a value, or captured."""
    name = some(chance, NAMES)
    kind = chance.randrange(3)
    if kind == 0:
        return Match(name)
    return Match(name, some(chance, VALUES)) if kind == 1 else Match(name, capture=capture)


def path_headers(chance: Random) -> PathHeaders:
    """Changes of headers for a path."""
    source = Pattern((), Rest()) if often(chance, 25) else pattern(chance)
    names = names_of(source)
    changes = []
    for _ in range(chance.randrange(1, 3)):
        kind: Literal["set", "add", "remove"] = some(chance, ("set", "set", "add", "remove"))
        value: Template = (some(chance, VALUES),)
        if names and often(chance, 30):
            value = (*value, Slot(some(chance, names)))
        name = some(chance, ("x-a", "x-b", "cache-control"))
        changes.append(HeaderChange(kind, name, () if kind == "remove" else value))
    return PathHeaders(source=source, changes=tuple(changes))


def request_event(chance: Random, steps: Sequence[Step]) -> dict[str, Any]:
    """A viewer-request event, most often made for one of the rules."""
    headers = {"host": some(chance, (*HOSTS, "EXAMPLE.com:8443"))}
    if often(chance, 60):
        headers["accept-language"] = some(chance, ACCEPTED)
    if often(chance, 60):
        headers["cloudfront-viewer-country"] = some(chance, COUNTRIES)
    if often(chance, 30):
        headers["x-a"] = some(chance, VALUES)
    return {
        "version": "1.0",
        "context": {"eventType": "viewer-request"},
        "viewer": {"ip": "198.51.100.11"},
        "request": {
            "method": "GET",
            "uri": path(chance, steps),
            "querystring": fields(chance, asked(steps)),
            "headers": {name: {"value": value} for name, value in headers.items()},
            "cookies": fields(chance, ()),
        },
    }


def response_event(chance: Random, steps: Sequence[Step]) -> dict[str, Any]:
    """A viewer-response event."""
    event = request_event(chance, steps)
    event["context"]["eventType"] = "viewer-response"
    headers: dict[str, Any] = {"server": {"value": "s"}}
    if often(chance, 40):
        headers["x-a"] = {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}
    if often(chance, 40):
        headers["cache-control"] = {"value": "no-store"}
    event["response"] = {"statusCode": 200, "statusDescription": "OK", "headers": headers, "cookies": {}}
    return event


def asked(steps: Sequence[Step]) -> tuple[Match, ...]:
    """What rules ask of the query string."""
    rules = (rule for step in steps if isinstance(step, Routes) for rule in step.rules)
    return tuple(match for rule in rules for match in rule.when.query)


def fields(chance: Random, asked_for: Sequence[Match]) -> dict[str, Any]:
    """Parameters or cookies; one that is a number would be listed in another order in some engines."""
    made: dict[str, Any] = {}
    if asked_for and often(chance, 60):
        wanted = some(chance, asked_for)
        made[wanted.name] = {"value": some(chance, VALUES) if wanted.value is None else wanted.value}
    for _ in range(chance.randrange(3)):
        values = [{"value": some(chance, VALUES)} for _ in range(chance.randrange(1, 3))]
        made[some(chance, NAMES)] = {**values[0], "multiValue": values} if len(values) > 1 else values[0]
    return made


def path(chance: Random, steps: Sequence[Step]) -> str:
    """A path that a rule is for, or nearly so, or any path."""
    sources = [rule.source for step in steps if not isinstance(step, IndexDocument) for rule in step.rules]
    if not sources or often(chance, 12):
        segments = [text(chance) for _ in range(chance.randrange(1, 5))]
        return "/" + "/".join(segments)
    source = some(chance, sources)
    made = "".join(f"/{filled(chance, item)}" for item in source.segments)
    if source.rest:
        made += f"/{source.rest.before}{rest(chance)}{source.rest.after}"
    return changed(chance, made)


def filled(chance: Random, item: str | Capture) -> str:
    """A segment that matches."""
    return item if isinstance(item, str) else f"{item.before}{text(chance) or 'x'}{item.after}"


def rest(chance: Random) -> str:
    """What a splat may meet."""
    kind = chance.randrange(6)
    if kind == 0:
        return ""
    if kind == 1:
        return some(chance, EVIL)
    if kind == 2 and often(chance, 5):
        return "y/" * 4_000
    return "/".join(text(chance) for _ in range(chance.randrange(1, 4)))


def changed(chance: Random, made: str) -> str:
    """The path, or one that differs from it a little."""
    kind = chance.randrange(12)
    changes = {
        0: made + "/",
        1: made.removesuffix("/") or "/",
        2: made.upper(),
        3: made + "x",
        4: made[:-1] or "/",
        5: made.replace("/", "//", 1),
        6: made.replace("e", "%65", 1),
    }
    return changes.get(kind, made)
