"""A request of the journal as a test that can be pasted: the same request, and what came of it as assertions.

Every value goes in through `repr`, so that nothing a viewer sent becomes code. Secrets are redacted as on the
page; the test says so, for it does not do the same without them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.server.journal import Entry
    from cloudfrontier.simulator.trace import Trace

__all__ = ["copied_test"]

_OF_THE_BROWSER = frozenset(
    {"connection", "content-length", "cache-control", "pragma", "upgrade-insecure-requests", "dnt", "te"}
    | {"user-agent", "host", "priority", "accept", "accept-encoding", "accept-language"}
)
"""Headers that say nothing of what is tested, unless the cache key holds them."""

_SHOWN_RESPONSE = ("location", "cache-control", "content-type")
_LONGEST_NAME = 60


def copied_test(entry: Entry, *, show_secrets: bool) -> str:
    """The text of a test with the `cloudfront` fixture."""
    trace = entry.trace
    hide = Redaction.of(trace, shows_secrets=show_secrets)
    target = hide.text(trace.request.target)
    headers = [(name, hide.header(name, value)) for name, value in _headers(trace)]
    lines = [f"def test_{_name(trace)}(cloudfront):"]
    if not show_secrets and (headers != list(_headers(trace)) or target != trace.request.target):
        lines.append("    # secrets are left out: put in values of a test, or `serve --show-secrets`")
    lines += [
        *_call(trace, target, headers, _body(trace, hide)),
        *(f"    {line}" for line in _assertions(trace, hide)),
    ]
    return "\n".join(lines) + "\n"


def _body(trace: Trace, hide: Redaction) -> bytes | str:
    try:
        return hide.text(trace.request.body.decode())
    except UnicodeDecodeError:
        return trace.request.body


def _call(trace: Trace, target: str, headers: list[tuple[str, str]], body: bytes | str) -> Iterator[str]:
    url = target if trace.request.scheme == "https" else f"http://{trace.request.host}{target}"
    yield "    response = cloudfront.request("
    yield f"        {_quoted(trace.request.method)},"
    yield f"        {_quoted(url)},"
    if headers:
        yield "        headers=["
        yield from (f"            ({_quoted(name)}, {_quoted(value)})," for name, value in headers)
        yield "        ],"
    if body:
        yield f"        body={_quoted(body)},"
    yield "    )"


def _assertions(trace: Trace, hide: Redaction) -> Iterator[str]:
    yield f"assert response.status == {trace.response.status}"
    for name in _SHOWN_RESPONSE:
        value = trace.response.headers.get(name)
        if value and hide.header(name, value) == value:
            yield f"assert response.headers.get({_quoted(name)}) == {_quoted(value)}"
    for step in trace.events:
        if step.ran:
            yield f"assert response.events[{_quoted(step.event)}].outcome == {_quoted(step.outcome)}"


def _headers(trace: Trace) -> Iterator[tuple[str, str]]:
    """Those that may matter: of the browser's own only what the cache key holds."""
    parts = trace.cache.key.parts if trace.cache.key else ()
    keyed = {fold(what.partition(" ")[2]) for what, _ in parts if what.startswith("header ")}
    for name, value in trace.request.headers.items():
        folded = fold(name)
        if folded in keyed or not (folded in _OF_THE_BROWSER or folded.startswith("sec-")):
            yield name, value


def _quoted(value: bytes | str) -> str:
    """As Python reads it, in the quotes that formatters like where nothing inside minds."""
    text = repr(value)
    return f'"{text[1:-1]}"' if text.startswith("'") and '"' not in text else text


def _name(trace: Trace) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", f"{trace.request.method} {trace.request.uri}".lower()).strip("_")
    return words[:_LONGEST_NAME].rstrip("_") or "request"
