"""The routing rules of an S3 website, as JSON or as XML: a prefix of the key, and what takes its place.

1. Rules are tried in their order. A key is a path without its first slash; a rule takes every key that begins
   with its prefix. A redirect is a 301 unless it says otherwise; the query string is kept.
2. A rule for an error (`HttpErrorCodeReturnedEquals`) is not translated: a function runs before the origin.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html (read 2026-11).
"""

from __future__ import annotations

from typing import Any

from cloudfront_functions.importers.imported import PROTOCOL_ALONE, Imported, Importing
from cloudfront_functions.importers.json_items import Located, read_items
from cloudfront_functions.importers.xml_items import read_xml
from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.rule_table import OWN
from cloudfront_functions.inputs.source_text import read_pattern
from cloudfront_functions.inputs.status_text import redirect_status
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.rules import Redirect, names_of

__all__ = ["import_s3"]

KNOWN = {
    "Condition": {"KeyPrefixEquals", "HttpErrorCodeReturnedEquals"},
    "Redirect": {"HostName", "Protocol", "HttpRedirectCode", "ReplaceKeyPrefixWith", "ReplaceKeyWith"},
}


def import_s3(text: str, *, file: str) -> Imported:
    """The redirects of a website configuration, or of its list of rules alone."""
    made = Importing(file)
    try:
        items = read_xml(text) if text.lstrip("\ufeff \t\r\n").startswith("<") else read_items(text)
    except LineError as error:
        made.refuse(error, 1)
        return made.done()
    for item in unwrapped(items):
        try:
            if item.key == "RedirectAllRequestsTo":
                translate(made, {"Redirect": item.value}, item.line)
            elif item.key in ("", "RoutingRules"):
                translate(made, item.value, item.line)
            elif item.key in ("IndexDocument", "ErrorDocument"):
                made.note(
                    f"`{item.key}` is no redirect: set `rewrites.index`, or an error page",
                    item.line,
                )
            else:
                unknown = LineError(f"`{item.key}` is not known in a website configuration")
                made.refuse(unknown, item.line, item.column)
        except LineError as error:
            made.refuse(error, item.line, item.column)
    return made.done()


def unwrapped(items: list[Located]) -> list[Located]:
    """The members of a website configuration, whether or not its own name stands around them."""
    found: list[Located] = []
    for item in items:
        if item.key != "WebsiteConfiguration" or not isinstance(item.value, dict):
            found.append(item)
            continue
        for key, value in item.value.items():
            inner = value if isinstance(value, list) else [value]
            found += [Located(key, one, item.line, item.column) for one in inner]
    return found


def translate(made: Importing, rule: object, line: int) -> None:
    """One rule.

    Raises:
        LineError: it cannot be translated.
    """
    condition, redirect = part_of(rule, "Condition"), part_of(rule, "Redirect")
    if not redirect:
        raise LineError("a rule has a `Redirect`")
    if "HttpErrorCodeReturnedEquals" in condition:
        raise LineError(
            "a function runs before the origin, and so before its errors; let an error page of the"
            f" distribution answer {condition['HttpErrorCodeReturnedEquals']}"
        )
    prefix = condition.get("KeyPrefixEquals", "")
    source = read_pattern(f"/{prefix}*", OWN)
    host, protocol = redirect.get("HostName", ""), redirect.get("Protocol", "")
    if protocol and not host:
        raise LineError(PROTOCOL_ALONE)
    if host and not protocol:
        made.note(f"`{host}` is asked for by https; S3 keeps the protocol of the request", line)
    start = f"{protocol.lower() or 'https'}://{host}" if host else ""
    target = read_target(start + path_of(redirect, prefix), names_of(source))
    made.routes.append(
        Redirect(
            source=source,
            target=target,
            status=redirect_status(redirect.get("HttpRedirectCode", "")),
            origin=made.origin(line),
        )
    )


def path_of(redirect: dict[str, str], prefix: str) -> str:
    """The path of the target."""
    if "ReplaceKeyWith" in redirect:
        return f"/{redirect['ReplaceKeyWith']}"
    return f"/{redirect.get('ReplaceKeyPrefixWith', prefix)}:splat"


def part_of(rule: object, key: str) -> dict[str, str]:
    """A part of a rule, as texts."""
    part: Any = rule.get(key) if isinstance(rule, dict) else None
    if part is None or part == "":
        return {}
    if not isinstance(part, dict):
        raise LineError(f"`{key}` is an object")
    for name in part:
        if name not in KNOWN[key]:
            raise LineError(f"`{name}` is not known in `{key}`; expected {', '.join(sorted(KNOWN[key]))}")
    return {name: str(value) for name, value in part.items() if value not in (None, "")}
