"""One table of a case file -> a case, or everything that is wrong with it, each at its path."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.cases.aws_shapes import completed, is_event
from cloudfrontier.testing.cases.case import Asked, Case, Where
from cloudfrontier.testing.expectations import Path as KeyPath
from cloudfrontier.testing.expectations import faults_of
from cloudfrontier.testing.response_view import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["EVENT_PARTS", "FaultyTableError", "case_of_table"]

EVENT_PARTS = ("request", "response", "error", "logs", "utilization")
"""What may be expected of one event: what was returned, why it failed, its log, its utilization at most."""

_KEYS = ("name", "function", "handler", "event", "request", "before", "expect", "output", "skip")
_REQUEST_KEYS = ("method", "url", "headers", "body", "json", "client_ip")


class FaultyTableError(Exception):
    """A table is no case; `faults` are paths in it with what is wrong there."""

    def __init__(self, faults: Iterable[tuple[KeyPath, str]]) -> None:
        super().__init__("no case")
        self.faults = tuple(faults)


def case_of_table(
    table: Any, *, name: str, where: Where, defaults: Mapping[str, str] | None = None, function: str = ""
) -> Case:
    """The case; `name` where it has none of its own, `defaults` and `function` name the code of events.

    Raises:
        FaultyTableError: it is none.
    """
    if not isinstance(table, dict):
        raise FaultyTableError([((), "a case is a table with `request`, or with `event`")])
    faults: list[tuple[KeyPath, str]] = [((key,), _unknown(key, _KEYS)) for key in table if key not in _KEYS]
    texts = [
        key for key in ("name", "function", "handler", "skip") if not isinstance(table.get(key, ""), str)
    ]
    faults += [((key,), f"`{key}` is no text") for key in texts]
    if ("request" in table) == ("event" in table):
        faults.append(((), "a case has either `request` or `event`"))
    if faults:
        raise FaultyTableError(faults)
    expect = _expectation(table)
    named = {**(defaults or {}), **table}
    is_request = "request" in table
    return Case(
        name=table.get("name", name),
        where=where,
        request=_asked(table["request"], ("request",)) if is_request else None,
        before=_before(table.get("before", [])),
        code="" if is_request else named.get("function") or named.get("handler") or function,
        event=None if is_request else _event(table["event"], where.file.parent),
        expect=expect,
        skip=table.get("skip", ""),
    )


def _expectation(table: dict[str, Any]) -> dict[str, Any] | None:
    key = "output" if "output" in table else "expect"
    expect = table.get(key)
    if expect is None:
        return None
    if not isinstance(expect, dict):
        raise FaultyTableError([((key,), f"`{key}` is no table")])
    known = PARTS if "request" in table else EVENT_PARTS
    faults: list[tuple[KeyPath, str]] = [
        ((key, part), _unknown(part, known)) for part in expect if part not in known
    ]
    faults += [((key, *path), told) for path, told in faults_of(expect)]
    if faults:
        raise FaultyTableError(faults)
    return expect


def _before(value: Any) -> tuple[Asked, ...]:
    if not isinstance(value, list):
        raise FaultyTableError([(("before",), "`before` is no list of requests")])
    return tuple(_asked(item, ("before", index)) for index, item in enumerate(value))


def _asked(value: Any, path: KeyPath) -> Asked:
    """`"GET /page"`, or a table."""
    if isinstance(value, str):
        method, space, url = value.partition(" ")
        return Asked(method, url.strip()) if space else Asked("GET", value)
    if not isinstance(value, dict) or not isinstance(value.get("url"), str):
        raise FaultyTableError([(path, "a request is a text such as `GET /page`, or a table with `url`")])
    faults = [((*path, key), _unknown(key, _REQUEST_KEYS)) for key in value if key not in _REQUEST_KEYS]
    wrong = [key for key in ("method", "body", "client_ip") if not isinstance(value.get(key, ""), str)]
    faults += [((*path, key), f"`{key}` is no text") for key in wrong]
    if "body" in value and "json" in value:
        faults.append(((*path, "json"), "`body` and `json` are two bodies"))
    if faults:
        raise FaultyTableError(faults)
    headers = _headers(value.get("headers", {}), (*path, "headers"))
    body = value.get("body", "")
    if "json" in value:
        body = json.dumps(value["json"])
        if "content-type" not in {name.lower() for name, _ in headers}:
            headers += (("Content-Type", "application/json"),)
    return Asked(value.get("method", "GET"), value["url"], headers, body.encode(), value.get("client_ip"))


def _headers(value: Any, path: KeyPath) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise FaultyTableError([(path, "`headers` is no table")])
    lines = []
    for name, given in value.items():
        for line in given if isinstance(given, list) else [given]:
            if not isinstance(line, str):
                raise FaultyTableError([((*path, name), "a header is a text, or a list of texts")])
            lines.append((name, line))
    return tuple(lines)


def _event(value: Any, folder: Path) -> dict[str, Any]:
    """The event itself, or the file that holds it, relative to the case's own."""
    if isinstance(value, str):
        try:
            value = json.loads((folder / value).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise FaultyTableError([(("event",), f"{folder / value}: no event: {_reason(error)}")]) from None
    if not is_event(value):
        raise FaultyTableError([(("event",), "expected an event with a `request`, or with `Records`")])
    return completed(value)


def _unknown(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else f", expected one of {', '.join(known)}"
    return f"unknown key `{key}`{hint}"


def _reason(error: Exception) -> str:
    """Without what the message says already: the file's name."""
    if isinstance(error, OSError):
        return (error.strerror or "cannot be read").lower()
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg.lower()} in line {error.lineno}"
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else "nested too deep"
