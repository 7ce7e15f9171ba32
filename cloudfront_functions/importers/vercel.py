"""vercel.json: `redirects`, `rewrites` and `headers`, tried in that order.

1. A redirect is a 308 unless it says otherwise; the query string is kept.
2. `:name` is one segment, `:name*` what is left, `(.*)` the same without a name, `$1` in a destination. Other
   patterns hold regular expressions, which are not translated.
3. Rewrites act where there is no file, which a function cannot know: only those of one path are translated.
4. `cleanUrls` and `trailingSlash` are the address of each page: see `vercel_addresses`.
5. `has` asks for a host, a header, a cookie or a parameter; values are texts, no expressions.

Source: https://vercel.com/docs/project-configuration/vercel-json (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfront_functions.headers import VALUE, problem_of_name
from cloudfront_functions.importers.imported import Imported, Importing, hides_files
from cloudfront_functions.importers.json_items import Located, read_items
from cloudfront_functions.importers.vercel_addresses import import_addresses
from cloudfront_functions.importers.vercel_source import Source, read_source
from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.status_text import redirect_status
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.rules import (
    Conditions,
    HeaderChange,
    Match,
    PathHeaders,
    Redirect,
    Rewrite,
    names_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["import_vercel"]

ELSEWHERE = {
    "routes": "`routes` are the older form; write `redirects`, `rewrites` and `headers`",
    "bulkRedirectsPath": "import the file that it names as a table",
}
"""Keys that are about requests and are not translated."""
PLAIN_VALUE = re.compile(r"[^\\^$.*+?()\[\]{}|]*")
NAMED_VALUE = re.compile(r"\(\?<([A-Za-z]\w*)>\.[*+]\)")


def import_vercel(text: str, *, file: str) -> Imported:
    """The rules of a vercel.json; keys that are not about requests are passed over."""
    made = Importing(file)
    try:
        items = read_items(text)
    except LineError as error:
        made.refuse(error, 1)
        return made.done()
    kinds: dict[str, Callable[[Importing, Located], None]] = {
        "redirects": redirect,
        "rewrites": rewrite,
        "headers": headers,
    }
    for key, translate in kinds.items():
        for item in (item for item in items if item.key == key):
            try:
                translate(made, checked(item))
            except LineError as error:
                made.refuse(error, item.line, item.column)
    import_addresses(made, items)
    for item in items:
        if item.key in ELSEWHERE:
            made.refuse(LineError(f"`{item.key}`: {ELSEWHERE[item.key]}"), item.line, item.column)
    return made.done()


def checked(item: Located) -> Located:
    """An item that is an object."""
    if not isinstance(item.value, dict):
        raise LineError(f"an item of `{item.key}` is an object")
    return item


def redirect(made: Importing, item: Located) -> None:
    """One redirect."""
    status = text_of(item.value.get("statusCode", ""))
    permanent = item.value.get("permanent", True)
    for source, when, destination in cases(item.value, "destination"):
        target = read_target(destination, {*names_of(source.pattern), *when.names})
        made.routes.append(
            Redirect(
                source=source.pattern,
                target=target,
                status=redirect_status(status, default=308 if permanent else 307),
                when=when,
                origin=made.origin(item.line),
            )
        )


def rewrite(made: Importing, item: Located) -> None:
    """One rewrite of one path."""
    for source, when, destination in cases(item.value, "destination"):
        if not destination.startswith("/"):
            raise LineError(
                "a function cannot fetch from another host; give the path a behavior of its own"
                " with that origin"
            )
        if source.pattern.path is None:
            raise hides_files(text_of(item.value["source"]), destination)
        target = read_target(destination, when.names)
        if target.fragment:
            raise LineError("a rewrite has no fragment, which only browsers see")
        made.routes.append(
            Rewrite(source=source.pattern, target=target, when=when, origin=made.origin(item.line))
        )


def headers(made: Importing, item: Located) -> None:
    """The headers of one pattern."""
    if item.value.get("has") or item.value.get("missing"):
        raise LineError(
            "headers that depend on the request are not translated; leave `has` and `missing` out"
        )
    changes: list[HeaderChange] = []
    listed = item.value.get("headers")
    for entry in listed if isinstance(listed, list) else []:
        pair = entry if isinstance(entry, dict) else {}
        name, value = text_of(pair.get("key", "")).lower(), text_of(pair.get("value", ""))
        if message := problem_of_name(name):
            raise LineError(message)
        if not VALUE.fullmatch(value):
            raise LineError(f"the value of `{name}` is not one line of visible ASCII")
        changes.append(HeaderChange("set", name, (value,) if value else ()))
    if not changes:
        raise LineError("`headers` lists no header")
    for source in read_source(text_of(item.value.get("source", ""))):
        made.headers.append(
            PathHeaders(source=source.pattern, changes=tuple(changes), origin=made.origin(item.line))
        )


def cases(value: dict[str, Any], key: str) -> list[tuple[Source, Conditions, str]]:
    """The patterns of a source, each with the conditions and the destination as this package spells it."""
    if value.get("missing"):
        raise LineError("`missing` is not translated; put a rule for those who have it before this one")
    destination = text_of(value.get(key, ""))
    when = conditions_of(value.get("has") or [])
    return [
        (source, when, source.destination(destination))
        for source in read_source(text_of(value.get("source", "")))
    ]


def conditions_of(listed: object) -> Conditions:
    """What `has` asks for."""
    when = Conditions()
    for entry in listed if isinstance(listed, list) else [listed]:
        pair = entry if isinstance(entry, dict) else {}
        kind, name, value = (text_of(pair.get(part, "")) for part in ("type", "key", "value"))
        match = match_of(name, value)
        if kind == "host" and match.value:
            when = replace(when, hosts=(*when.hosts, match.value.lower()))
        elif kind == "header" and match.capture is None:
            when = replace(when, headers=(*when.headers, replace(match, name=name.lower())))
        elif kind == "query":
            when = replace(when, query=(*when.query, match))
        elif kind == "cookie" and not value:
            when = replace(when, cookies=(*when.cookies, match))
        else:
            raise LineError(f"`has` of the kind `{kind}` with the value `{value}` is not translated")
    return when


def match_of(name: str, value: str) -> Match:
    """A value as text, as something that is there, or as a capture."""
    if found := NAMED_VALUE.fullmatch(value):
        return Match(name, capture=found[1])
    if not PLAIN_VALUE.fullmatch(value.replace("\\.", "").replace(".", "")):
        raise LineError(
            f"the value `{value}` is a regular expression; write a rule for each text that it takes"
        )
    return Match(name, value.replace("\\.", ".") or None)


def text_of(value: object) -> str:
    """A value that is text, or a number as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise LineError(f"expected text, not {type(value).__name__}")
