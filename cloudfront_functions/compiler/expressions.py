"""Rules' values as JavaScript expressions: what was captured, filled templates, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, groupby
from typing import TYPE_CHECKING

from cloudfront_functions.filters import Js, js_number, js_object, js_string
from cloudfront_functions.rules import Capture, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cloudfront_functions.rules import Conditions, Match, Pattern, Target, Template

__all__ = ["captures_of", "conjunction", "fill", "fill_target", "one_of", "query_value"]

# The parts of a path, `uri.split("/")`: the first is empty, since a path begins with a slash.
PARTS = "parts"


@dataclass(frozen=True)
class Around:
    """How much of an expression's value is not captured, at its beginning and its end."""

    before: int
    after: int

    def cut(self, expression: str) -> str:
        """The middle."""
        if not self.before and not self.after:
            return expression
        end = f", {-self.after}" if self.after else ""
        return f"{expression}.slice({self.before}{end})"


def captures_of(pattern: Pattern, when: Conditions) -> dict[str, str]:
    """Name of each capture -> the expression that has its value."""
    captured = {
        item.name: Around(len(item.before), len(item.after)).cut(f"{PARTS}[{index}]")
        for index, item in enumerate(pattern.segments, start=1)
        if isinstance(item, Capture)
    }
    if pattern.rest:
        around = Around(len(pattern.rest.before), len(pattern.rest.after))
        captured[pattern.rest.name] = around.cut(rest_from(len(pattern.segments) + 1))
    fields = (("querystring", when.query), ("headers", when.headers), ("cookies", when.cookies))
    captured |= {
        match.capture: value_in(kind, match)
        for kind, matches in fields
        for match in matches
        if match.capture is not None
    }
    return captured


def rest_from(index: int) -> str:
    """What follows the first parts of a path."""
    return f'{PARTS}.slice({js_number(index)}).join("/")'


def value_in(kind: str, match: Match) -> str:
    """The value of a parameter, header or cookie."""
    return f"valueOf(request.{kind}, {js_string(match.name)})"


def query_value(name: str) -> str:
    """The value of a parameter."""
    return f"valueOf(request.querystring, {js_string(name)})"


def conjunction(when: Conditions) -> str:
    """An expression that is true when all conditions hold; empty when there are none."""
    fields = (("querystring", when.query), ("headers", when.headers), ("cookies", when.cookies))
    terms = [term_of(kind, match) for kind, matches in fields for match in matches]
    if when.hosts:
        terms.append(one_of("hostOf(request)", when.hosts))
    if when.countries:
        country = f"valueOf(request.headers, {js_string('cloudfront-viewer-country')})"
        terms.append(one_of(country, when.countries))
    if when.languages:
        listed = tuple(item.lower() for item in when.languages)
        terms.append(f"speaks(request, {js_object(listed)})")
    return " && ".join(terms)


def term_of(kind: str, match: Match) -> str:
    """Whether something is there, and has its value."""
    value = value_in(kind, match)
    return f"{value} !== undefined" if match.value is None else f"{value} === {js_string(match.value)}"


def one_of(expression: str, values: Sequence[str]) -> str:
    """Whether an expression has one of these values."""
    if len(values) == 1:
        return f"{expression} === {js_string(values[0])}"
    return f"{js_object(values)}.indexOf({expression}) >= 0"


def fill_target(target: Target, captured: Mapping[str, str], *, mark: str = "") -> str:
    """The mark, and the target with its query and fragment, as one string."""
    terms: list[str] = [mark, *terms_of(target.path, captured, "inPath")]
    if target.begins_with_slot:
        # the text before the slot is that slash
        behind = dropwhile(lambda part: isinstance(part, str), target.path)
        terms = [f"{mark}/", Js(f"withoutSlashes({fill(tuple(behind), captured)})")]
    for sign, template, escape in (("?", target.query, "inQuery"), ("#", target.fragment, "inFragment")):
        filled = terms_of(template, captured, escape)
        if template and all(isinstance(part, Slot) for part in template):
            # slots alone may be filled with nothing, and then the sign goes too
            terms.append(Js(f"behind({js_string(sign)}, {added(filled)})"))
        elif template:
            terms += [sign, *filled]
    return added(terms)


def fill(template: Template, captured: Mapping[str, str]) -> str:
    """The texts and the values of the slots, escaped as in a path, as one string."""
    return added(terms_of(template, captured, "inPath"))


def terms_of(template: Template, captured: Mapping[str, str], escape: str) -> list[str]:
    """Texts, and expressions marked as JavaScript."""
    return [part if isinstance(part, str) else Js(f"{escape}({captured[part.name]})") for part in template]


def added(terms: Sequence[str]) -> str:
    """Texts and expressions as one expression; neighbouring texts are one literal."""
    groups = groupby(terms, key=lambda term: isinstance(term, Js))
    written = [
        item for is_code, group in groups for item in (group if is_code else [js_string("".join(group))])
    ]
    return " + ".join(item for item in written if item != '""') or '""'
