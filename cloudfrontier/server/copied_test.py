"""A copied request as text that can be pasted: a test for pytest, or a case for `cloudfrontier test`.

Every value goes in through `repr`, or through TOML's own quotes, so that nothing a viewer sent becomes code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.cases.toml_edit import toml_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.server.copied_request import CopiedRequest

__all__ = ["case_text", "pytest_text"]

_LONGEST_NAME = 60


def pytest_text(copied: CopiedRequest) -> str:
    """A test with the `cloudfront` fixture."""
    lines = [*_head(copied), f"def test_{_name(copied)}(cloudfront):", *_call(copied), *_assertions(copied)]
    return "\n".join(lines) + "\n"


def case_text(copied: CopiedRequest) -> str:
    """A table for a file of cases.

    Raises:
        UsageError: a case cannot hold its body.
    """
    request = _request(copied)
    lines = [
        "[[cases]]",
        f"name = {toml_value(f'{copied.method} {copied.path}')}",
        f"request = {toml_value(request)}",
        f"expect = {toml_value(dict(copied.expect))}",
    ]
    if copied.skip:
        lines.append(f"skip = {toml_value(copied.skip)}")
    return "\n".join(lines) + "\n"


def _head(copied: CopiedRequest) -> Iterator[str]:
    if copied.skip:
        yield from ("import pytest", "", "", f"@pytest.mark.skip(reason={_quoted(copied.skip)})")


def _call(copied: CopiedRequest) -> Iterator[str]:
    yield "    response = cloudfront.request("
    yield f"        {_quoted(copied.method)},"
    yield f"        {_quoted(copied.url)},"
    if copied.headers:
        yield "        headers=["
        yield from (f"            ({_quoted(name)}, {_quoted(value)})," for name, value in copied.headers)
        yield "        ],"
    if copied.body:
        yield f"        body={_quoted(_text(copied.body) or copied.body)},"
    if copied.client_ip is not None:
        yield f"        client_ip={_quoted(copied.client_ip)},"
    yield "    )"


def _assertions(copied: CopiedRequest) -> Iterator[str]:
    yield f"    assert response.status == {copied.expect['status']}"
    for name, value in copied.expect.get("headers", {}).items():
        yield f"    assert response.headers.get({_quoted(name)}) == {_quoted(value)}"
    for event, outcome in copied.expect.get("events", {}).items():
        yield f"    assert response.events[{_quoted(event)}].outcome == {_quoted(outcome)}"


def _request(copied: CopiedRequest) -> object:
    """A line where that says all, else a table."""
    text = _text(copied.body)
    if text is None:
        raise UsageError("its body is no text, which a case cannot hold: copy it for pytest")
    table: dict[str, object] = {"method": copied.method, "url": copied.url}
    if copied.headers:
        table["headers"] = _by_name(copied.headers)
    if text:
        table["body"] = text
    if copied.client_ip is not None:
        table["client_ip"] = copied.client_ip
    return table if len(table) > 2 else f"{copied.method} {copied.url}"


def _by_name(headers: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Lines of one name are a list."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name, []).append(value)
    return {name: lines if len(lines) > 1 else lines[0] for name, lines in found.items()}


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _quoted(value: bytes | str) -> str:
    """As Python reads it, in the quotes that formatters like where nothing inside minds."""
    text = repr(value)
    return text if '"' in text else text.replace("'", '"')


def _name(copied: CopiedRequest) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", f"{copied.method} {copied.path}".lower()).strip("_")
    return words[:_LONGEST_NAME].rstrip("_") or "request"
