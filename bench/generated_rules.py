"""Rule lists that nobody would write and everybody might meet, drawn from a source of chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bench.chance import COUNTRIES, HOSTS, LANGUAGES, NAMES, VALUES, often, segment, some, text
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

__all__ = ["request_steps", "response_steps"]


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
