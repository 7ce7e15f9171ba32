"""What edge code changed, as a list of values and not as two dumps side by side.

Both event shapes are flattened to the same paths (`uri`, `headers.x-name`, `cookies.name`, `status`,
`origin.custom.domainName`), so a change reads the same whichever runtime made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cloudfrontier.simulator.wire.cookies import cookie_pairs, set_cookie_entry

__all__ = ["Change", "changes", "flatten"]

_LONGEST_BODY = 80


@dataclass(frozen=True)
class Change:
    """One path with its value before and after; None stands for absent.

    Several values of one name stand on lines of their own: no header value has a line break.
    """

    path: str
    before: str | None
    after: str | None


def changes(before: object, after: object) -> tuple[Change, ...]:
    """Differences of two requests or two responses of either event shape, in the order of their paths.

    `before` is None for a response that the code generated: everything in it is new. What is no object
    cannot be compared and gives nothing.
    """
    if not isinstance(after, Mapping):
        return ()
    old = flatten(before) if isinstance(before, Mapping) else {}
    new = flatten(after)
    paths = (*old, *(path for path in new if path not in old))
    return tuple(
        Change(path, old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path)
    )


def flatten(part: Mapping[str, Any]) -> dict[str, str]:
    """Paths -> values of a request or a response of either event shape."""
    flat: dict[str, list[str]] = {}
    for path, value in _leaves(part):
        flat.setdefault(path, []).append(value)
    return {path: "\n".join(values) for path, values in flat.items()}


def _leaves(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in part.items():
        if key == "headers" and isinstance(value, Mapping):
            yield from _header_leaves(value)
        elif key in {"cookies", "querystring"} and isinstance(value, Mapping):
            for name, entry in value.items():
                yield from ((f"{key}.{name}", text) for text in _entry_texts(entry))
        elif key in {"body", "data"}:
            yield from _body_leaves(value)
        elif key in {"status", "statusCode"}:
            yield "status", _text(value)
        else:
            yield from _nested(key, value)


def _header_leaves(headers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, entries in headers.items():
        texts = list(_entry_texts(entries))
        if name == "cookie":
            yield from ((f"cookies.{cookie}", value) for cookie, value in cookie_pairs(texts))
        elif name == "set-cookie":
            for text in texts:
                cookie, _ = set_cookie_entry(text)
                yield f"cookies.{cookie}", text.partition("=")[2]
        else:
            yield from ((f"headers.{name}", text) for text in texts)


def _entry_texts(entry: Any) -> Iterator[str]:
    if isinstance(entry, Mapping):
        several = entry.get("multiValue")
        if isinstance(several, list) and several:
            for single in several:
                yield from _entry_texts(single)
            return
        attributes = f"; {entry['attributes']}" if entry.get("attributes") else ""
        yield _text(entry.get("value", "")) + attributes
    elif isinstance(entry, list):
        for single in entry:
            yield from _entry_texts(single)
    else:
        yield _text(entry)


def _body_leaves(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from _nested("body", {key: item for key, item in value.items() if key != "data"})
        value = value.get("data")
    if value:
        text = _text(value)
        yield (
            "body",
            text if len(text) <= _LONGEST_BODY else f"{text[:_LONGEST_BODY]}... ({len(text)} characters)",
        )


def _nested(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _nested(f"{path}.{key}", item)
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
