"""What a redirect's target looks like to the list when the visitor arrives there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.source_text import PROTOCOL
from cloudfront_functions.list_checks.pattern_index import Shape, shapes_of
from cloudfront_functions.rules import Capture, Conditions, Match, Redirect, Rest, Slot, Target, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfront_functions.rules import Template

__all__ = ["Arrival", "arrival_of", "filled", "filled_target"]

# a slot right behind the first slash may hold more of them, which are left out
LEADING = re.compile(r"^/[/\\]+")
ABSOLUTE = re.compile(r"(https?)://([^/:]*)(?::[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Arrival:
    """The paths that visitors arrive at, and what is known of them."""

    shape: Shape
    when: Conditions


def arrival_of(rule: Redirect, own: frozenset[str], *, known: Conditions | None = None) -> Arrival | None:
    """The request that follows a redirect; None: it goes to another site, or its paths are not known.

    known: what holds for the visitor, if that is more than the rule's own conditions.
    """
    when = rule.when if known is None else known
    when = when if rule.query == "all" else replace(when, query=())
    path = rule.target.path
    found = ABSOLUTE.match(str(path[0]))
    if found:
        host = found[2].lower()
        if host not in own:
            return None
        others = tuple(match for match in when.headers if match.name != PROTOCOL)
        when = replace(when, hosts=(host,), headers=(*others, Match(PROTOCOL, found[1].lower())))
        path = (str(path[0])[found.end() :] or "/", *path[1:])
    shape = shape_of(path, rule)
    return Arrival(shape, when) if shape else None


def shape_of(path: Template, rule: Redirect) -> Shape | None:
    """A filled target as the paths that it can be; None: a slot may hold what no pattern says."""
    if (text := text_of(path)) is not None:
        return Shape(tuple(text[1:].split("/")))
    inner = {item.name for item in rule.source.segments if isinstance(item, Capture)}
    rest_name = rule.source.rest.name if rule.source.rest else None
    place = next((i for i, part in enumerate(path) if part == Slot(rest_name or "")), len(path))
    segments: list[str | Capture] = []
    for parts in cut_at_slashes(path[:place]):
        item = segment_of(parts, inner)
        if item is None:
            return None
        segments.append(item)
    if place == len(path):
        return Shape(tuple(segments))
    before, after = segments.pop(), path[place + 1 :]
    if not isinstance(before, str) or any(isinstance(part, Slot) for part in after):
        return None
    return Shape(tuple(segments), Rest(before=before, after="".join(map(str, after))))


def cut_at_slashes(path: Template) -> list[list[str | Slot]]:
    """The parts between slashes; what stands before the first one is nothing."""
    cut: list[list[str | Slot]] = [[]]
    for part in path:
        if isinstance(part, Slot):
            cut[-1].append(part)
            continue
        first, *others = part.split("/")
        cut[-1].append(first)
        cut += [[text] for text in others]
    return cut[1:]


def segment_of(parts: Sequence[str | Slot], inner: set[str]) -> str | Capture | None:
    """What stands between two slashes: text, one capture with text around it, or something else."""
    slots = [index for index, part in enumerate(parts) if isinstance(part, Slot)]
    texts = ["".join(str(part) for part in parts if isinstance(part, str))]
    if not slots:
        return texts[0]
    slot = parts[slots[0]]
    if len(slots) > 1 or not isinstance(slot, Slot) or slot.name not in inner:
        return None
    before, after = parts[: slots[0]], parts[slots[0] + 1 :]
    return Capture(slot.name, "".join(map(str, before)), "".join(map(str, after)))


def filled(rule: Redirect, path: str) -> str:
    """The target of a redirect that takes a path or URL; placeholders in the path are text like any other."""
    path = path.partition("#")[0].partition("?")[0]
    found = ABSOLUTE.match(path)
    local = (path[found.end() :] or "/") if found else path
    return str(filled_target(rule, local))


def filled_target(rule: Redirect, path: str) -> Target:
    """The target of a redirect that takes a path of this site."""
    names = captured(rule, path)
    first, *others = fill(rule.target.path, names) or ("/",)
    fixed = LEADING.sub("/", first) if rule.target.names else first
    query, fragment = fill(rule.target.query, names), fill(rule.target.fragment, names)
    return Target((fixed, *others), query, fragment)


def fill(template: Template, names: dict[str, str]) -> tuple[str, ...]:
    """A template with what was captured in its slots."""
    text = "".join(
        names.get(part.name, f":{part.name}") if isinstance(part, Slot) else part for part in template
    )
    return (text,) if text else ()


def captured(rule: Redirect, path: str) -> dict[str, str]:
    """What a rule captures of a path that it takes; a query's captures are not known."""
    for shape in shapes_of(rule.source):
        names: dict[str, str] = {}
        pieces = path[1:].split("/")
        count = len(shape.segments)
        if len(pieces) <= count if shape.rest else len(pieces) != count:
            continue
        if not all(takes(item, piece, names) for item, piece in zip(shape.segments, pieces, strict=False)):
            continue
        rest = shape.rest
        if rest:
            tail = "/".join(pieces[count:])
            names[rest.name] = tail[len(rest.before) : len(tail) - len(rest.after)]
        return {**dict.fromkeys((rule.source.rest.name,) if rule.source.rest else (), ""), **names}
    return {}


def takes(item: str | Capture, piece: str, names: dict[str, str]) -> bool:
    """Whether a segment takes a piece of a path; what it captures is noted."""
    if isinstance(item, str):
        return item == piece
    inner = piece[len(item.before) : len(piece) - len(item.after)]
    names[item.name] = inner
    return bool(inner) and piece.startswith(item.before) and piece.endswith(item.after)
